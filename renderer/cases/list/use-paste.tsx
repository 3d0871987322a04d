// usePaste(rows, columns, word): cells from Excel pasted onto the list. They are looked at first, changed all at once, and taken back all at
// once: by the note that tells of them, or by Ctrl+Z until the next paste.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseColumn, Word } from '../../../db/model/case-columns.ts'
import type { CellEdit, ListedRow } from '../../../electron/api/cases.ts'
import { PasteDialog } from '../../app/further-screens.ts'
import { usePermission } from '../../app/session.tsx'
import { api } from '../../client.ts'
import { failureText } from '../../failures.ts'
import type { CellRange } from '../../ui/cell-range.ts'
import { useToast } from '../../ui/toast.tsx'
import { useShortcut } from '../../ui/use-shortcuts.ts'
import { type Pasted, readPaste } from './paste-edits.ts'

const stale = [['cases.list'], ['cases.get'], ['cases.search']] as const

export function usePaste(rows: readonly ListedRow[], columns: readonly CaseColumn[], word: Word) {
  const { t } = useTranslation('caselist')
  const toast = useToast()
  const queries = useQueryClient()
  const mayCorrect = usePermission('case.receive')
  const [pasted, setPasted] = useState<Pasted | null>(null)
  const note = useRef('')
  const [undoable, setUndoable] = useState<readonly CellEdit[] | null>(null)
  const undo = useMutation({
    mutationFn: (edits: readonly CellEdit[]) => api.cases.correctCells({ reason: t('paste.undoReason'), edits: [...edits] }),
    onSuccess: async ({ count }) => {
      setUndoable(null)
      toast.close(note.current)
      await Promise.all(stale.map((queryKey) => queries.invalidateQueries({ queryKey })))
      toast.show({ title: t('paste.undone', { count }) })
    },
    onError: (error) => toast.show({ title: t('paste.notUndone'), description: failureText(t, error), tone: 'error' }),
  })
  useShortcut('cases.undoPaste', 'Ctrl+Z', () => undoable && undo.mutate(undoable), {
    labelKey: 'caselist:paste.undo',
    enabled: undoable !== null && !undo.isPending,
  })
  const onApplied = (edits: readonly CellEdit[], count: number) => {
    setUndoable(edits.length > 0 ? edits : null)
    note.current = toast.show({
      title: t('paste.done', { count }),
      tone: 'success',
      ...(edits.length > 0 && { action: { label: t('views.undo'), onAction: () => undo.mutate(edits) } }),
    })
  }
  return {
    onPaste: mayCorrect
      ? (table: string[][], range: CellRange) => setPasted(readPaste(table, range, rows, columns, word))
      : undefined,
    dialog: (
      <Suspense fallback={null}>
        {pasted && <PasteDialog pasted={pasted} onApplied={onApplied} onClose={() => setPasted(null)} />}
      </Suspense>
    ),
  }
}
