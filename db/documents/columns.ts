// What is drawn out of a version's content, so that versions can be listed and asked from the other side.
import { createHash } from 'node:crypto'
import { foldLaw } from '../laws/rules.ts'
import { limitMinutes } from '../model/step-times.ts'
import { fold, sortKey } from '../model/text.ts'
import type { DocumentBody } from './content.ts'

/** sha256 of a parsed content: the schema fixes the order of the keys, so the same content gives the same bytes everywhere. */
export const hashContent = (json: string): string => createHash('sha256').update(json).digest('hex')

/** The columns by which versions are listed. */
export function columnsOf(body: DocumentBody) {
  const { name, field, ownerUnit } = body.content
  const content = JSON.stringify(body.content)
  const limits =
    body.kind === 'process' ? body.content.variants.map(({ timeLimit }) => limitMinutes(timeLimit)).filter((m) => m !== null) : []
  return {
    content,
    hash: hashContent(content),
    name,
    field,
    authority: body.kind === 'process' ? body.content.authority : '',
    owner_unit: ownerUnit,
    limit_minutes: limits.length > 0 ? Math.max(...limits) : null,
    folded: fold(`${name} ${field} ${ownerUnit}`),
    sort_key: sortKey(name),
  }
}

/** The procedures it serves and the laws it names, as they are asked from the other side. */
export function linksOf(body: DocumentBody) {
  if (body.kind !== 'process') return { procedures: [], laws: [] }
  const { procedures, legalGrounds, forms } = body.content
  const laws = (place: 'ground' | 'form', named: ReadonlyArray<{ law: string }>) =>
    [...new Set(named.map(({ law }) => foldLaw(law)))].filter(Boolean).map((law) => ({ law, place }))
  return { procedures: [...new Set(procedures)], laws: [...laws('ground', legalGrounds), ...laws('form', forms)] }
}
