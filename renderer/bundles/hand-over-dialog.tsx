// The page that goes along with a bundle, before it is printed.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { checksumWords } from '../../db/model/checksum-words.ts'
import type { ListedBundle } from '../../electron/api/bundles.ts'
import { api } from '../client.ts'
import { formatInstant, formatMegabytes, formatNumber } from '../format.ts'
import { PaperDialog } from '../print/paper-dialog.tsx'
import { trustQuery } from './bundle-queries.ts'

export function HandOverDialog({ bundle, onClose }: { bundle: ListedBundle; onClose: () => void }) {
  const { t } = useTranslation('bundles')
  const trust = useQuery(trustQuery)
  if (!trust.data) return null
  const { officeCode, officeName, list } = trust.data
  const cases =
    bundle.firstCase === '' ? t('page.noCases') : t('page.caseRange', { first: bundle.firstCase, last: bundle.lastCase })
  const facts = [
    ['from', `${officeName} (${officeCode})`],
    ['to', list ? `${list.issuerName} (${list.issuerCode})` : ''],
    ['device', bundle.deviceCode],
    [
      'number',
      bundle.parts > 1
        ? t('page.part', { number: bundle.number, part: bundle.part, parts: bundle.parts })
        : String(bundle.number),
    ],
    ['madeAt', t('page.madeBy', { at: formatInstant(bundle.madeAt), name: bundle.madeByName })],
    ['file', bundle.fileName],
    ['size', formatMegabytes(bundle.sizeBytes)],
    [
      'counts',
      t('page.countText', {
        cases: formatNumber(bundle.cases),
        events: formatNumber(bundle.events),
        scans: formatNumber(bundle.blobs),
      }),
    ],
    ['cases', cases],
    ['sum', bundle.sha256],
  ] as const
  const sheet = {
    title: t('page.title'),
    note: t('page.note'),
    facts: facts.map(([name, value]) => ({ label: t(`page.${name}`), value })),
    wordsTitle: t('page.words'),
    words: checksumWords(bundle.sha256),
    signers: [
      { role: t('page.giver'), name: '' },
      { role: t('page.taker'), name: '' },
    ],
  }
  return (
    <PaperDialog
      title={t('page.print')}
      previewTitle={t('page.title')}
      paperKey={sheet}
      preview={() => api.bundles.previewHandOver(sheet)}
      print={(printer) => api.bundles.printHandOver({ ...sheet, printer })}
      save={() => api.bundles.saveHandOver(sheet)}
      onClose={onClose}
    />
  )
}
