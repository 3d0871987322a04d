// What the citizen's screen says of a case that is kept. What is missing is what the last request for a supplement asks for, as long as it stands.
import { getCase } from '../../db/cases/queries.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import { getOfficeProfile } from '../../db/people/queries.ts'
import type { Office } from './office.ts'
import type { InternalCalls } from './protocol.ts'

type Call = InternalCalls['internal.getCitizenCase']

/** Throws entity.notFound. */
export async function citizenCase(office: Office, { caseId }: Call['input']): Promise<Call['output']> {
  const { db } = office.store
  const { name, settings } = await getOfficeProfile(db)
  const common = { office: { officeName: name, deskName: settings.deskName }, isTraining: office.store.kind === 'training' }
  if (caseId === null) return { ...common, shown: null }
  const { row, applicant, components } = await getCase(db, caseId)
  const isAsked = row.status === 'supplementBefore' || row.status === 'supplementAfter'
  const asked = isAsked
    ? await db
        .selectFrom('case_paper')
        .select('content')
        .where('case_id', '=', caseId)
        .where('kind', '=', 'supplementRequest')
        .orderBy('issued_at', 'desc')
        .limit(1)
        .executeTakeFirst()
    : undefined
  const { items = [] } = asked ? (JSON.parse(asked.content) as { items?: { text: string }[] }) : {}
  return {
    ...common,
    shown: {
      procedureName: row.procedureName,
      applicantName: applicant.fullName,
      idNumber: applicant.idNumber,
      phone: applicant.phone,
      handedIn: components.map(({ name: paper, originals, certified, copies }) => ({
        name: paper,
        originals,
        certified,
        copies,
      })),
      missing: items.map(({ text }) => text),
      dueAt: row.dueAt === null ? null : instantToLocal(row.dueAt),
      received: { code: row.officialCode ?? row.provisionalCode, status: row.status },
    },
  }
}
