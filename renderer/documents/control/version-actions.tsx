// VersionActions { document, open, last, shown, editorOf, onShow }: what this person may do now with the document, by where its version under way stands.
// The next step of the way to approval is the primary button; what is rare or final is in the menu.
import { Ban, CircleCheck, Ellipsis, FilePen, FilePlus2, Hash, PenLine, Send, Stamp, Trash2, Undo2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { OutputOf } from '../../../electron/api/contract.ts'
import type { DocumentVersion } from '../../../electron/api/documents.ts'
import { usePermission } from '../../app/session.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { useShortcut } from '../../ui/use-shortcuts.ts'
import { ApproveDialog } from './approve-dialog.tsx'
import { DraftDialog } from './draft-dialog.tsx'
import { EnterDialog } from './enter-dialog.tsx'
import { FindingsNotice } from './findings-notice.tsx'
import { DiscardDialog, RenumberDialog, ReturnDialog, ReviewDialog, WithdrawDialog } from './reason-dialog.tsx'
import { SubmitDialog } from './submit-dialog.tsx'

type Act = 'draft' | 'submit' | 'review' | 'return' | 'approve' | 'enter' | 'discard' | 'renumber' | 'withdraw'

export interface VersionActionsProps {
  document: OutputOf<'documents.get'>
  /** The version on its way, if any; its content when it has been read. */
  open: DocumentVersion | undefined
  openBody: OutputOf<'documents.getVersion'>['body'] | undefined
  last: DocumentVersion | undefined
  editorOf: (versionId: string) => string
}

const editKeys = 'F2'

export function VersionActions({ document, open, openBody, last, editorOf }: VersionActionsProps) {
  const { t } = useTranslation('documents')
  const [, navigate] = useLocation()
  const mayWrite = usePermission('document.write')
  const mayReview = usePermission('document.review')
  const mayApprove = usePermission('document.approve')
  const mayEnter = usePermission('document.enter')
  const [act, setAct] = useState<Act | null>(null)
  const close = () => setAct(null)
  const isWithdrawn = document.withdrawnFrom !== null
  const status = open?.status
  const edit = () => open && navigate(editorOf(open.id))
  const isDraft = status === 'draft'
  const mayDraft = mayWrite && !open && !isWithdrawn
  useShortcut('documents.edit', editKeys, () => (isDraft ? edit() : setAct('draft')), {
    labelKey: 'documents:shortcut.edit',
    enabled: (mayWrite && isDraft) || mayDraft,
  })

  const primary: ReactNode = (
    <>
      {mayDraft && (
        <Button variant="primary" icon={FilePlus2} shortcut={editKeys} onClick={() => setAct('draft')}>
          {t('action.draft')}
        </Button>
      )}
      {isDraft && mayWrite && (
        <>
          <Button icon={FilePen} shortcut={editKeys} onClick={edit}>
            {t('action.edit')}
          </Button>
          <Button variant="primary" icon={Send} onClick={() => setAct('submit')}>
            {t('action.submit')}
          </Button>
        </>
      )}
      {(status === 'inReview' || status === 'inApproval') && mayReview && (
        <Button icon={Undo2} onClick={() => setAct('return')}>
          {t('action.return')}
        </Button>
      )}
      {status === 'inReview' && mayReview && (
        <Button variant="primary" icon={CircleCheck} onClick={() => setAct('review')}>
          {t('action.review')}
        </Button>
      )}
      {status === 'inApproval' && mayApprove && openBody && (
        <Button variant="primary" icon={Stamp} onClick={() => setAct('approve')}>
          {t('action.approve')}
        </Button>
      )}
    </>
  )

  const items: (MenuItem | false)[] = [
    isDraft && mayEnter && { id: 'enter', label: t('action.enter'), icon: PenLine, onSelect: () => setAct('enter') },
    mayApprove && { id: 'renumber', label: t('action.renumber'), icon: Hash, onSelect: () => setAct('renumber') },
    open !== undefined &&
      mayWrite && { id: 'discard', label: t('action.discard'), icon: Trash2, danger: true, onSelect: () => setAct('discard') },
    mayApprove &&
      last !== undefined &&
      !isWithdrawn && {
        id: 'withdraw',
        label: t('action.withdraw'),
        icon: Ban,
        danger: true,
        onSelect: () => setAct('withdraw'),
      },
  ]
  const shown = items.filter((item) => item !== false)

  return (
    <>
      {primary}
      {shown.length > 0 && <Menu trigger={<IconButton label={t('action.more')} icon={Ellipsis} />} items={shown} align="end" />}
      {act === 'draft' && (
        <DraftDialog
          documentId={document.id}
          last={last}
          onClose={close}
          onDrafted={(versionId) => navigate(editorOf(versionId))}
        />
      )}
      {act === 'submit' && open && openBody && <SubmitDialog version={open} body={openBody} onClose={close} />}
      {act === 'review' && open && (
        <ReviewDialog version={open} notice={openBody && <FindingsNotice version={open} body={openBody} />} onClose={close} />
      )}
      {act === 'return' && open && <ReturnDialog versionId={open.id} onClose={close} />}
      {act === 'approve' && open && openBody && <ApproveDialog version={open} body={openBody} onClose={close} />}
      {act === 'enter' && open && <EnterDialog version={open} onClose={close} />}
      {act === 'discard' && open && <DiscardDialog versionId={open.id} onClose={close} />}
      {act === 'renumber' && <RenumberDialog document={document} onClose={close} />}
      {act === 'withdraw' && <WithdrawDialog documentId={document.id} onClose={close} />}
    </>
  )
}
