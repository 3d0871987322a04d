// A quality system of a large province, written by the product's own commands: processes of real decisions, each with its versions,
// a list of procedures that they serve, and an instrument whose scope names them all.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { draftInstrument, issueInstrument, saveInstrument } from '../../../db/conformity/commands.ts'
import { getInstrument } from '../../../db/conformity/queries.ts'
import { enterVersionInTx } from '../../../db/documents/commands.ts'
import { processGroups } from '../../../db/documents/rules.ts'
import type { Actor, Db } from '../../../db/event.ts'
import { addDays } from '../../../db/model/local-time.ts'
import { permissions } from '../../../db/people/rules.ts'
import { enterList, publishList } from '../../../db/procedure-lists/commands.ts'
import { type ProcessContent, processContent } from '../../../db/processes/content.ts'

const fixtures = resolve(import.meta.dirname, '..', '..', 'fixtures', 'processes')
const decisions = [
  'cao-bang-1-001806',
  'cao-bang-1-013814',
  'cao-bang-1-014113',
  'dong-nai-item-13',
  'dong-nai-item-4',
  'ha-noi-qttp-20',
  'ha-tinh-cfs-mended',
]

const readContents = (): ProcessContent[] =>
  decisions.map((name) => {
    const { content } = JSON.parse(readFileSync(join(fixtures, `${name}.json`), 'utf8')) as { content: unknown }
    return processContent.parse(content)
  })

export interface SystemSize {
  readonly processes: number
  /** Of each process. */
  readonly versions: number
}

const firstDay = '2012-01-02'
const daysBetweenVersions = 500
const at = <Item>(items: readonly Item[], index: number): Item => items[index % items.length] as Item

/** @param onProgress hears how many processes there are. */
export async function writeSystem(
  db: Db,
  given: Actor,
  { processes, versions }: SystemSize,
  onProgress: (processes: number) => void,
): Promise<void> {
  const actor: Actor = { ...given, permissions }
  const contents = readContents()
  const keyOf = (index: number) => `9.${String(index).padStart(6, '0')}`
  const documents: { documentId: string; content: ProcessContent; code: string }[] = []
  for (let index = 0; index < processes; index += 1) {
    const code = `QT.${String(index + 1).padStart(4, '0')}`
    const model = at(contents, index)
    const content: ProcessContent = { ...model, name: `${model.name} (${index + 1})`, procedures: [keyOf(index)] }
    const documentId = await db.transaction().execute(async (tx) => {
      let known: string | undefined
      for (let version = 0; version < versions; version += 1) {
        const on = addDays(firstDay, version * daysBetweenVersions + (index % 300))
        const changed = { ...content, purpose: `${content.purpose}\nLần ban hành ${version + 1}.` }
        const entered = await enterVersionInTx(tx, actor, {
          document: known ? { id: known } : { kind: 'process', group: at(processGroups, index), code },
          body: { kind: 'process', content: changed },
          issue: version + 1,
          revision: 0,
          reason: version === 0 ? '' : 'Xem xét hằng năm',
          approvedOn: on,
          effectiveFrom: on,
          reviewDueOn: null,
          approverName: 'Nguyễn Văn Bình',
        })
        known = entered.documentId
      }
      return known as string
    })
    documents.push({ documentId, content, code })
    if (documents.length % 100 === 0) onProgress(documents.length)
  }
  const listId = await enterList(db, actor, {
    title: 'Danh mục đo tốc độ',
    decision: '',
    signedOn: '2026-01-05',
    source: '',
    note: '',
    entries: documents.map(({ content: { name, field, authority } }, index) => ({ key: keyOf(index), name, field, authority })),
  })
  await publishList(db, actor, { listId, on: '2026-01-07' })
  const instrumentId = await draftInstrument(db, actor, { kind: 'certificate', title: 'Giấy chứng nhận đo tốc độ', after: null })
  const draft = await getInstrument(db, instrumentId, '2026-01-05')
  await saveInstrument(db, actor, {
    instrumentId,
    basedOnHash: draft.hash,
    details: {
      title: 'Giấy chứng nhận đo tốc độ',
      issuer: 'Tổ chức chứng nhận',
      edition: draft.edition,
      number: '1',
      ordinal: 1,
      issuedOn: '2026-01-05',
      inForceFrom: null,
      expiresOn: '2029-01-04',
      isExpiryAssumed: false,
      headName: '',
      headTitle: '',
      addresses: [],
      surveillances: [],
      links: [],
      note: '',
    },
    lines: documents.map(({ documentId, content: { name, field } }, index) => ({
      group: at(processGroups, index),
      text: name,
      field,
      documentId,
      procedureKey: null,
    })),
  })
  await issueInstrument(db, actor, { instrumentId, reason: '' })
}
