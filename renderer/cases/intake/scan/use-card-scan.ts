// What a scan does on the intake screen: a citizen card fills the party that the keyboard is in (the submitter of an organisation's
// case, else the applicant), a case code opens the case, anything unreadable says why. When the register knows the number
// under another name nothing is filled before the clerk has chosen; a filled card can be taken back.
import { type RefObject, useRef, useState } from 'react'
import { type UseFormReturn, useFormContext } from 'react-hook-form'
import { useLocation } from 'wouter'
import { type CardDamage, type CardFields, type CardWarning, readCitizenCard } from '../../../../db/model/citizen-card.ts'
import { systemClock, toInstant } from '../../../../db/model/clock.ts'
import { instantToLocal } from '../../../../db/model/local-time.ts'
import type { PersonDetails } from '../../../../electron/api/people.ts'
import { routes } from '../../../app/routes.ts'
import { api } from '../../../client.ts'
import { fieldNameOf } from '../focus.ts'
import { useIntake } from '../intake-context.ts'
import { filledFields, isSameName, personFromCard, type ShownField } from '../model/card.ts'
import { type IntakeValues, type KnownPerson, type Party, parties, personPath } from '../model/values.ts'
import { type FoundPerson, fillParty, openWhole, personOf, toKnown } from '../party-person.ts'
import { useScanner } from './use-scanner.ts'

export type ScanNote =
  | {
      readonly kind: 'filled'
      readonly party: Party
      readonly fields: readonly ShownField[]
      readonly warnings: readonly CardWarning[]
      readonly undo: () => void
    }
  | { readonly kind: 'damaged'; readonly reason: CardDamage }
  | { readonly kind: 'other' }
  | { readonly kind: 'unknownCode'; readonly code: string }
  | { readonly kind: 'failed'; readonly error: unknown }

/** A card whose number stands in the register under another name. */
export interface NameClash {
  readonly party: Party
  readonly card: CardFields
  readonly warnings: readonly CardWarning[]
  readonly found: FoundPerson
}

const today = (): string => instantToLocal(toInstant(systemClock.nowMs())).slice(0, 10)

/** What leaked keys change beside the text of the focused field: ticks and numbers of papers, and that a value is somebody's own. */
const leakNames = ['components', 'summaryIsOwn', 'serialIsOwn'] as const

/** Takes back what `fillParty` overwrites. */
function keepParty(form: UseFormReturn<IntakeValues>, party: Party): () => void {
  const before = structuredClone(form.getValues())
  return () => {
    form.setValue(personPath[party], personOf(before, party))
    if (party === 'applicant') form.setValue('known', before.known)
    if (party === 'submitter') form.setValue('hasSubmitter', before.hasSubmitter)
    if (party === 'collector') form.setValue('hasCollector', before.hasCollector)
  }
}

export function useCardScan(root: RefObject<HTMLElement | null>) {
  const form = useFormContext<IntakeValues>()
  const { goTo, desk } = useIntake()
  const [, navigate] = useLocation()
  const [note, setNote] = useState<ScanNote | null>(null)
  const [clash, setClash] = useState<NameClash | null>(null)
  const beforeBurst = useRef<IntakeValues>(undefined)
  const lastParty = useRef<Party>('applicant')

  const resetScanner = useScanner({
    root,
    onScan: (text) => void receive(text),
    onBurst: () => {
      beforeBurst.current = structuredClone(form.getValues())
      const party = partyInFocus()
      if (party !== lastParty.current) resetScanner()
      lastParty.current = party
    },
    onLeak: (focused) => {
      const before = beforeBurst.current
      const [part] = fieldNameOf(focused).split('.')
      for (const name of leakNames) if (before && name.startsWith(part || '-')) form.setValue(name, before[name])
    },
  })

  function partyInFocus(): Party {
    const inFocus = document.activeElement?.closest<HTMLElement>('[data-party]')?.dataset.party
    return parties.find((party) => party === inFocus) ?? 'applicant'
  }

  async function receive(text: string): Promise<void> {
    try {
      const reading = readCitizenCard(text, today())
      if (reading.kind === 'caseCode') return await openCase(reading.code)
      if (reading.kind !== 'card') return setNote(reading)
      const focused = partyInFocus()
      const party = focused === 'applicant' && form.getValues('applicant.kind') === 'organisation' ? 'submitter' : focused
      await takeCard(party, reading.fields, reading.warnings)
    } catch (error) {
      setNote({ kind: 'failed', error })
    }
  }

  async function openCase(code: string): Promise<void> {
    if (desk.isStub) {
      form.setValue('stub', code, { shouldDirty: true })
      return goTo('receivedTime')
    }
    const hit = await api.cases.findByCode({ code })
    if (hit) navigate(routes.case(hit.caseId))
    else setNote({ kind: 'unknownCode', code })
  }

  async function takeCard(party: Party, card: CardFields, warnings: readonly CardWarning[]): Promise<void> {
    const hits = await api.people.findPersons({ query: card.idNumber, kind: 'citizen' })
    const sameNumber = hits.filter(({ isExact }) => isExact)
    const hit = sameNumber.find(({ person }) => isSameName(person.fullName, card.fullName))
    const other = sameNumber[0]
    if (!hit && other) return setClash({ party, card, warnings, found: await openWhole(other) })
    const same = hit && (await openWhole(hit))
    const current = personOf(form.getValues(), party)
    fill(party, warnings, personFromCard(card, current, same?.person ?? null), same ? toKnown(same) : null)
  }

  function fill(party: Party, warnings: readonly CardWarning[], person: PersonDetails, known: KnownPerson | null): void {
    const before = personOf(form.getValues(), party)
    const takeBack = keepParty(form, party)
    fillParty(form, party, person, known)
    const undo = () => {
      takeBack()
      resetScanner()
      setNote(null)
    }
    setNote({ kind: 'filled', party, fields: filledFields(party, before, person), warnings, undo })
    if (fieldNameOf(document.activeElement) !== 'procedureId') goTo(`${personPath[party]}.phone`)
  }

  /** The clerk has compared card and register. */
  function settle(choice: 'card' | 'register' | 'newPerson' | 'nothing'): void {
    setClash(null)
    if (!clash || choice === 'nothing') {
      resetScanner()
      return
    }
    const { party, card, warnings, found } = clash
    const current = personOf(form.getValues(), party)
    if (choice === 'card') fill(party, warnings, personFromCard(card, current, found.person), toKnown(found))
    else if (choice === 'register') fill(party, warnings, found.person, toKnown(found))
    else fill(party, warnings, personFromCard(card, current, null), null)
  }

  return { note, closeNote: () => setNote(null), clash, settle }
}
