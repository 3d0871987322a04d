// What the linter says of a version on a day.
import type { Db } from '../event.ts'
import { lawStateOn } from '../laws/rules.ts'
import type { IsoDate } from '../model/local-time.ts'
import { getOfficeProfile } from '../people/queries.ts'
import type { ProcessContent } from '../processes/content.ts'
import { type Finding, type LintFacts, lintProcess } from '../processes/lint.ts'
import type { DocumentBody } from './content.ts'

/** Documents that are no process have nothing to check. @param date the day on which it is to be in effect. */
export async function findingsOf(db: Db, body: DocumentBody, date: IsoDate): Promise<Finding[]> {
  return body.kind === 'process' ? lintProcess(body.content, await readLintFacts(db, body.content, date)) : []
}

/** What the linter must know of the office to judge a content. */
export async function readLintFacts(db: Db, { procedures }: ProcessContent, date: IsoDate): Promise<LintFacts> {
  const laws = await db
    .selectFrom('law')
    .select(['folded', 'number', 'issued_on', 'effective_from', 'effective_to', 'replaced_by'])
    .execute()
  const numbers = new Map(laws.map(({ folded, number }) => [folded, number]))
  const served =
    procedures.length === 0
      ? []
      : await db
          .selectFrom('procedure')
          .innerJoin('procedure_version', 'procedure_version.id', 'procedure.current_version_id')
          .select(['local_key', 'name', 'procedure_version.content'])
          .where('local_key', 'in', procedures)
          .execute()
  // A procedure of the office's list counts as known although the catalogue does not have it.
  const listed =
    procedures.length === 0
      ? []
      : await db
          .selectFrom('procedure_list_entry')
          .innerJoin('procedure_list', 'procedure_list.id', 'procedure_list_entry.list_id')
          .select(['procedure_key', 'name'])
          .where('procedure_key', 'in', procedures)
          .where('struck_reason', 'is', null)
          .execute()
  const offices = await db.selectFrom('office').select('name').execute()
  const { settings } = await getOfficeProfile(db)
  return {
    date,
    laws: new Map(
      laws.map(({ folded, number, issued_on, effective_from, effective_to, replaced_by }) => {
        const dates = { issuedOn: issued_on, effectiveFrom: effective_from, effectiveTo: effective_to, replacedBy: replaced_by }
        const replacedBy = replaced_by === null ? null : (numbers.get(replaced_by) ?? replaced_by)
        return [
          folded,
          { number, state: lawStateOn(dates, date), effectiveFrom: effective_from, effectiveTo: effective_to, replacedBy },
        ]
      }),
    ),
    procedures: new Map([
      ...listed.map(({ procedure_key, name }) => [procedure_key, { name, feeText: null }] as const),
      ...served.map(
        ({ local_key, name, content }) =>
          [local_key, { name, feeText: (JSON.parse(content) as { feeText: string | null }).feeText }] as const,
      ),
    ]),
    units: [...offices.map(({ name }) => name), settings.deskName, settings.governingBody],
  }
}
