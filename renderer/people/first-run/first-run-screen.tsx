// FirstRunScreen: sets up an empty database in five steps. Enter goes on, Alt+← goes back, nothing typed is lost, and a refusal leads
// to the field it is about. One call writes everything or nothing and signs the administrator in; the root follows the status.
import './first-run.css'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Usb } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { type Path, useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { api } from '../../client.ts'
import { failureOf, failureText, issueText } from '../../failures.ts'
import { i18next } from '../../i18n.ts'
import { OpenCopyButton } from '../../recovery/open-copy-button.tsx'
import { EnterTraining } from '../../training/training-buttons.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { Steps } from '../../ui/steps.tsx'
import { useShortcut } from '../../ui/use-shortcuts.ts'
import { rememberLanguage } from '../appearance.ts'
import { EntryFrame } from '../entry/entry-frame.tsx'
import { issueResolver } from '../form-issues.ts'
import { officeDefaults } from '../office/office-defaults.ts'
import { AdministratorStep } from './administrator-step.tsx'
import { DeskStep } from './desk-step.tsx'
import { DeviceStep } from './device-step.tsx'
import {
  emptyValues,
  type FirstRunValues,
  fieldOfPath,
  firstRunIssues,
  type Step,
  stepFields,
  stepOfField,
  steps,
  toSetUpInput,
} from './first-run-model.ts'
import { type FirstRunChoices, OfficeStep, officeNameOf } from './office-step.tsx'
import { ReviewStep } from './review-step.tsx'

const stepBodies = {
  office: OfficeStep,
  desk: DeskStep,
  device: DeviceStep,
  administrator: AdministratorStep,
  review: ReviewStep,
}

export function FirstRunScreen() {
  const { t } = useTranslation('people')
  const choices = useQuery({ queryKey: ['people.getFirstRunChoices'], queryFn: () => api.people.getFirstRunChoices({}) })
  return (
    <EntryFrame size="wide" title={t('firstRun.title')} description={t('firstRun.description')}>
      {choices.data ? (
        <Wizard choices={choices.data} />
      ) : (
        <div className="entry-body">
          {choices.error ? <Banner tone="error">{failureText(t, choices.error)}</Banner> : <Spinner />}
        </div>
      )}
    </EntryFrame>
  )
}

function Wizard({ choices }: { choices: FirstRunChoices }) {
  const { t } = useTranslation('people')
  const [step, setStep] = useState<Step>('office')
  const body = useRef<HTMLDivElement>(null)
  const goOn = useRef<HTMLButtonElement>(null)
  const wrongField = useRef<Path<FirstRunValues>>(undefined)
  const proposed = useRef({ deskName: '', governingBody: '' })
  const vietnamese = i18next.getFixedT('vi', 'people')
  const form = useForm<FirstRunValues>({
    mode: 'onSubmit',
    resolver: issueResolver(t, firstRunIssues),
    defaultValues: emptyValues(vietnamese('defaults.place')),
  })
  const { setFocus, setError, getFieldState, getValues, setValue, subscribe, trigger } = form
  const at = steps.indexOf(step)

  useEffect(() => {
    const wrong = wrongField.current
    wrongField.current = undefined
    if (wrong) setFocus(wrong)
    else if (step === 'review') goOn.current?.focus()
    else body.current?.querySelector<HTMLElement>('input')?.focus()
  }, [step, setFocus])

  // A field is judged when its step is to be left, and from then on while it is mended. Judged on leaving the field, it would be
  // reproached to whoever takes another way, such as the data of another computer.
  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: ({ name }) => {
          if (name && getFieldState(name as Path<FirstRunValues>).error) void trigger(name as Path<FirstRunValues>)
        },
      }),
    [subscribe, getFieldState, trigger],
  )

  const setUp = useMutation({
    mutationFn: () => api.people.setUp(toSetUpInput(getValues())),
    onSuccess: () => (i18next.language === 'vi' ? undefined : rememberLanguage(i18next.language)),
    onError: (error) => {
      const { issues } = failureOf(error)
      const fields = issues.map((issue) => ({ issue, name: fieldOfPath(issue.path, getValues('isOwn')) as Path<FirstRunValues> }))
      for (const { issue, name } of fields) setError(name, { message: issueText(t, issue) })
      const first = fields[0]?.name
      if (!first) return
      wrongField.current = first
      setStep(stepOfField(first))
    },
  })
  const busy = setUp.isPending || setUp.isSuccess

  /** The proposals follow the office as long as nobody has changed them. */
  const proposeDesk = () => {
    const next = officeDefaults(vietnamese, officeNameOf(choices, getValues()))
    for (const name of ['deskName', 'governingBody'] as const) {
      if (getValues(name) === proposed.current[name]) setValue(name, next[name])
    }
    proposed.current = next
  }

  const goBack = () => {
    const previous = steps[at - 1]
    if (previous && !busy) setStep(previous)
  }
  useShortcut('firstRun.back', 'Alt+Left', goBack, { enabled: at > 0 })

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    const next = steps[at + 1]
    if (!next) return setUp.mutate()
    if (!(await trigger(stepFields[step], { shouldFocus: true }))) return
    if (step === 'office') proposeDesk()
    setStep(next)
  }

  const Body = stepBodies[step]
  const isUnexplained = setUp.error && failureOf(setUp.error).issues.length === 0
  return (
    <form onSubmit={onSubmit} noValidate>
      <div className="first-run-steps">
        <Steps
          label={t('firstRun.steps.label')}
          items={steps.map((id) => ({ id, label: t(`firstRun.steps.${id}`) }))}
          current={step}
          onSelect={busy ? undefined : setStep}
        />
      </div>
      <div ref={body} className="entry-body first-run-body">
        <h2 className="first-run-question">{t(`firstRun.${step}.question`)}</h2>
        {isUnexplained && <Banner tone="error">{failureText(t, setUp.error)}</Banner>}
        <Body form={form} choices={choices} />
        {busy && <Progress label={t('firstRun.working')} />}
      </div>
      <footer className="entry-foot">
        {at > 0 && (
          <Button onClick={goBack} shortcut="Alt+Left" disabled={busy}>
            {t('firstRun.back')}
          </Button>
        )}
        {step === 'office' && <OpenCopyButton icon={Usb}>{t('recovery:open.firstRun')}</OpenCopyButton>}
        {step === 'office' && <EnterTraining label={t('training:enter.openBeforeSetUp')} />}
        <span className="entry-space" />
        {step !== 'review' && <span className="first-run-faint">{t('firstRun.enterHint')}</span>}
        <Button ref={goOn} type="submit" variant="primary" busy={busy}>
          {step === 'review' ? t('firstRun.start') : t('firstRun.next')}
        </Button>
      </footer>
    </form>
  )
}
