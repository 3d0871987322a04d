// What the model's words are called in the product: the acts, and the steps of a process.
import type { ActInput } from '../../../../db/cases/life/rules.ts'
import type { ProcessStep, ProcessVariant } from '../../../../db/processes/content.ts'
import { askAfter } from '../../../fixtures/life-office.ts'
import type { Ask, Case, Step } from './model.ts'
import { type Limit, localOf } from './model-time.ts'

export const reason = 'Lý do'

const productSteps = (plan: readonly Step[]): ProcessStep[] =>
  plan.map(({ act, unit, minutes, group }, index) => ({
    label: `B${index + 1}`,
    work: `Việc ${index + 1}`,
    unit,
    role: '',
    act,
    time:
      group !== undefined
        ? { kind: 'group', group }
        : minutes === null
          ? { kind: 'notCounted' }
          : { kind: 'amount', minutes, unit: 'hours' },
    forms: [],
    results: '',
    returnsTo: null,
    condition: '',
  }))
export const variantOf = (key: string, limit: Limit | null, plan: readonly Step[]): ProcessVariant => ({
  key,
  name: key,
  timeLimit: limit && limit.unit !== 'same-day' ? { limit: limit.count, unit: limit.unit } : null,
  groups: plan.some(({ group }) => group) ? [{ key: 'g', label: 'Chung', minutes: 4_800, unit: 'hours' }] : [],
  steps: productSteps(plan),
})
/** The product's words for what a person asks. */
export function inputOf(file: Case, ask: Ask, runIds: readonly string[]): ActInput {
  const late = { lateCause: (ask.cause ?? null) as never, lateNote: '' }
  const onBehalf = ask.onBehalf ?? false
  const manualDueAt = ask.manualDue == null ? null : localOf(ask.manualDue)
  const tasks = (ask.tasks ?? []).map(({ unit, due, to }) => ({ unit, content: 'Xác minh', dueAt: localOf(due), staffId: to }))
  const supplement = { items: askAfter.act === 'askAfter' ? askAfter.items : [], reason, contact: '' }
  const papersReturned = ''
  const inputs: Record<string, () => object> = {
    askBefore: () => supplement,
    bringBack: () => ({ note: '' }),
    refuse: () => ({ reason }),
    accept: () => ({ manualDueAt }),
    takeOver: () => ({ forAssignment: ask.forAssignment ?? false }),
    assign: () => ({ staffId: ask.to, note: '' }),
    forward: () => ({ staffId: ask.to ?? null, unit: '', note: '', onBehalf }),
    findIneligible: () => ({ reason, onBehalf, ...late }),
    sendBack: () => ({ toPosition: ask.position, reason, onBehalf }),
    recall: () => ({ note: '' }),
    consult: () => ({ tasks }),
    refer: () => ({ order: ask.order, tasks }),
    answerTask: () => ({ runId: runIds[ask.run ?? 0], result: 'Đồng ý' }),
    callOffTask: () => ({ runId: runIds[ask.run ?? 0], reason }),
    askAfter: () => ({ ...supplement, onBehalf }),
    resubmit: () => ({ note: '', manualDueAt }),
    askPayment: () => ({ amountVnd: null, reason, legalGround: ask.ground ?? '', onBehalf }),
    confirmPayment: () => ({ note: '', manualDueAt }),
    proposeExtension: () => ({ reason, newDueDate: ask.newDue, legalGround: ask.ground ?? '' }),
    signExtension: () => ({ note: '' }),
    dropExtension: () => ({ reason }),
    withdraw: () => ({ requestedOn: ask.requestedOn, reason, papersReturned, ...late }),
    stop: () => ({ reason, legalGround: 'Điều 1', papersReturned, ...late }),
    receiveResult: () => ({ note: '', ...late }),
    returnResult: () => ({ to: '', papersReturned, note: '', ...late }),
    archive: () => ({ place: `Kho ${file.key}` }),
    reopen: () => ({ reason }),
  }
  return { act: ask.act, ...(inputs[ask.act] as () => object)() } as ActInput
}
