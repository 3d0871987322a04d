// The hub's migrations are frozen like those of the offices: a province's store was made by them.
// A new migration is added to frozen.json with the line that the failing test prints.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import frozen from '../../../../db/hub/migrations/frozen.json' with { type: 'json' }
import { hubMigrations } from '../../../../db/hub/migrations/index.ts'

const folder = join(import.meta.dirname, '../../../../db/hub/migrations')
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
  .map((file) => file.replace('.ts', ''))
  .sort()
/** Of the text with plain line ends, whatever the checkout made of them. */
const hashOf = (name: string) =>
  createHash('sha256')
    .update(readFileSync(join(folder, `${name}.ts`), 'utf8').replaceAll('\r\n', '\n'))
    .digest('hex')

describe('migrations', () => {
  it('are named NNNN_verb_noun, numbered without a gap, and all in the index in this order', () => {
    for (const name of names) expect(name).toMatch(/^\d{4}_[a-z]+(_[a-z]+)+$/)
    expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, index) => index + 1))
    expect(Object.keys(hubMigrations)).toEqual(names)
  })

  it.each(names)('%s is frozen as it is', (name) => {
    const expected = (frozen as Readonly<Record<string, string>>)[name]
    const line = `"${name}": "${hashOf(name)}"`
    expect(expected, `if ${name} has never been released, db/hub/migrations/frozen.json needs the line ${line}`).toBe(
      hashOf(name),
    )
  })

  it('stay: none that is frozen is gone', () => {
    expect(Object.keys(frozen)).toEqual(names)
  })
})
