// Parties { details, onCorrect? }: the three people of a case, as given on the day of receipt. Their numbers show only their tails, because the next
// citizen stands in front of the screen, until somebody asks for them: that is recorded.
import { useMutation } from '@tanstack/react-query'
import { Eye, EyeOff, Pencil } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { CaseDetails } from '../../../electron/api/cases.ts'
import type { PersonDetails } from '../../../electron/api/people.ts'
import type { PersonNumbers } from '../../../electron/api/personal.ts'
import { routes } from '../../app/routes.ts'
import { usePermission } from '../../app/session.tsx'
import { api } from '../../client.ts'
import { failureText } from '../../failures.ts'
import { formatDate } from '../../format.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { DescriptionList } from '../../ui/description-list.tsx'
import { useToast } from '../../ui/toast.tsx'

export function Parties({ details, onCorrect }: { details: CaseDetails; onCorrect?: () => void }) {
  const { t } = useTranslation('cases')
  const toast = useToast()
  const mayReveal = usePermission('personal.reveal')
  const [isShown, setShown] = useState(false)
  const caseId = details.row.id
  const reveal = useMutation({
    mutationFn: () => api.personal.showCaseNumbers({ caseId }),
    onSuccess: () => setShown(true),
    onError: (error) => toast.show({ title: failureText(t, error), tone: 'error' }),
  })
  const numbers = isShown ? reveal.data : undefined
  const { applicant, submitter, collector } = details
  const whole = <Person extends PersonDetails>(person: Person, own: PersonNumbers | null | undefined) => ({ ...person, ...own })
  return (
    <Card
      title={t('party.title')}
      actions={
        <>
          <Link href={routes.person(details.applicantId)}>{t('party.history')}</Link>
          {onCorrect && (
            <Button size="small" icon={Pencil} onClick={onCorrect}>
              {t('correct:openOthers')}
            </Button>
          )}
          {mayReveal && (
            <Button
              size="small"
              variant="quiet"
              icon={isShown ? EyeOff : Eye}
              aria-pressed={isShown}
              aria-disabled={reveal.isPending}
              onClick={() => (isShown ? setShown(false) : reveal.mutate())}
            >
              {isShown ? t('party.hideNumbers') : t('party.showNumbers')}
            </Button>
          )}
        </>
      }
    >
      <div className="parties">
        <Party title={t('party.applicant')} person={whole(applicant, numbers?.applicant)} />
        <Party
          title={t('party.submitter')}
          {...(submitter && { ...submitter, person: whole(submitter.person, numbers?.submitter) })}
          sameAs={t('party.submitterSame')}
        />
        <Party
          title={t('party.collector')}
          {...(collector && { ...collector, person: whole(collector.person, numbers?.collector) })}
          sameAs={t('party.collectorSame')}
        />
      </div>
    </Card>
  )
}

interface PartyProps {
  title: string
  person?: PersonDetails
  authorisation?: string
  /** The sentence instead of a person who is one of the others. */
  sameAs?: string
}

function Party({ title, person, authorisation, sameAs }: PartyProps) {
  const { t } = useTranslation('cases')
  const facts = person ? [...factsOf(person), ['authorisation', authorisation ?? ''] as const] : []
  const given = facts.filter(([, value]) => value !== '')
  return (
    <section className="party">
      <h3>{title}</h3>
      {person ? (
        <DescriptionList
          columns={2}
          items={given.map(([name, value]) => ({
            label: labelText(person, name),
            value: valueText(name, value),
          }))}
        />
      ) : (
        <p className="party-same">{sameAs}</p>
      )}
    </section>
  )

  function labelText({ kind, idKind }: PersonDetails, name: string): string {
    if (name === 'idNumber') return t(`idKind.${idKind}`)
    return name === 'fullName' && kind === 'organisation' ? t('person.organisationName') : t(`person.${name}`)
  }

  function valueText(name: string, value: string): ReactNode {
    if (name === 'sex') return t(`sex.${value}`)
    if (name === 'birthDate') return formatDate(value)
    const isNumber = name === 'idNumber' || name === 'taxNumber' || name === 'phone'
    return isNumber ? <span className="tabular">{value}</span> : value
  }
}

const factNames = [
  'fullName',
  'representative',
  'birthDate',
  'sex',
  'idNumber',
  'taxNumber',
  'phone',
  'email',
  'address',
  'cardAddress',
] as const

const factsOf = (person: PersonDetails) => factNames.map((name) => [name, person[name]] as const)
