// What was destroyed. Projected from events.

export interface CaseDestructionTable {
  case_id: string
  /** Of the signed minutes (biên bản tiêu hủy), with their ISO date. */
  record_number: string
  record_date: string
  destroyed_at: string
  destroyed_by: string
  /** Scanned contents that the case had. */
  scans: number
}

/** A scan that is no more: its sum proves which content it was. */
export interface DestroyedScanTable {
  id: string
  case_id: string
  sha256: string
  size_bytes: number
}

export interface DestructionTables {
  case_destruction: CaseDestructionTable
  destroyed_scan: DestroyedScanTable
}
