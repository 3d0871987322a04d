// Tables of the store itself: the event log and this installation's identity.
import type { StoredEvent } from '../model/events.ts'

interface DeviceTable {
  id: string
  /** Short code typed at first run; part of every provisional case code. */
  code: string
  created_at: string
  is_current: 0 | 1
}

export interface StoreTables {
  event: StoredEvent
  device: DeviceTable
}
