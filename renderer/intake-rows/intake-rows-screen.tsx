// Several cases of one procedure received at once: a table that takes rows from Excel, red cells that say what is wrong, all cases or none,
// and one way to take all of them back.
import '../cases/page/case-page.css'
import './intake-rows.css'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { Files, Printer, Save, ShieldX, Undo2 } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { type IntakeRow, mostIntakeRows } from '../../electron/api/intake-rows.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { componentRows, handedIn } from '../cases/intake/model/components.ts'
import type { ComponentRow } from '../cases/intake/model/values.ts'
import { staleLife } from '../cases/life/life-queries.ts'
import { api } from '../client.ts'
import { failureOf, failureText, issueText } from '../failures.ts'
import { formatInstant } from '../format.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import type { CellMark } from '../ui/sheet/cell-box.tsx'
import { Sheet, type SheetHandle } from '../ui/sheet/sheet.tsx'
import { useHistory } from '../ui/sheet/use-history.ts'
import { useToast } from '../ui/toast.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { type Common, CommonFields } from './common-fields.tsx'
import { isBlank, newRow, rowColumns } from './row-columns.ts'

const stale = [...staleLife, ['register'], ['people.findPersons']] as const
const settleMs = 400

interface Done {
  readonly caseId: string
  readonly provisionalCode: string
  readonly dueAt: string | null
  readonly name: string
}

export function IntakeRowsScreen() {
  const { t } = useTranslation('intake-rows')
  const [, navigate] = useLocation()
  const mayReceive = usePermission('case.receive')
  const [done, setDone] = useState<readonly Done[] | null>(null)
  const breadcrumbs = [{ label: t('intake:title'), onSelect: () => navigate(`${routes.intake}?`) }]
  return (
    <Page title={t('title')} description={t('description', { most: mostIntakeRows })} breadcrumbs={breadcrumbs}>
      {!mayReceive ? (
        <EmptyState icon={ShieldX} title={t('intake:notAllowed.title')}>
          {t('intake:notAllowed.text')}
        </EmptyState>
      ) : done ? (
        <Received cases={done} onAnew={() => setDone(null)} />
      ) : (
        <Table onDone={setDone} />
      )}
    </Page>
  )
}

function Table({ onDone }: { onDone: (cases: readonly Done[]) => void }) {
  const { t } = useTranslation('intake-rows')
  const toast = useToast()
  const queries = useQueryClient()
  const [common, setCommon] = useState<Common>({
    ...{ procedureId: '', variant: null, channel: 'inPerson', returnMethod: 'desk', book: '' },
  })
  const [rows, setRows] = useState<readonly IntakeRow[]>([])
  const { change, preview, undo, redo } = useHistory<readonly IntakeRow[]>(rows, setRows)
  const columns = useMemo(() => rowColumns(t), [t])
  const sheet = useRef<SheetHandle>(null)
  const note = useRef('')
  const listed = useQuery({
    queryKey: ['cases.listComponents', { procedureId: common.procedureId, date: null }],
    queryFn: () => api.cases.listComponents({ procedureId: common.procedureId, date: null }),
    enabled: common.procedureId !== '',
  })
  const [changed, setChanged] = useState<Readonly<Record<string, ComponentRow>>>({})
  const papers = useMemo(() => {
    const asked = (listed.data?.components ?? [])
      .filter(({ variant }) => variant === null || variant === common.variant)
      .map(({ name, originals, copies, isRequired, condition }) => ({
        ...{ name, originals, copies },
        caseLabel: condition || (isRequired ? null : t('ifAny')),
      }))
    return componentRows({ components: asked }, common.channel, []).map(
      (row) => changed[`${listed.data?.versionId} ${row.key}`] ?? row,
    )
  }, [listed.data, common.variant, common.channel, changed, t])
  const components = useMemo(() => handedIn(papers, ''), [papers])

  const filled = useMemo(() => rows.filter((row) => !isBlank(row)), [rows])
  const isTooMany = filled.length > mostIntakeRows
  const input = { common: { ...common, components }, rows: filled }
  const settled = useSettledValue(input)
  const check = useQuery({
    queryKey: ['batches.check', settled],
    queryFn: () => api.batches.check(settled),
    enabled: settled.common.procedureId !== '' && settled.rows.length > 0 && settled.rows.length <= mostIntakeRows,
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  const receive = useMutation({
    mutationFn: () => api.batches.receive(input),
    onSuccess: async ({ cases }) => {
      toast.close(note.current)
      await Promise.all(stale.map((queryKey) => queries.invalidateQueries({ queryKey })))
      onDone(cases.map((one) => ({ ...one, name: filled.find(({ caseId }) => caseId === one.caseId)?.fullName ?? '' })))
    },
    onError: () => sheet.current?.focus({ row: 0, column: 0 }),
  })
  const refused = receive.error ? failureOf(receive.error).issues : []
  const issues = check.data?.issues ?? []
  const marks = useMemo(() => {
    const found = new Map<string, CellMark>()
    const keyOf = (place: number, column: string) => `${settled.rows[place]?.caseId} ${column}`
    for (const place of check.data?.doubles ?? []) found.set(keyOf(place, 'fullName'), { tone: 'warning', text: t('double') })
    for (const issue of check.data?.issues ?? []) {
      const [, place, column = ''] = issue.path.split('.')
      found.set(keyOf(Number(place), column), { tone: 'error', text: issueText(t as TFunction, issue) })
    }
    return found
  }, [check.data, settled, t])
  const errors = Object.fromEntries(refused.map((issue) => [issue.path, issueText(t as TFunction, issue)]))
  const maySave = filled.length > 0 && common.procedureId !== '' && !isTooMany && issues.length === 0 && !receive.isPending
  const save = () => maySave && receive.mutate()
  useShortcut('intakeRows.save', 'Ctrl+S', save, { labelKey: 'intake-rows:saveKey', enabled: maySave })
  return (
    <div className="intake-rows">
      {receive.isError && (
        <Banner tone="error" title={t('failed')}>
          {failureText(t, receive.error)}
        </Banner>
      )}
      <Card title={t('common')}>
        <CommonFields
          value={common}
          onChange={(next) => setCommon({ ...common, ...next })}
          errors={errors}
          papers={papers}
          onPaper={(row) => setChanged({ ...changed, [`${listed.data?.versionId} ${row.key}`]: row })}
        />
      </Card>
      {isTooMany && <Banner tone="error">{t('tooMany', { most: mostIntakeRows })}</Banner>}
      <Sheet<IntakeRow>
        ref={sheet}
        label={t('table')}
        columns={columns}
        rows={rows}
        onRows={(next, why, notHeld) => {
          change(next)
          if (why === 'pasted')
            note.current = toast.show({
              title: t('pasted', { count: next.filter((row) => !isBlank(row)).length }),
              ...(notHeld.length > 0 && { tone: 'warn' as const, description: t('notHeld', { list: notHeld.join(' | ') }) }),
              action: { label: t('undo'), onAction: undo },
            })
        }}
        onPreview={preview}
        newRow={newRow}
        onUndo={undo}
        onRedo={redo}
        mark={(row, column) => marks.get(`${rows[row]?.caseId} ${column}`)}
        hint={t('hint')}
      />
      <p className="intake-rows-foot">
        <span role="status">
          {issues.length > 0
            ? t('faulty', { count: issues.length })
            : filled.length > 0 && common.procedureId === ''
              ? t('needsProcedure')
              : ''}
        </span>
        <Button variant="primary" icon={Save} shortcut="Ctrl+S" busy={receive.isPending} disabled={!maySave} onClick={save}>
          {t('save', { count: filled.length })}
        </Button>
      </p>
    </div>
  )
}

/** The value after it has stood still for a moment. */
function useSettledValue<Value>(value: Value): Value {
  const text = JSON.stringify(value)
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), settleMs)
    return () => clearTimeout(timer)
  }, [text])
  return useMemo(() => JSON.parse(settled) as Value, [settled])
}

