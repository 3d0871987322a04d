// PaperList { papers }: what the office has written to the applicant about the case, with its numbers.
import './life.css'
import { useTranslation } from 'react-i18next'
import type { LifeOfCase } from '../../../electron/api/life.ts'
import { formatInstant } from '../../format.ts'
import { Card } from '../../ui/card.tsx'

export function PaperList({ papers }: Pick<LifeOfCase, 'papers'>) {
  const { t } = useTranslation('life')
  if (papers.length === 0) return null
  return (
    <Card title={t('papers.title')}>
      <ul className="life-lines">
        {papers.map((paper) => (
          <li key={paper.id}>
            <span>{t(`papers.${paper.kind}`, { number: String(paper.number).padStart(2, '0'), year: paper.year })}</span>{' '}
            <span className="life-by tabular">{`${formatInstant(paper.issuedAt)} · ${paper.issuedByName}`}</span>
            {paper.content.kind === 'supplementRequest' && (
              <ul>
                {paper.content.items.map((item) => (
                  <li key={item.text}>{item.text}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
