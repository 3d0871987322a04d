// The site of public procedures: what it is, when it was written last, and writing it into a folder.
import { useMutation, useQuery } from '@tanstack/react-query'
import { FolderOpen, Globe } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { failureOf, failureText, issueText } from '../failures.ts'
import { formatInstant, formatNumber } from '../format.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Field } from '../ui/field.tsx'
import { Progress } from '../ui/progress.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { useProgress } from '../use-progress.ts'
import { siteQuery, useStalePostings } from './disclosure-queries.ts'

export function SiteTab() {
  const { t } = useTranslation('disclosure')
  const mayManage = usePermission('disclosure.manage')
  const site = useQuery(siteQuery)
  if (site.isError) return <QueryFailure error={site.error} onRetry={() => site.refetch()} />
  if (!site.data) return <Spinner />
  const { last, pageCount, servedCount } = site.data
  return (
    <div className="disclosure-site">
      <Card title={t('site.title')}>
        <div className="disclosure-words">
          <p>{t('site.text')}</p>
          {last === null && <p className="disclosure-soft">{t('site.never')}</p>}
          {last !== null && (
            <Banner tone={last.isCurrent ? 'success' : 'warn'} title={t('site.last', { at: formatInstant(last.madeAt) })}>
              {t(last.isCurrent ? 'site.current' : 'site.changed', {
                number: formatNumber(last.pageCount),
                name: last.staffName,
              })}
            </Banner>
          )}
          {mayManage ? <SiteForm pageCount={pageCount} servedCount={servedCount} /> : <p>{t('site.readOnly')}</p>}
        </div>
      </Card>
    </div>
  )
}

type Scope = 'all' | 'served'

function SiteForm({ pageCount, servedCount }: { pageCount: number; servedCount: number }) {
  const { t } = useTranslation('disclosure')
  const stale = useStalePostings()
  const [scope, setScope] = useState<Scope>('all')
  const [mayReplace, setMayReplace] = useState(false)
  const picking = useMutation({
    mutationFn: () => api.disclosure.pickSiteFolder({}),
    onSuccess: () => {
      setMayReplace(false)
      writing.reset()
    },
  })
  const writing = useMutation({
    mutationFn: (token: string) => api.disclosure.writeSite({ token, onlyServed: scope === 'served', mayReplace }),
    onSuccess: () => {
      picking.reset()
      stale()
    },
  })
  const progress = useProgress('disclosure.writeSite', writing.isPending)
  const picked = picking.data ?? null
  const failure = picking.error ?? writing.error
  const issue = failure === null ? undefined : failureOf(failure).issues.find(({ path }) => path === 'folder')
  const wasStopped = failure !== null && failureOf(failure).code === 'app.cancelled'
  return (
    <>
      <Field
        label={t('site.folder')}
        hint={t('site.folderHint')}
        error={issue && issueText(t, issue)}
        warning={picked?.madeAt ? t('site.replaces', { at: formatInstant(picked.madeAt) }) : undefined}
      >
        <TextInput readOnly value={picked?.folder ?? ''} placeholder={t('site.noFolder')} />
      </Field>
      <div>
        <Button icon={FolderOpen} busy={picking.isPending} onClick={() => !writing.isPending && picking.mutate()}>
          {t('site.choose')}
        </Button>
      </div>
      {picked?.madeAt && <Checkbox label={t('site.mayReplace')} checked={mayReplace} onCheckedChange={setMayReplace} />}
      <Field group label={t('site.scope')}>
        <RadioGroup<Scope>
          options={[
            { value: 'all', label: t('site.all', { number: formatNumber(pageCount) }) },
            { value: 'served', label: t('site.served', { number: formatNumber(servedCount) }), disabled: servedCount === 0 },
          ]}
          value={scope}
          onValueChange={setScope}
        />
      </Field>
      {failure && !issue && <Banner tone={wasStopped ? 'info' : 'error'}>{failureText(t, failure)}</Banner>}
      {writing.data && (
        <Banner tone="success" title={t('site.done', { number: formatNumber(writing.data.pageCount) })}>
          {t('site.doneText', { folder: writing.data.folder })}
        </Banner>
      )}
      {writing.isPending && (
        <Progress label={t('site.working')} value={progress.value} onCancel={progress.cancel} cancelLabel={t('stop')} />
      )}
      <div>
        <Button
          variant="primary"
          icon={Globe}
          busy={writing.isPending}
          aria-disabled={picked === null}
          onClick={() => picked && !writing.isPending && writing.mutate(picked.token)}
        >
          {t('site.write')}
        </Button>
      </div>
    </>
  )
}