function Received({ cases, onAnew }: { cases: readonly Done[]; onAnew: () => void }) {
  const { t } = useTranslation('intake-rows')
  const toast = useToast()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const heading = useRef<HTMLDivElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const strike = useMutation({
    mutationFn: () => api.batches.strike({ caseIds: cases.map(({ caseId }) => caseId), reason: t('strikeReason') }),
    onSuccess: async () => {
      await Promise.all(stale.map((queryKey) => queries.invalidateQueries({ queryKey })))
      toast.show({ title: t('struck', { count: cases.length }) })
      onAnew()
    },
    onError: (error) => toast.show({ title: t('notStruck'), description: failureText(t, error), tone: 'error' }),
  })
  useShortcut('intakeRows.undo', 'Ctrl+Z', () => !strike.isPending && strike.mutate(), { labelKey: 'intake-rows:strike' })
  return (
    <div className="intake-rows">
      <div ref={heading} tabIndex={-1}>
        <Banner tone="success" title={t('done', { count: cases.length })}>
          {t('doneText')}
        </Banner>
      </div>
      <p className="intake-rows-foot">
        <Button icon={Undo2} shortcut="Ctrl+Z" busy={strike.isPending} onClick={() => strike.mutate()}>
          {t('strike')}
        </Button>
        <Button icon={Printer} onClick={() => navigate(`${routes.prints}?tab=bulk`)}>
          {t('print')}
        </Button>
        <Button variant="primary" icon={Files} onClick={onAnew}>
          {t('anew')}
        </Button>
      </p>
      <Card title={t('list')} flush>
        <table className="component-table">
          <thead>
            <tr>
              <th scope="col">{t('cases:column.code')}</th>
              <th scope="col">{t('column.fullName')}</th>
              <th scope="col">{t('cases:page.due')}</th>
            </tr>
          </thead>
          <tbody>
            {cases.map(({ caseId, provisionalCode, dueAt, name }) => (
              <tr key={caseId}>
                <td className="tabular">
                  <a href={`#${routes.case(caseId)}`}>{provisionalCode}</a>
                </td>
                <td>{name}</td>
                <td className="tabular">{dueAt === null ? t('undated') : formatInstant(dueAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
    </div>
  )
}
