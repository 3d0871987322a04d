// Doubts: what is probably a slip and worth a look before the receipt is printed. Words beside the form, never a block.
import { useQuery } from '@tanstack/react-query'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { fold } from '../../../../db/model/text.ts'
import { api } from '../../../client.ts'
import { Banner } from '../../../ui/banner.tsx'
import { toPerson } from '../model/receive-input.ts'
import { emptyPerson } from '../model/values.ts'
import { numberOf } from '../party-person.ts'
import { useSettledWatch } from '../use-settled-watch.ts'

/** Shortest number by which the register is asked: an old ID number has nine digits, a tax number ten. */
const digitsNeeded = 9

const whoApplies = [
  'applicant.kind',
  'applicant.idKind',
  'applicant.idNumber',
  'applicant.taxNumber',
  'applicant.fullName',
] as const
const papersAndName = ['components', 'applicant.fullName'] as const

export const Doubts = memo(function Doubts() {
  return (
    <>
      <OtherNameDoubt />
      <NoPaperDoubt />
    </>
  )
})

/** The number is in the register under another name: a digit is wrong, or the name is. */
function OtherNameDoubt() {
  const { t } = useTranslation('intake')
  const [kind, idKind, idNumber, taxNumber, fullName] = useSettledWatch(whoApplies)
  const person = toPerson({ ...emptyPerson, kind, idKind, idNumber, taxNumber, fullName })
  const number = numberOf(person)
  const found = useQuery({
    queryKey: ['people.findPersons', number, person.kind],
    queryFn: () => api.people.findPersons({ query: number, kind: person.kind }),
    enabled: number.length >= digitsNeeded && person.fullName !== '',
  })
  const same = (found.data ?? []).filter((hit) => hit.isExact).map((hit) => hit.person.fullName)
  if (same.length === 0 || same.some((name) => fold(name) === fold(person.fullName))) return null
  return <Banner tone="warn">{t('doubt.otherName', { name: same[0], number })}</Banner>
}

/** A procedure that asks for papers, and none is ticked. */
function NoPaperDoubt() {
  const { t } = useTranslation('intake')
  const [components, fullName] = useSettledWatch(papersAndName)
  const isNone = components.length > 0 && components.every((row) => row.originals + row.certified + row.copies === 0)
  return isNone && fullName !== '' ? <Banner tone="warn">{t('doubt.noPaper')}</Banner> : null
}
