// What the made-up quality system of training mode shows beyond its documents and instruments: copies with numbers, people who have to
// read, sheets on boards, and the conversion from 2000 to 2008 as a project. No source tells any of it, so every name, place and reason
// says that it is sample data.
import { type ClauseMap, gapClauses } from '../conversion/clause-map.ts'
import { assessClause, closeConversion, openConversion, recordStep } from '../conversion/commands.ts'
import { handOutCopies, recallCopies } from '../copies/commands.ts'
import { postSheets, removePostings } from '../disclosure/commands.ts'
import { listSheets } from '../disclosure/queries.ts'
import type { Actor, Db } from '../event.ts'
import type { IsoDate } from '../model/local-time.ts'
import { nameReaders, recordSheet } from '../readings/commands.ts'
import { listReaders } from '../readings/queries.ts'

const mark = '(mẫu)'
const sample = 'Dữ liệu mẫu để tập huấn.'

/** Versions of a document that was issued twice. */
export interface IssuedTwice {
  readonly first: string
  readonly second: string
}

/** Copies of both issues of two documents: one of the old issue is still out, so that a learner sees what is to be fetched. */
export async function makeSampleCopies(
  db: Db,
  actor: Actor,
  documents: readonly IssuedTwice[],
  days: { readonly first: IsoDate; readonly second: IsoDate },
): Promise<void> {
  const by = `Thư ký ISO ${mark}`
  const holders = [`Bộ phận Một cửa ${mark}`, `Phòng xử lý ${mark}`] as const
  for (const { first, second } of documents) {
    const paper = holders.map((holder, index) => ({
      number: index + 1,
      form: 'paper' as const,
      holderKind: 'unit' as const,
      holder,
    }))
    const [returned] = await handOutCopies(db, actor, { versionId: first, on: days.first, by, copies: paper })
    await recallCopies(db, actor, { copyIds: [returned ?? ''], outcome: 'returned', on: days.second, note: sample })
    await handOutCopies(db, actor, {
      versionId: second,
      on: days.second,
      by,
      copies: [
        ...paper.map((copy) => ({ ...copy, number: copy.number + holders.length })),
        { number: 5, form: 'electronic', holderKind: 'place', holder: `Máy tính dùng chung ${mark}` },
      ],
    })
  }
}

/** The learner has one to read; two others signed a sheet, one has not. */
export async function makeSampleReaders(db: Db, actor: Actor, versionId: string, on: IsoDate): Promise<void> {
  const others = ['Nguyễn Văn Mẫu', 'Trần Thị Mẫu', 'Lê Văn Mẫu'].map((name) => ({
    staffId: null,
    name,
    position: `Chuyên viên ${mark}`,
  }))
  const learner = { staffId: actor.staffId, name: '', position: '' }
  await nameReaders(db, actor, { versionId, readers: [learner, ...others] })
  const readers = await listReaders(db, versionId)
  const signed = readers.filter(({ name }) => others.slice(0, 2).some((other) => other.name === name))
  await recordSheet(db, actor, { versionId, readerIds: signed.map(({ id }) => id), on, note: `Bản ký ${mark}` })
}

/** Sheets of the first procedures by name on two boards; one of them was taken down again. */
export async function makeSamplePostings(db: Db, actor: Actor, today: IsoDate, on: IsoDate): Promise<void> {
  const sheets = (await listSheets(db, today))
    .slice(0, 4)
    .map(({ procedureVersionId, versionId }) => ({ procedureVersionId, versionId }))
  const by = `Cán bộ một cửa ${mark}`
  await postSheets(db, actor, { sheets, size: 'a4', place: `Bảng tin tầng 1 ${mark}`, postedOn: on, postedBy: by })
  await postSheets(db, actor, {
    sheets: sheets.slice(0, 1),
    size: 'a3',
    place: `Sảnh Bộ phận Một cửa ${mark}`,
    postedOn: on,
    postedBy: by,
  })
  const last = await db.selectFrom('posting').select('id').where('size', '=', 'a4').orderBy('id', 'desc').limit(1).execute()
  await removePostings(db, actor, { postingIds: last.map(({ id }) => id), removedOn: on, removedBy: by })
}

/** Editions 2000 and 2008 have the same clauses; the second asks for nothing new (its Annex B). */
const conversionDays = {
  begun: '2010-07-01',
  audit: '2010-10-15',
  review: '2010-11-05',
  confirmation: '2010-11-19',
  end: '2010-12-31',
}

/** Opens the project that replaces the certificate to the edition of 2000 and brings it to the new instrument. Returns its id. */
export async function openSampleConversion(db: Db, actor: Actor, map: ClauseMap, instrumentId: string): Promise<string> {
  const conversionId = await openConversion(db, actor, {
    instrumentId,
    fromEdition: '2000',
    toEdition: '2008',
    responsible: `Thư ký ISO ${mark}`,
    begunOn: conversionDays.begun,
    plannedEnd: conversionDays.end,
    reason: `Chuyển đổi sang TCVN ISO 9001:2008. Nguồn không ghi ngày. ${sample}`,
  })
  for (const { number } of gapClauses(map, '2008')) {
    await assessClause(db, actor, map, {
      conversionId,
      clause: number,
      verdict: 'met',
      note: `Phiên bản 2008 không thêm yêu cầu mới ở điều này. ${sample}`,
      action: '',
      responsible: '',
      dueOn: null,
      documentIds: [],
    })
  }
  for (const [step, conclusion] of [
    ['audit', 'Không có điểm không phù hợp'],
    ['review', 'Đủ điều kiện chuyển đổi'],
    ['confirmation', 'Hệ thống có hiệu lực theo phiên bản 2008'],
  ] as const) {
    await recordStep(db, actor, map, {
      conversionId,
      step,
      on: conversionDays[step],
      number: 'MẪU',
      conclusion: `${conclusion} ${mark}`,
      file: '',
      actId: null,
      justification: sample,
    })
  }
  return conversionId
}

/** Once the new instrument stands in the old one's place. The day of the end is that of the making of the samples. */
export const closeSampleConversion = (db: Db, actor: Actor, map: ClauseMap, conversionId: string): Promise<void> =>
  closeConversion(db, actor, map, { conversionId, reason: `${sample} Ngày kết thúc là ngày lập dữ liệu mẫu.` })
