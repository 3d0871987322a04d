// What the calls about public posting do in the database workers.
import * as disclosure from '../../db/disclosure/commands.ts'
import { listPostings } from '../../db/disclosure/postings.ts'
import {
  findLastSite,
  fingerprintOf,
  type KnownSheet,
  listSheets,
  readSheet,
  type SheetSource,
} from '../../db/disclosure/queries.ts'
import { cutTextsOf } from '../../db/disclosure/sheet.ts'
import { toInstant } from '../../db/model/clock.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import { getOfficeProfile } from '../../db/people/queries.ts'
import type { OutputOf } from '../api/contract.ts'
import type { SheetsPaper } from '../print/notice-sheet.ts'
import type { Context, WorkerHandlers } from './handlers.ts'
import type { Office } from './office.ts'

const todayOf = ({ clock }: Office): string => instantToLocal(toInstant(clock.nowMs())).slice(0, 10)

type Mine = Extract<keyof WorkerHandlers, `disclosure.${string}`>

export const disclosureHandlers: Pick<WorkerHandlers, Mine> = {
  'disclosure.listSheets': async ({ office }) => {
    const date = todayOf(office)
    return { date, rows: await listSheets(office.store.db, date) }
  },
  'disclosure.listCutTexts': async ({ office }, { sheets }) => {
    const rows: OutputOf<'disclosure.listCutTexts'>['rows'] = []
    for (const source of sheets) {
      const { sheet } = await readSheet(office.store.db, source)
      rows.push(...cutTextsOf(sheet).map((cut) => ({ name: sheet.name, ...cut })))
    }
    return { rows }
  },
  'disclosure.listPostings': async ({ office }) => {
    const date = todayOf(office)
    return { date, rows: await listPostings(office.store.db, date) }
  },
  'disclosure.post': async ({ office, actor }, input) => ({
    count: await disclosure.postSheets(office.store.db, await actor(), input),
  }),
  'disclosure.remove': async ({ office, actor }, input) => ({
    count: await disclosure.removePostings(office.store.db, await actor(), input),
  }),
  'disclosure.undoRemoval': async ({ office, actor }, input) => {
    await disclosure.undoRemoval(office.store.db, await actor(), input)
    return {}
  },
  'disclosure.strike': async ({ office, actor }, input) => {
    await disclosure.strikePostings(office.store.db, await actor(), input)
    return {}
  },
  'disclosure.getSite': async ({ office }) => {
    const { db } = office.store
    const rows = await listSheets(db, todayOf(office))
    const served = rows.filter(isServed)
    const last = await findLastSite(db)
    const now = [rows, served].map(fingerprintOf)
    return {
      last: last
        ? {
            madeAt: last.made_at,
            staffName: last.full_name ?? '',
            pageCount: last.page_count,
            isCurrent: now.includes(last.fingerprint),
          }
        : null,
      pageCount: rows.length,
      servedCount: served.length,
    }
  },
}

const isServed = ({ versionId }: SheetSource): boolean => versionId !== null

/** What the sheets say, in this order. Throws entity.notFound; app.cancelled between two of them. */
export async function sheetsPaperOf({ office, onProgress }: Context, sources: readonly SheetSource[]): Promise<SheetsPaper> {
  const { name, settings } = await getOfficeProfile(office.store.db)
  const sheets: KnownSheet[] = []
  for (const source of sources) {
    sheets.push(await readSheet(office.store.db, source))
    onProgress(sheets.length, sources.length * 4) // the longer part of the work is done with them
  }
  return {
    office: { name, governingBody: settings.governingBody, deskName: settings.deskName, place: settings.place },
    date: todayOf(office),
    sheets,
    isTraining: office.store.kind === 'training',
  }
}

/** All that is public today, for the site. */
export async function siteOf(context: Context, onlyServed: boolean) {
  const all = await listSheets(context.office.store.db, todayOf(context.office))
  const sources = onlyServed ? all.filter(isServed) : all
  return { ...(await sheetsPaperOf(context, sources)), fingerprint: fingerprintOf(sources) }
}
