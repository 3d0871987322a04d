// ReceiptHead { governingBody, deskName, place, numberSuffix? }: how the head of the printed receipt will look. Its words are the form's,
// Vietnamese in either language of the interface.
import './receipt-head.css'
import { useTranslation } from 'react-i18next'
import { i18next } from '../../i18n.ts'

interface ReceiptHeadProps {
  governingBody: string
  deskName: string
  place: string
  numberSuffix?: string
}

export function ReceiptHead({ governingBody, deskName, place, numberSuffix = '' }: ReceiptHeadProps) {
  const { t } = useTranslation('people')
  const form = i18next.getFixedT('vi', 'people')
  return (
    <figure className="receipt-head">
      <figcaption>{t('receiptHead.caption')}</figcaption>
      <div className="receipt-head-paper" lang="vi">
        <div>
          <p className="receipt-head-upper">{governingBody || '…'}</p>
          <p className="receipt-head-upper receipt-head-bold">{deskName || '…'}</p>
          <p>{form('receiptHead.number', { suffix: numberSuffix && `/${numberSuffix}` })}</p>
        </div>
        <div>
          <p className="receipt-head-upper receipt-head-bold">{form('receiptHead.state')}</p>
          <p className="receipt-head-bold">{form('receiptHead.motto')}</p>
          <p>
            <i>{form('receiptHead.date', { place: place || '…' })}</i>
          </p>
        </div>
      </div>
    </figure>
  )
}
