// ReceiptPreview { layout, paper }: the paper as it will come out, the whole sheet made to fit. The frame may run
// nothing and reach nothing: it only shows.
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { Spinner } from '../ui/spinner.tsx'
import { useSize } from '../ui/use-size.ts'
import type { ReceiptLayout } from './use-receipt-settings.ts'

const pixelsPerMm = 96 / 25.4
const sheetHeightMm = 210
const sheetWidthsMm: Readonly<Record<ReceiptLayout, number>> = { 'a4-two-up': 297, a5: 148 }

/** The paper waiting to be shown: its address and which print it would be. The address lives only for a while, so it is never reused. */
export const useReceiptPaper = (caseId: string, layout: ReceiptLayout | undefined) =>
  useQuery({
    queryKey: ['print.previewReceipt', { caseId, layout }],
    queryFn: () => api.print.previewReceipt({ caseId, layout: layout ?? 'a4-two-up' }),
    enabled: layout !== undefined,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })

interface ReceiptPreviewProps {
  layout: ReceiptLayout | undefined
  paper: ReturnType<typeof useReceiptPaper>
}

export function ReceiptPreview({ layout, paper }: ReceiptPreviewProps) {
  const { t } = useTranslation('print')
  const desk = useRef<HTMLDivElement>(null)
  const size = useSize(desk)
  const widthMm = sheetWidthsMm[layout ?? 'a4-two-up']
  const zoom = Math.min(1, size.width / (widthMm * pixelsPerMm), size.height / (sheetHeightMm * pixelsPerMm))
  return (
    <div className="receipt-desk" ref={desk}>
      {paper.isPending && <Spinner />}
      {paper.isError && <QueryFailure error={paper.error} onRetry={() => paper.refetch()} />}
      {paper.data && zoom > 0 && (
        <div className="receipt-sheet" style={{ width: `${widthMm}mm`, height: `${sheetHeightMm}mm`, zoom }}>
          <iframe title={t('preview')} src={paper.data.url} sandbox="" tabIndex={-1} />
        </div>
      )}
    </div>
  )
}
