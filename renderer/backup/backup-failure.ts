// Why a backup could not be made, in a sentence that says what to do. A full disk is told in its own words here: nothing that
// anybody typed was lost by it.
import type { TFunction } from 'i18next'

interface Refusal {
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
  readonly incident?: string | null
}

export function backupFailureText(t: TFunction<'backup'>, { code, params, incident }: Refusal): string {
  const values = { ...params, incident: incident ?? '' }
  const general = t(`errors:${code}`, { ...values, defaultValue: t('errors:app.unexpected', values) })
  return t(`failure.${code}`, { ...values, defaultValue: general })
}
