// ScanSettingsCard { readOnly }: the folder into which the scanner of this computer writes, and how large a file may be. Kept at once, apart
// from the office's other settings: the folder comes from the system's own dialog.
import './papers.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FolderOpen } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mostLimitMegabytes } from '../../electron/api/papers.ts'
import { api } from '../client.ts'
import { failureOf, failureText, issueText } from '../failures.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { NumberInput } from '../ui/number-input.tsx'
import { useToast } from '../ui/toast.tsx'
import { paperSettingsQuery, papersKey } from './paper-queries.ts'

export function ScanSettingsCard({ readOnly }: { readOnly: boolean }) {
  const { t } = useTranslation('papers')
  const toast = useToast()
  const queries = useQueryClient()
  const settings = useQuery(paperSettingsQuery)
  const [limit, setLimit] = useState<number | null>(null)
  const known = settings.data?.limitMegabytes
  useEffect(() => setLimit(known ?? null), [known])
  const change = useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: papersKey })
      toast.show({ title: t('settings.saved') })
    },
  })
  const folder = settings.data?.scannerFolder ?? null
  const [issue] = change.error ? failureOf(change.error).issues : []
  return (
    <Card title={t('settings.title')}>
      <div className="scan-settings-parts">
        {change.error && !issue && <Banner tone="error">{failureText(t, change.error)}</Banner>}
        <p>{folder === null ? t('settings.noFolder') : t('settings.folder', { folder })}</p>
        {!readOnly && (
          <p className="paper-acts">
            <Button
              icon={FolderOpen}
              onClick={() =>
                change.mutate(async () => {
                  await api.papers.chooseScannerFolder({})
                })
              }
            >
              {t('settings.choose')}
            </Button>
            {folder !== null && (
              <Button onClick={() => change.mutate(() => api.papers.forgetScannerFolder({}))}>{t('settings.forget')}</Button>
            )}
          </p>
        )}
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            change.mutate(() => api.papers.setLimit({ limitMegabytes: limit ?? 0 }))
          }}
        >
          <FormGrid>
            <Field
              label={t('settings.limit')}
              hint={t('settings.limitHint')}
              error={issue && issueText(t, issue)}
              span={6}
              required
            >
              <NumberInput
                value={limit}
                onValueChange={setLimit}
                min={1}
                max={mostLimitMegabytes}
                unit="MB"
                readOnly={readOnly}
              />
            </Field>
          </FormGrid>
          {!readOnly && limit !== known && (
            <Button type="submit" variant="primary">
              {t('save')}
            </Button>
          )}
        </form>
      </div>
    </Card>
  )
}
