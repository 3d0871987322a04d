// The shipped units of Huế, and what the file may not contain.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../../db/model/errors.ts'
import { parseUnits } from '../../../../db/people/units-file.ts'

const shippedText = readFileSync(new URL('../../../../resources/units/hue.json', import.meta.url), 'utf8')

const complaintsAfter = (spoil: (file: ReturnType<typeof JSON.parse>) => void) => {
  const file = JSON.parse(shippedText)
  spoil(file)
  try {
    parseUnits(JSON.stringify(file, null, 2))
  } catch (error) {
    if (error instanceof AppError) return error.issues.map(({ path, code }) => `${path.replace(/^line \d+: /, '')} ${code}`)
    throw error
  }
  return []
}

describe('units of Huế', () => {
  it('are 21 wards and 19 communes of province 46 since 1 July 2025', () => {
    const { province, units, validFrom } = parseUnits(shippedText)
    expect(province).toEqual({ code: '46', name: 'Thành phố Huế' })
    expect(validFrom).toBe('2025-07-01')
    expect(units.filter(({ type }) => type === 'ward')).toHaveLength(21)
    expect(units.filter(({ type }) => type === 'commune')).toHaveLength(19)
    expect(units.find(({ code }) => code === '19789')?.name).toBe('Phường Thuận Hóa')
  })

  it('are brought to one form of writing', () => {
    expect(parseUnits(shippedText.normalize('NFD')).units).toEqual(parseUnits(shippedText).units)
  })

  it.each<[string, (file: ReturnType<typeof JSON.parse>) => void, string]>([
    ['a code that lost its digit', (file) => (file.units[3].code = '1977'), 'units[3].code invalid'],
    ['a code twice', (file) => (file.units[3].code = file.units[2].code), 'units[3].code notUnique'],
    ['a name twice', (file) => (file.units[3].name = file.units[2].name), 'units[3].name notUnique'],
    ['a commune called a ward', (file) => (file.units[30].type = 'ward'), 'units[30].name invalid'],
    ['no name', (file) => delete file.units[0].name, 'units[0].name required'],
    ['a day that does not exist', (file) => (file.validFrom = '2025-06-31'), 'validFrom notADate'],
    ['no units', (file) => (file.units = []), 'units tooSmall'],
  ])('refuses %s', (_, spoil, complaint) => {
    expect(complaintsAfter(spoil)).toEqual([complaint])
  })
})
