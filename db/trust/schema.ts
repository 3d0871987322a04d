// The trust lists that this office took or gave out; the one of the highest serial counts.
interface TrustListTable {
  serial: number
  key_id: string
  issuer_code: string
  issuer_name: string
  issued_at: string
  /** The file as it was signed. */
  text: string
  recorded_at: string
  recorded_by: string
}

export interface TrustTables {
  trust_list: TrustListTable
}
