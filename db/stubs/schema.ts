// Blank receipts that are numbered and printed ahead, for the hours without power, and their stubs.

export interface StubBlockTable {
  id: string
  /** The computer whose series the numbers are of. */
  device_code: string
  first_number: number
  count: number
  /** The form and the office's words that its sheets are printed with. */
  form_key: string
  version_id: string | null
  reserved_at: string
  reserved_by: string
}

/** Neither keyed in nor spoiled: unused. */
export interface StubTable {
  device_code: string
  number: number
  /** What stands on the paper; the code of the case that it becomes. */
  code: string
  block_id: string
  print_count: number
  /** The last print. */
  printed_at: string | null
  case_id: string | null
  keyed_at: string | null
  keyed_by: string | null
  spoiled_at: string | null
  spoiled_by: string | null
  spoiled_reason: string | null
}

export interface StubTables {
  stub_block: StubBlockTable
  stub: StubTable
}
