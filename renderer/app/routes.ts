// Addresses of the screens (after the `#`). One place, so that links, shortcuts and the remembered last screen agree.

export const routes = {
  board: '/',
  intake: '/intake',
  cases: '/cases',
  case: (caseId: string) => `/cases/${caseId}`,
  procedures: '/procedures',
  procedure: (procedureId: string) => `/procedures/${procedureId}`,
  calendar: '/calendar',
  staff: '/staff',
  office: '/office',
  backups: '/backups',
  update: '/update',
  help: '/help',
  diagnostics: '/help/diagnostics',
} as const
