// DraftState { keeper }: whether what is typed is saved, or at least kept on this machine.
import type { TFunction } from 'i18next'
import { Save, TriangleAlert } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftKeeper } from '../cases/intake/model/draft-keeper.ts'
import { failureText } from '../failures.ts'
import { formatInstant } from '../format.ts'
import { cx } from '../ui/cx.ts'
import { Icon } from '../ui/icon.tsx'

export function DraftState({ keeper }: { keeper: DraftKeeper }) {
  const { t } = useTranslation('process-editor')
  const state = useSyncExternalStore(keeper.subscribe, () => keeper.state)
  const hasFailed = state.kind === 'failed'
  return (
    <p className={cx('draft-state', hasFailed && 'draft-state-failed')} role={hasFailed ? 'alert' : undefined}>
      <Icon of={hasFailed ? TriangleAlert : Save} />
      {state.kind === 'failed'
        ? t('draft.failed', { reason: failureText(t as TFunction, state.error) })
        : state.kind === 'saved'
          ? t('draft.kept', { at: formatInstant(state.at) })
          : t(`draft.${state.kind}`)}
    </p>
  )
}
