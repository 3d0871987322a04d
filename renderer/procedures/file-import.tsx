// FileImport { label, title, pick, describe, canPublish?, publishLabel, publish, onPublished }
// Bringing in a data file that people wrote (catalogue, calendar): choose it, see what it would change, then publish – or read what
// is wrong with it, line by line. Nothing is written before the last step, and every window says so.
import './file-import.css'
import { useMutation } from '@tanstack/react-query'
import { Copy, FileUp } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { copyText } from '../cases/page/copy-text.ts'
import { failureOf, failureText } from '../failures.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { issueLines } from './issue-lines.ts'

interface FileImportProps<Picked, Result> {
  /** The button's words. */
  label: string
  title: string
  /** Opens the system's file window; null when the person changed their mind. */
  pick: () => Promise<Picked | null>
  describe: (picked: Picked) => ReactNode
  /** False where publishing would change nothing. */
  canPublish?: (picked: Picked) => boolean
  publishLabel: string
  publish: (picked: Picked) => Promise<Result>
  onPublished: (result: Result) => void
}

export function FileImport<Picked, Result>(props: FileImportProps<Picked, Result>) {
  const { label, title, pick, describe, canPublish = () => true, publishLabel, publish, onPublished } = props
  const { t } = useTranslation('procedures')
  const picking = useMutation({ mutationFn: pick })
  const publishing = useMutation({
    mutationFn: publish,
    onSuccess: (result) => {
      picking.reset()
      onPublished(result)
    },
  })
  const picked = picking.data
  const next = useRef<HTMLButtonElement>(null)

  function close() {
    if (publishing.isPending) return
    picking.reset()
    publishing.reset()
  }

  return (
    <>
      <Button icon={FileUp} busy={picking.isPending} onClick={() => picking.mutate()}>
        {label}
      </Button>
      {picked && (
        <Dialog
          open
          onClose={close}
          title={title}
          initialFocus={next}
          footer={
            <>
              <Button ref={canPublish(picked) ? undefined : next} onClick={close} disabled={publishing.isPending}>
                {t('fileImport.cancel')}
              </Button>
              {canPublish(picked) && (
                <Button ref={next} variant="primary" busy={publishing.isPending} onClick={() => publishing.mutate(picked)}>
                  {publishLabel}
                </Button>
              )}
            </>
          }
        >
          <div className="file-import">
            {publishing.isError && <Banner tone="error">{failureText(t, publishing.error)}</Banner>}
            {describe(picked)}
          </div>
        </Dialog>
      )}
      {picking.isError && <RefusedFile error={picking.error} onClose={close} />}
    </>
  )
}

/** Why a file was refused: whole sentences, each with its line, to be read here or taken along to whoever mends the file. */
function RefusedFile({ error, onClose }: { error: unknown; onClose: () => void }) {
  const { t } = useTranslation('procedures')
  const [copied, setCopied] = useState<'copied' | 'notCopied'>()
  const done = useRef<HTMLButtonElement>(null)
  const lines = issueLines(t, failureOf(error))
  const sentence = failureText(t, error)

  const copy = () => setCopied(copyText([sentence, ...lines].join('\n')) ? 'copied' : 'notCopied')

  return (
    <Dialog
      open
      onClose={onClose}
      size="wide"
      initialFocus={done}
      title={t('fileImport.refused')}
      footer={
        <>
          <span className="file-import-copied" role="status">
            {copied && t(`fileImport.${copied}`)}
          </span>
          {lines.length > 0 && (
            <Button icon={Copy} onClick={copy}>
              {t('fileImport.copy')}
            </Button>
          )}
          <Button ref={done} variant="primary" onClick={onClose}>
            {t('fileImport.close')}
          </Button>
        </>
      }
    >
      <div className="file-import">
        <Banner tone="error" title={sentence}>
          {t('fileImport.nothingImported')}
        </Banner>
        {lines.length > 0 && (
          <ul className="file-import-lines">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  )
}
