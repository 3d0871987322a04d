import type { DocumentSummary } from '../../../electron/api/documents.ts'
export function RegisterPaper(_: { rows: DocumentSummary[]; date: string; ofProcesses: boolean; onClose: () => void }) {
  return null
}
