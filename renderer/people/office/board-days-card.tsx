// BoardDaysCard { readOnly }: after how many days of waiting the home screen counts a case. Kept at once, apart from the office's other settings.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mostBoardDays } from '../../../electron/api/cases.ts'
import { api } from '../../client.ts'
import { failureText } from '../../failures.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Field, FormGrid } from '../../ui/field.tsx'
import { NumberInput } from '../../ui/number-input.tsx'
import { useToast } from '../../ui/toast.tsx'

const kinds = ['waiting', 'uncollected'] as const

export function BoardDaysCard({ readOnly }: { readOnly: boolean }) {
  const { t } = useTranslation('people')
  const toast = useToast()
  const queries = useQueryClient()
  const count = useQuery({ queryKey: ['cases.count'], queryFn: () => api.cases.count({}) })
  const known = count.data?.days
  const [typed, setTyped] = useState<Record<(typeof kinds)[number], number | null>>({ waiting: null, uncollected: null })
  useEffect(() => {
    if (known) setTyped(known)
  }, [known])
  const save = useMutation({
    mutationFn: (days: { waiting: number; uncollected: number }) => api.cases.setBoardDays(days),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['cases.count'] })
      toast.show({ title: t('office.saved') })
    },
  })
  const { waiting, uncollected } = typed
  const isChanged = known !== undefined && kinds.some((kind) => typed[kind] !== known[kind])
  return (
    <Card title={t('office.board')}>
      <form
        className="office-fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (waiting !== null && uncollected !== null) save.mutate({ waiting, uncollected })
        }}
      >
        {save.error && <Banner tone="error">{failureText(t, save.error)}</Banner>}
        <FormGrid>
          {kinds.map((kind) => (
            <Field
              key={kind}
              label={t(`office.boardDays.${kind}`)}
              error={known && typed[kind] === null ? t('office.boardDaysMissing') : undefined}
              span={6}
              required
            >
              <NumberInput
                value={typed[kind]}
                onValueChange={(value) => setTyped({ ...typed, [kind]: value })}
                min={1}
                max={mostBoardDays}
                unit={t('office.days')}
                readOnly={readOnly}
              />
            </Field>
          ))}
        </FormGrid>
        {!readOnly && isChanged && (
          <div>
            <Button type="submit" variant="primary" busy={save.isPending} disabled={waiting === null || uncollected === null}>
              {t('office.saveBoard')}
            </Button>
          </div>
        )}
      </form>
    </Card>
  )
}
