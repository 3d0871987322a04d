// TrayList { onTake, onView }: what the scanner has just put into its folder. A file that still grows waits.
import { useQuery } from '@tanstack/react-query'
import { Check, Eye } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { toInstant } from '../../../db/model/clock.ts'
import type { ChosenFile } from '../../../electron/api/papers.ts'
import { api } from '../../client.ts'
import { formatInstant } from '../../format.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { trayQuery } from '../paper-queries.ts'
import { sizeText } from '../paper-words.tsx'
import type { ViewerItem } from '../viewer/viewer-dialog.tsx'

export function TrayList({ onTake, onView }: { onTake: (file: ChosenFile) => void; onView: (item: ViewerItem) => void }) {
  const { t } = useTranslation('papers')
  const tray = useQuery(trayQuery)
  if (!tray.data || tray.data.state === 'none') return null
  const { state, files } = tray.data
  return (
    <section className="attach-part">
      <h3>{t('tray.title')}</h3>
      {state === 'gone' && <Banner tone="warn">{t('errors:scan.folderGone')}</Banner>}
      {state === 'open' && files.length === 0 && <p>{t('tray.empty')}</p>}
      {files.length > 0 && (
        <ul className="attach-list">
          {files.map((file) => (
            <li key={file.token} className="attach-row">
              <span className="attach-row-words">
                {file.fileName}{' '}
                <span className="paper-faint tabular">
                  {sizeText(file.sizeBytes)} · {formatInstant(toInstant(file.modifiedMs))}
                </span>
              </span>
              {file.isGrowing ? (
                <>
                  <Spinner label={t('tray.growing')} />
                  <span className="paper-faint">{t('tray.growing')}</span>
                </>
              ) : (
                <>
                  <IconButton
                    size="small"
                    icon={Eye}
                    label={t('tray.view', { name: file.fileName })}
                    onClick={() =>
                      onView({ key: file.token, title: file.fileName, open: () => api.papers.preview({ token: file.token }) })
                    }
                  />
                  <Button
                    size="small"
                    icon={Check}
                    aria-label={t('tray.takeOne', { name: file.fileName })}
                    onClick={() => onTake(file)}
                  >
                    {t('tray.take')}
                  </Button>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
