// DayMark { kind }: the letter, shape and colour that a kind of day has in the months, beside its words in lists.
import { useTranslation } from 'react-i18next'
import { cx } from '../ui/cx.ts'

/** The kinds that a calendar file knows, in the order of the legend. */
export const dayKinds = ['holiday', 'compensatory', 'swapOff', 'makeUp', 'closure'] as const

export function DayMark({ kind }: { kind: string }) {
  const { t } = useTranslation('calendar')
  return (
    <span className={cx('day-mark', `day-${kind}`)} aria-hidden>
      {t(`screen.mark.${kind}`)}
    </span>
  )
}
