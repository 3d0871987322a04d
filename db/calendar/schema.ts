// The office's deadline calendars. A case keeps the id of the one it was computed with; publishing anew adds a row.

interface CalendarTable {
  id: string
  code: string
  version: string
  name: string
  /** JSON of the whole calendar file, as checked by parseCalendar. */
  content: string
  published_at: string
  is_current: 0 | 1
}

export interface CalendarTables {
  calendar: CalendarTable
}
