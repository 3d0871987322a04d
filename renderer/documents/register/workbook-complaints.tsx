// WorkbookComplaints { picked, onClose }: what is wrong with a workbook, by sheet, row and column; to be read here or taken along to
// whoever mends the file.
import { Copy } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../../electron/api/contract.ts'
import type { WorkbookComplaint } from '../../../electron/api/documents.ts'
import { copyText } from '../../cases/page/copy-text.ts'
import { issueText } from '../../failures.ts'
import { formatNumber } from '../../format.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

interface WorkbookComplaintsProps {
  picked: NonNullable<OutputOf<'documents.pickWorkbook'>>
  onClose: () => void
}

export function WorkbookComplaints({ picked, onClose }: WorkbookComplaintsProps) {
  const { t } = useTranslation('workbook')
  const [copied, setCopied] = useState<'copied' | 'notCopied'>()
  const done = useRef<HTMLButtonElement>(null)
  const { complaints, complaintCount, fileName } = picked
  const hidden = complaintCount - complaints.length

  const columnOf = ({ column, heading }: WorkbookComplaint) => [column, heading].filter(Boolean).join(' – ')
  const textOf = ({ code, params }: WorkbookComplaint) => issueText(t, { path: '', code, params })
  const lines = complaints.map((one) => [one.sheet, one.row, columnOf(one), textOf(one)])
  const headings = [t('sheet'), t('row'), t('column'), t('complaint')]
  const copy = () => setCopied(copyText([headings, ...lines].map((line) => line.join('\t')).join('\n')) ? 'copied' : 'notCopied')

  return (
    <Dialog
      open
      onClose={onClose}
      size="wide"
      initialFocus={done}
      title={t('refused', { fileName })}
      footer={
        <>
          <span className="workbook-copied" role="status">
            {copied && t(copied)}
          </span>
          <Button icon={Copy} onClick={copy}>
            {t('copy')}
          </Button>
          <Button ref={done} variant="primary" onClick={onClose}>
            {t('close')}
          </Button>
        </>
      }
    >
      <div className="workbook">
        <Banner tone="error" title={t('complaints', { number: formatNumber(complaintCount) })}>
          {t('nothingEntered')}
        </Banner>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must be able to */}
        <section className="workbook-complaints" aria-label={t('list')} tabIndex={0}>
          <table>
            <thead>
              <tr>
                {headings.map((heading) => (
                  <th key={heading} scope="col">
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.join('\t')}>
                  {line.map((cell, index) => (
                    <td key={headings[index]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        {hidden > 0 && <p>{t('more', { number: formatNumber(hidden) })}</p>}
      </div>
    </Dialog>
  )
}
