// SignInScreen { locked }: who works, and the password. While the window is locked the person who locked it comes first, and the
// focus is in the password at once; somebody else can take over. The main process answers; the root of the page follows the status.
import './sign-in-screen.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { UsersRound } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStatus } from '../app/session.tsx'
import { api } from '../client.ts'
import { failureOf, failureText } from '../failures.ts'
import type { Language } from '../i18n.ts'
import { EnterTraining, ResetTraining } from '../training/training-buttons.tsx'
import { TrainingSignIn } from '../training/training-sign-in.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { Spinner } from '../ui/spinner.tsx'
import { rememberLanguage, resetAppearance } from './appearance.ts'
import { EntryFrame } from './entry/entry-frame.tsx'
import { LockFrame } from './entry/lock-frame.tsx'
import { PasswordField } from './entry/password-field.tsx'
import { PeopleList, type SignIn } from './entry/people-list.tsx'
import { announcedSeconds, useCountdown } from './entry/use-countdown.ts'

/** The page's first code has asked a moment before. */
const answeredAheadMs = 1_000

export function SignInScreen({ locked }: { locked: boolean }) {
  const { t } = useTranslation('people')
  const { officeName, session, machine, isTraining } = useStatus()
  const queries = useQueryClient()
  const owner = locked ? session : null
  const [switching, setSwitching] = useState(false)
  const [picked, setPicked] = useState<string>()
  const [language, setChosenLanguage] = useState<Language>()
  const finder = useRef<HTMLInputElement>(null)
  const listed = useQuery({
    queryKey: ['people.listSignIns'],
    queryFn: () => api.people.listSignIns({}),
    staleTime: answeredAheadMs,
  })
  const people: readonly SignIn[] = listed.data ?? []
  const onlyOne = people.length === 1 ? people[0] : undefined
  const listing = !owner || switching
  const person: SignIn | undefined =
    people.find(({ signInName }) => signInName === picked) ?? (listing ? onlyOne : (owner ?? undefined))

  useEffect(() => {
    if (!locked) resetAppearance(machine.language)
  }, [locked, machine.language])
  const hasList = listing && people.length > 1
  const isPicked = picked !== undefined
  useEffect(() => {
    if (hasList && !isPicked) finder.current?.focus()
  }, [hasList, isPicked])

  // The language that was chosen on this screen stays with the person who signs in.
  const onSignedIn = async () => {
    if (!language) return
    await rememberLanguage(language)
    await queries.invalidateQueries({ queryKey: ['people.getPreferences'] })
  }
  const unlockNote = switching ? t('signIn.switchNote', { name: owner?.fullName }) : t('signIn.lockedNote')
  const trainingNote = t(owner ? 'training:signIn.lockedNote' : 'training:signIn.note')
  const note = isTraining ? trainingNote : owner ? unlockNote : t('signIn.note')
  const unlocking = person?.signInName === owner?.signInName

  const content = (
    <EntryFrame title={officeName} description={note} size={hasList ? 'normal' : 'small'} onLanguageChange={setChosenLanguage}>
      <div className={cx('sign-in', hasList && 'sign-in-two')}>
        {listing && listed.isPending && <Spinner />}
        {listed.error && <Banner tone="error">{failureText(t, listed.error)}</Banner>}
        {hasList && <PeopleList people={people} chosen={picked} onChoose={setPicked} inputRef={finder} />}
        {person &&
          (isTraining ? (
            <TrainingSignIn key={person.signInName} person={person} unlocking={unlocking} onSignedIn={onSignedIn} />
          ) : (
            <PasswordForm
              key={person.signInName}
              person={person}
              unlocking={unlocking}
              onSignedIn={onSignedIn}
              onLeave={hasList ? () => finder.current?.focus() : undefined}
            />
          ))}
        {!person && hasList && <p className="sign-in-hint">{t('signIn.pickFirst')}</p>}
        {owner && !switching && (
          <Button variant="quiet" icon={UsersRound} className="sign-in-switch" onClick={() => setSwitching(true)}>
            {t('signIn.switchPerson')}
          </Button>
        )}
        {!locked && (
          <div className="entry-way">{isTraining ? <ResetTraining /> : <EnterTraining label={t('training:enter.open')} />}</div>
        )}
      </div>
    </EntryFrame>
  )
  return locked ? <LockFrame>{content}</LockFrame> : content
}

interface PasswordFormProps {
  person: SignIn
  unlocking: boolean
  onSignedIn: () => Promise<void>
  onLeave: (() => void) | undefined
}

function PasswordForm({ person, unlocking, onSignedIn, onLeave }: PasswordFormProps) {
  const { t } = useTranslation('people')
  // Read when it is sent: nothing on the screen depends on its letters.
  const input = useRef<HTMLInputElement>(null)
  const [refusal, setRefusal] = useState<string>()
  const [secondsLeft, startWait] = useCountdown()

  useEffect(() => input.current?.focus(), [])

  const signIn = useMutation({
    mutationFn: (password: string) => api.people.signIn({ signInName: person.signInName, password }),
    onSuccess: onSignedIn,
    onError: (error) => {
      const { code, params } = failureOf(error)
      if (code === 'signIn.wait') startWait(Number(params.seconds))
      // The person was picked, so only the password can be wrong.
      setRefusal(code === 'signIn.wait' ? undefined : code === 'signIn.wrong' ? t('signIn.wrong') : failureText(t, error))
      input.current?.focus()
      input.current?.select()
    },
  })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (secondsLeft > 0 || signIn.isPending || signIn.isSuccess) return
    const password = input.current?.value ?? ''
    if (password === '') setRefusal(t('signIn.passwordMissing'))
    else signIn.mutate(password)
  }

  return (
    <form className="sign-in-form" onSubmit={submit}>
      <div>
        <p className="sign-in-name">{person.fullName}</p>
        <p className="sign-in-position">{person.positionTitle}</p>
      </div>
      <PasswordField
        ref={input}
        label={t('signIn.password')}
        error={secondsLeft > 0 ? <span aria-hidden>{t('signIn.wait', { seconds: secondsLeft })}</span> : refusal}
        onValueChange={() => setRefusal(undefined)}
        onKeyDown={(event) => event.key === 'Escape' && onLeave?.()}
      />
      <p className="visually-hidden" aria-live="polite">
        {secondsLeft > 0 ? t('signIn.wait', { seconds: announcedSeconds(secondsLeft) }) : refusal}
      </p>
      <Button type="submit" variant="primary" busy={signIn.isPending || signIn.isSuccess} disabled={secondsLeft > 0}>
        {unlocking ? t('signIn.unlock') : t('signIn.submit')}
      </Button>
    </form>
  )
}
