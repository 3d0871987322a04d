// What the office holds on one person, as tables for the person: the record of the person, the cases, the scanned papers, the prints, the
// looks. Whole numbers: it is the person's own data. Records that were merged into the person's are the person's too.
import type { Db } from '../event.ts'
import { instantToLocal } from '../model/local-time.ts'
import { personOf } from '../people/queries.ts'
import { personDetails } from '../people/rules.ts'
import { getPersonRow } from './history.ts'
import type { holdingColumns, holdingSheets } from './rules.ts'

type Row = readonly (string | number | null)[]

interface Sheet {
  readonly name: string
  readonly rows: readonly Row[]
  readonly widths: readonly number[]
  readonly isForm: false
  readonly isList: true
}

export interface HeldScan {
  readonly sha256: string
  readonly fileName: string
  readonly code: string
}

const timeOf = (instant: string | null): string => (instant === null ? '' : instantToLocal(instant).replace('T', ' '))

const factNames = [
  ...(['fullName', 'kind', 'birthDate', 'sex', 'idKind', 'idNumber', 'taxNumber', 'phone', 'email'] as const),
  ...(['address', 'cardAddress', 'representative'] as const),
]

/** @param word a heading, or the name of a state, by its key. Throws entity.notFound. */
export async function getPersonHoldings(
  db: Db,
  personId: string,
  word: (key: string) => string,
): Promise<{ sheets: Sheet[]; scans: HeldScan[] }> {
  const row = await getPersonRow(db, personId)
  const merged = await db.selectFrom('person').selectAll().where('merged_into', '=', personId).orderBy('no').execute()
  const records = [row, ...merged].map((one) => personOf(one))
  const parts = await db
    .selectFrom('case_party as c')
    .innerJoin('case_file as f', 'f.id', 'c.case_id')
    .innerJoin('procedure as p', 'p.id', 'f.procedure_id')
    .select(['c.role', 'c.details', 'f.provisional_code', 'f.official_code', 'f.received_at', 'f.due_at', 'f.finished_at'])
    .select(['f.status', 'f.summary', 'f.note', 'p.name as procedure_name'])
    .where('c.person_id', '=', personId)
    .orderBy('f.received_at')
    .orderBy('f.no')
    .execute()
  const scans = await db
    .selectFrom('scan as s')
    .innerJoin('case_file as f', 'f.id', 's.case_id')
    .select(['s.title', 's.component_name', 's.sha256', 's.file_name', 's.added_at', 's.valid_until'])
    .select(['f.provisional_code', 'f.official_code'])
    .where('s.person_id', '=', personId)
    .where('s.taken_off_reason', 'is', null)
    .orderBy('s.id')
    .execute()
  const prints = await db
    .selectFrom('case_print as r')
    .innerJoin('case_file as f', 'f.id', 'r.case_id')
    .select(['r.kind', 'r.copy_number', 'r.printed_at', 'f.provisional_code', 'f.official_code'])
    .where('f.applicant_id', '=', personId)
    .orderBy('r.printed_at')
    .execute()
  const looks = await db
    .selectFrom('person_look as l')
    .leftJoin('staff as s', 's.id', 'l.staff_id')
    .select(['l.at', 'l.kind', 'l.purpose', 's.full_name'])
    .where('l.person_id', 'in', [personId, ...merged.map(({ id }) => id)])
    .orderBy('l.at')
    .execute()
  const codeOf = ({ official_code, provisional_code }: { official_code: string | null; provisional_code: string }) =>
    official_code ?? provisional_code
  const heads = (...keys: (typeof holdingColumns)[number][]): Row => keys.map((key) => word(`column.${key}`))
  const list = (name: (typeof holdingSheets)[number], rows: readonly Row[], widths: readonly number[]): Sheet => ({
    name: word(`sheet.${name}`),
    rows,
    widths,
    isForm: false,
    isList: true,
  })
  const wordFields = { kind: 'kind', sex: 'sex', idKind: 'idKind' } as const
  const textOf = (person: (typeof records)[number], name: (typeof factNames)[number]): string =>
    name in wordFields && person[name] !== '' ? word(`${name}.${person[name]}`) : person[name]
  return {
    sheets: [
      list(
        'person',
        [
          heads('fact', ...records.map(() => 'value' as const)),
          ...factNames.map((name): Row => [word(`fact.${name}`), ...records.map((person) => textOf(person, name))]),
        ],
        [30, ...records.map(() => 60)],
      ),
      list(
        'cases',
        [
          heads('code', 'role', 'procedure', 'received', 'due', 'finished', 'status', 'summary', 'note', 'asGiven'),
          ...parts.map((part): Row => {
            const given = personDetails.parse((JSON.parse(part.details) as { person: unknown }).person)
            return [
              ...[codeOf(part), word(`role.${part.role}`), part.procedure_name, timeOf(part.received_at), timeOf(part.due_at)],
              ...[timeOf(part.finished_at), word(`status.${part.status}`), part.summary, part.note],
              [given.fullName, given.birthDate, given.idNumber, given.phone, given.address].filter(Boolean).join('; '),
            ]
          }),
        ],
        [26, 12, 40, 17, 17, 17, 20, 40, 30, 50],
      ),
      list(
        'papers',
        [
          heads('code', 'component', 'title', 'file', 'added', 'validUntil'),
          ...scans.map(
            (scan): Row => [
              ...[codeOf(scan), scan.component_name, scan.title, scan.file_name, timeOf(scan.added_at), scan.valid_until ?? ''],
            ],
          ),
        ],
        [26, 40, 40, 30, 17, 12],
      ),
      list(
        'prints',
        [
          heads('code', 'print', 'copy', 'printed'),
          ...prints.map(
            (print): Row => [codeOf(print), word(`print.${print.kind}`), print.copy_number, timeOf(print.printed_at)],
          ),
        ],
        [26, 40, 8, 17],
      ),
      list(
        'looks',
        [
          heads('at', 'viewer', 'look', 'purpose'),
          ...looks.map((look): Row => [timeOf(look.at), look.full_name ?? '', word(`look.${look.kind}`), look.purpose]),
        ],
        [17, 28, 26, 50],
      ),
    ],
    scans: scans.map((scan) => ({ sha256: scan.sha256, fileName: scan.file_name, code: codeOf(scan) })),
  }
}
