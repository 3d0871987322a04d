// The check list of papers: made from what the process or the procedure asks for, ticked in advance only where that is safe. A paper ticked wrongly stands
// on the receipt as handed in and the office answers for it; one not ticked costs one key. So doubt means: not ticked.
import { fold, toNfc } from '../../../../db/model/text.ts'
import type { Channel, HandedInComponent } from '../../../../electron/api/cases.ts'
import type { ComponentRow } from './values.ts'

/** What the list is made from. */
interface Asked {
  readonly components: ReadonlyArray<{
    readonly name: string
    /** The sub-case or condition under which the paper is asked for; null when always. */
    readonly caseLabel: string | null
    readonly originals: number
    readonly copies: number
  }>
}

/** With more unconditional papers than this the clerk looks at each. */
const preTickLimit = 6
export const countLimit = 999
/** Above this many rows the sub-cases start closed. */
export const openGroupsLimit = 9

type Counts = Pick<ComponentRow, 'originals' | 'certified' | 'copies'>
const none: Counts = { originals: 0, certified: 0, copies: 0 }

export const isHandedIn = (row: Counts): boolean => row.originals + row.certified + row.copies > 0

export const tick = (row: ComponentRow): ComponentRow => ({ ...row, ...row.usual, certified: 0 })
export const untick = (row: ComponentRow): ComponentRow => ({ ...row, ...none })
export const setCount = (row: ComponentRow, kind: keyof Counts, count: number): ComponentRow => ({
  ...row,
  [kind]: Math.min(Math.max(Math.trunc(count), 0), countLimit),
})

/** A paper that the catalogue does not list. */
export const ownRow = (key: string, name: string): ComponentRow => ({
  key,
  name: toNfc(name),
  caseLabel: null,
  isOwn: true,
  usual: { originals: 1, copies: 0 },
  ...none,
  originals: 1,
})

/**
 * Whether the wording asks for the paper from everybody who files through the channel. The catalogue writes conditions into the
 * names ("nếu … theo hình thức trực tuyến", "Trường hợp …", "trong trường hợp …").
 */
export function isAlwaysAsked(name: string, channel: Channel): boolean {
  const text = fold(name)
  // The interactive electronic form of civil status is filled in on the portal.
  const online = text.includes('truc tuyen') || text.includes('dien tu tuong tac')
  const offline = text.includes('truc tiep') || text.includes('buu chinh')
  if (online !== offline) return online === (channel === 'online')
  return !/^(truong hop|doi voi|neu)\b|\(neu |\bneu co\b|\btrong truong hop\b/.test(text)
}

const rowsOf = ({ components }: Asked): ComponentRow[] =>
  components.map((component, index) => {
    const isUncounted = component.originals + component.copies === 0
    return {
      key: `${index}`,
      name: component.name,
      caseLabel: component.caseLabel,
      isOwn: false,
      usual: { originals: isUncounted ? 1 : component.originals, copies: component.copies },
      ...none,
    }
  })

/**
 * The check list: the papers asked for by sub-case (those always asked for first), then the ones added by hand
 * from `before`. Numbers already typed for a paper of the same name are kept.
 */
export function componentRows(content: Asked, channel: Channel, before: readonly ComponentRow[]): ComponentRow[] {
  const labels = [null, ...new Set(content.components.map((component) => component.caseLabel))]
  const rows = [...new Set(labels)].flatMap((label) => rowsOf(content).filter((row) => row.caseLabel === label))
  const unconditional = content.components.filter((component) => component.caseLabel === null)
  const counted = unconditional.filter((component) => component.originals + component.copies > 0)
  const mayTick = counted.length <= preTickLimit
  return [
    ...rows.map((row) => {
      const kept = before.find((earlier) => !earlier.isOwn && earlier.name === row.name && isHandedIn(earlier))
      if (kept) return { ...row, originals: kept.originals, certified: kept.certified, copies: kept.copies }
      const isCounted = counted.some((component) => component.name === row.name)
      return mayTick && row.caseLabel === null && isCounted && isAlwaysAsked(row.name, channel) ? tick(row) : row
    }),
    ...before.filter((row) => row.isOwn),
  ]
}

/** What is sent: the papers handed in, in the order of the list, with the one still standing in the empty last row. */
export function handedIn(rows: readonly ComponentRow[], otherComponent: string): HandedInComponent[] {
  const all = toNfc(otherComponent) === '' ? rows : [...rows, ownRow('', otherComponent)]
  return all
    .filter((row) => isHandedIn(row) && toNfc(row.name) !== '')
    .map(({ name, originals, certified, copies }) => ({ name: toNfc(name), originals, certified, copies, note: '' }))
}

export interface ComponentGroup {
  readonly label: string | null
  readonly rows: readonly ComponentRow[]
}

/** Rows that follow one another under the same sub-case; papers added by hand stand by themselves at the end. */
export function groupsOf(rows: readonly ComponentRow[]): ComponentGroup[] {
  const groups: { label: string | null; rows: ComponentRow[] }[] = []
  for (const row of rows) {
    const last = groups.at(-1)
    if (last && last.label === row.caseLabel && last.rows[0]?.isOwn === row.isOwn) last.rows.push(row)
    else groups.push({ label: row.caseLabel, rows: [row] })
  }
  return groups
}
