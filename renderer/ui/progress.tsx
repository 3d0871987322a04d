// Progress  { label, value?, detail?, onCancel?, cancelLabel? }   a bar: value 0…1, without one the end is unknown; detail is one
//           line such as "1 240 / 8 000 hồ sơ"; onCancel shows a cancel button, which gives the focus back when the bar goes
import './progress.css'
import { Progress as BaseProgress } from '@base-ui/react/progress'
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'

interface ProgressProps {
  label: string
  /** 0…1; undefined while the end is unknown. */
  value?: number
  detail?: ReactNode
  onCancel?: () => void
  cancelLabel?: string
}

export function Progress({ label, value, detail, onCancel, cancelLabel }: ProgressProps) {
  const { t, i18n } = useTranslation('ui')
  const bar = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const shown = bar.current
    const starter = document.activeElement
    return () => {
      if (shown?.contains(document.activeElement) && starter instanceof HTMLElement) starter.focus()
    }
  }, [])
  return (
    <div className="progress" ref={bar}>
      <BaseProgress.Root
        className="progress-bar"
        value={value === undefined ? null : value * 100}
        locale={i18n.language}
        format={{ style: 'unit', unit: 'percent', maximumFractionDigits: 0 }}
      >
        <div className="progress-head">
          <BaseProgress.Label className="progress-label">{label}</BaseProgress.Label>
          {value !== undefined && <BaseProgress.Value className="progress-value tabular" />}
        </div>
        <BaseProgress.Track className="progress-track">
          <BaseProgress.Indicator className="progress-indicator" />
        </BaseProgress.Track>
      </BaseProgress.Root>
      {(detail || onCancel) && (
        <div className="progress-foot">
          <span className="tabular">{detail}</span>
          {onCancel && (
            <Button size="small" onClick={onCancel}>
              {cancelLabel ?? t('cancel')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
