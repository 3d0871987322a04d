// ServingProcesses { localKey }: the processes of the office that say how this procedure is done.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { routes } from '../app/routes.ts'
import { servingQuery } from '../documents/document-queries.ts'
import { Card } from '../ui/card.tsx'

export function ServingProcesses({ localKey }: { localKey: string }) {
  const { t } = useTranslation('procedures')
  const serving = useQuery(servingQuery(localKey))
  if (!serving.data) return null
  return (
    <Card title={t('serving.title')}>
      {serving.data.rows.length === 0 ? (
        <p className="procedure-label">{t('serving.none')}</p>
      ) : (
        <ul className="procedure-lines">
          {serving.data.rows.map(({ id, code, name, state }) => (
            <li key={id}>
              <Link href={routes.process(id)}>{`${code} – ${name}`}</Link>
              <span className="procedure-label"> {t(`documents:state.${state}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
