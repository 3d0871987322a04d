// How far a long call has come, for the bar that a screen shows, and the way to call it off.
import { useEffect, useState } from 'react'
import type { CallName } from '../electron/api/contract.ts'
import { api, onNotice } from './client.ts'

interface CallProgress {
  /** 0…1 as `Progress` takes it; undefined before the first report and when the end is unknown. */
  readonly value: number | undefined
  /** Calls it off: the call then ends with app.cancelled. */
  readonly cancel: () => void
}

/** Follows the reports of `call` while `isRunning`; begins anew each time. The units are the call's own, so only their ratio is shown. */
export function useProgress(call: CallName, isRunning: boolean): CallProgress {
  const [value, setValue] = useState<number>()
  useEffect(() => {
    if (!isRunning) return
    setValue(undefined)
    return onNotice('progress', (report) => {
      if (report.call === call) setValue(report.total > 0 ? Math.min(1, report.done / report.total) : undefined)
    })
  }, [call, isRunning])
  return { value: isRunning ? value : undefined, cancel: () => void api.app.cancel({ call }) }
}
