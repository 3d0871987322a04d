// Bodies as decisions name them: abbreviated, inside one another ("Phòng … Sở Y tế"), with the person before the body ("Lãnh đạo
// UBND tỉnh"). Names are compared folded and written out; a name is inside another when all its words stand there in a row.
import { fold } from '../../model/text.ts'
import type { Authority, ProcessContent, ProcessStep } from '../content.ts'

const abbreviations: ReadonlyArray<readonly [RegExp, string]> = [
  [/\bubnd\b/g, 'uy ban nhan dan'],
  [/\btt ?pvhcc\b/g, 'trung tam phuc vu hanh chinh cong'],
  [/\btn ?(?:&|va|-) ?tkq\b/g, 'tiep nhan va tra ket qua'],
  [/\bbp ?tn ?tkq\b/g, 'bo phan tiep nhan va tra ket qua'],
  [/\btn ?tkq\b/g, 'tiep nhan va tra ket qua'],
  [/\bbo phan mot cua\b/g, 'bo phan tiep nhan va tra ket qua'],
  [/\bvp\b/g, 'van phong'],
  [/\bubtp\b/g, 'uy ban nhan dan thanh pho'],
  [/\btp\b/g, 'thanh pho'],
  [/\bld\b/g, 'lanh dao'],
  [/\bkh ?& ?cn\b/g, 'khoa hoc va cong nghe'],
]

/** Folded words with abbreviations written out and no signs between them. */
export function plainName(name: string): string {
  let plain = fold(name)
  for (const [short, long] of abbreviations) plain = plain.replace(short, long)
  return plain.replace(/[^a-z0-9]+/g, ' ').trim()
}

const isInside = (part: string, whole: string): boolean => part !== '' && ` ${whole} `.includes(` ${part} `)

/** Every body that the document itself names. */
export const bodiesOf = (content: ProcessContent): string[] =>
  [
    content.ownerUnit,
    content.performingBody,
    content.decidingBody,
    content.delegatedBody,
    ...content.coordinatingBodies.split(/[;,\n]/),
    ...content.receivingPlace.split(/[;\n]/),
  ].filter((name) => plainName(name) !== '')

/** Whether a unit is one that is known, or a part of one, or has one as its part: "Văn thư Sở Y tế" where "Sở Y tế" is known. */
export function isKnownUnit(unit: string, known: readonly string[]): boolean {
  const plain = plainName(unit)
  return known.some((name) => {
    const other = plainName(name)
    return isInside(other, plain) || isInside(plain, other)
  })
}

/** The person before a body: what is left is the body that acts. */
const persons = /^(?:(?:pho |uy vien )?(?:lanh dao|chu tich|giam doc|thu truong|nguoi dung dau|tap the|truong|chanh)\s+)+/

const actorOf = (name: string): string => plainName(name).replace(persons, '')

/** How a body of each authority begins, once its person is taken off. */
const authorityOpenings: Readonly<Record<Authority, RegExp | null>> = {
  provincialCommittee: /^uy ban nhan dan(?:$| (?:cap )?(?:tinh|thanh pho)\b)/,
  provincialChairman: /^uy ban nhan dan(?:$| (?:cap )?(?:tinh|thanh pho)\b)/,
  provincialOffice: /^van phong\b/,
  department: /^(?:so|ban|chi cuc|co quan chuyen mon|thanh tra|cong an)\b/,
  communeCommittee: /^uy ban nhan dan(?:$| (?:cap )?(?:xa|phuong|dac khu)\b)/,
  communeChairman: /^uy ban nhan dan(?:$| (?:cap )?(?:xa|phuong|dac khu)\b)/,
  other: null,
}

/**
 * Whether a step that decides is done by the body that the document names as competent, or the one that it authorised; without a name,
 * and where procedures are served, by a body of the authority's kind. The unit or the person may say it: unit "UBND tỉnh", or person "Chủ tịch UBND tỉnh".
 */
export function isDecider({ unit, role }: Pick<ProcessStep, 'unit' | 'role'>, content: ProcessContent): boolean {
  const actors = [unit, role].map(actorOf).filter((name) => name !== '')
  const bodies = [content.decidingBody, content.delegatedBody].map(actorOf).filter((name) => name !== '' && name !== 'khong')
  if (content.decidingBody !== '') {
    return actors.some((actor) =>
      bodies.some((body) => ` ${actor} `.startsWith(` ${body} `) || ` ${body} `.startsWith(` ${actor} `)),
    )
  }
  if (content.procedures.length === 0) return true
  const opening = authorityOpenings[content.authority]
  return opening === null || actors.some((actor) => opening.test(actor))
}
