// What every place that names a paper shows in the same way.
//   ValidityBadge { paper }     how long it holds; nothing without a date
//   KindIcon(kind)              the picture of a kind of file
//   sizeText(bytes)
import { FileImage, FileText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { BlobKind, Scan } from '../../electron/api/papers.ts'
import { formatDate, formatMegabytes, formatNumber } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import type { IconType } from '../ui/icon.tsx'

export function ValidityBadge({ paper }: { paper: Pick<Scan, 'validUntil' | 'isExpired'> }) {
  const { t } = useTranslation('papers')
  if (paper.validUntil === null) return null
  const date = formatDate(paper.validUntil)
  return <Badge tone={paper.isExpired ? 'error' : 'neutral'}>{t(paper.isExpired ? 'expired' : 'validUntil', { date })}</Badge>
}

export const kindIcon = (kind: BlobKind): IconType => (kind === 'pdf' ? FileText : FileImage)

const gigabyte = 1_024 ** 3

export function sizeText(bytes: number): string {
  if (bytes < 1_048_576 / 10) return `${formatNumber(bytes === 0 ? 0 : Math.max(1, Math.round(bytes / 1_024)))} KB`
  return bytes < gigabyte ? formatMegabytes(bytes) : `${formatNumber(Math.round((bytes / gigabyte) * 10) / 10)} GB`
}
