// Parties { details }: the three people of a case, as given on the day of receipt. Their numbers are covered until somebody asks,
// because the next citizen stands in front of the screen.
import { Eye, EyeOff } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maskNumber } from '../../../db/model/mask.ts'
import type { CaseDetails } from '../../../electron/api/cases.ts'
import type { PersonDetails } from '../../../electron/api/people.ts'
import { formatDate } from '../../format.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { DescriptionList } from '../../ui/description-list.tsx'

export function Parties({ details }: { details: CaseDetails }) {
  const { t } = useTranslation('cases')
  const [shown, setShown] = useState(false)
  const { applicant, submitter, collector } = details
  return (
    <Card
      title={t('party.title')}
      actions={
        <Button size="small" variant="quiet" icon={shown ? EyeOff : Eye} aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? t('party.hideNumbers') : t('party.showNumbers')}
        </Button>
      }
    >
      <div className="parties">
        <Party title={t('party.applicant')} person={applicant} shown={shown} />
        <Party title={t('party.submitter')} {...submitter} shown={shown} sameAs={t('party.submitterSame')} />
        <Party title={t('party.collector')} {...collector} shown={shown} sameAs={t('party.collectorSame')} />
      </div>
    </Card>
  )
}

interface PartyProps {
  title: string
  person?: PersonDetails
  authorisation?: string
  shown: boolean
  /** The sentence instead of a person who is one of the others. */
  sameAs?: string
}

function Party({ title, person, authorisation, shown, sameAs }: PartyProps) {
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
    // An organisation's tax number is public; a citizen's is the personal number.
    const isPersonal = name === 'idNumber' || (name === 'taxNumber' && person?.kind === 'citizen')
    if (!isPersonal) return value
    return <span className="tabular">{shown ? value : maskNumber(value)}</span>
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
