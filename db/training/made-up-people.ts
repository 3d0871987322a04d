// People and organisations that cannot exist, with names that could: a clerk learns nothing from "Test 1".
import type { PersonDetails } from '../people/rules.ts'
import type { Dice } from './dice.ts'

/** Where they live. */
export const unitName = 'Phường Tập huấn'

const familyNames = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Dương', 'Phan']
const givenNames = {
  male: [
    'Văn An',
    'Quốc Bảo',
    'Đức Cường',
    'Minh Đạt',
    'Hữu Hải',
    'Gia Khánh',
    'Đình Long',
    'Nhật Quang',
    'Tấn Sang',
    'Thế Vinh',
  ],
  female: [
    'Thị Ánh',
    'Ngọc Bích',
    'Thanh Hà',
    'Thu Hương',
    'Khánh Linh',
    'Tuyết Mai',
    'Bảo Ngọc',
    'Hoài Thương',
    'Cẩm Tú',
    'Hải Yến',
  ],
} as const
const streets = ['Hoa Phượng', 'Sông Xanh', 'Cây Đa', 'Bến Nghề', 'Đồng Lúa']
export const organisationNames = ['Hợp tác xã An Hòa (mẫu)', 'Hợp tác xã Hương Sen (mẫu)', 'Hợp tác xã Tân Tiến (mẫu)']

const nobody = { email: '', cardAddress: '', taxNumber: '', representative: '' }

/**
 * A personal identification number that nobody can have: its fourth digit, 8 or 9, says the century 2300 to 2399 (NĐ 137/2015/NĐ-CP).
 * It passes the checks of the form, which know that sex and birth year may have been corrected, as long as no birth date contradicts
 * it; so made-up people have none.
 */
const impossibleId = (sex: 'male' | 'female', serial: number, dice: Dice): string =>
  `046${sex === 'male' ? 8 : 9}${String(dice([55, 63, 71, 78, 84, 89, 92, 96, 99]))}${String(serial * 24_571)
    .slice(-6)
    .padStart(6, '0')}`

export function citizen(serial: number, dice: Dice): PersonDetails {
  const sex = dice(['male', 'female'] as const)
  return {
    ...nobody,
    kind: 'citizen',
    fullName: `${dice(familyNames)} ${dice<string>(givenNames[sex])}`,
    idKind: 'citizenId',
    idNumber: impossibleId(sex, serial, dice),
    birthDate: '',
    sex,
    // The shape of a telephone number, with a beginning of no network that is known here.
    phone: `0500000${String(serial).padStart(3, '0')}`,
    address: `${dice([3, 8, 12, 25, 47, 60])} ${dice(streets)}, Tổ ${dice([1, 2, 3, 4, 5])}, ${unitName}`,
  }
}

/** Without a tax number: any that passes its check digit may be somebody's. */
export const organisation = (name: string, serial: number, dice: Dice): PersonDetails => ({
  ...citizen(serial, dice),
  kind: 'organisation',
  fullName: name,
  idKind: 'none',
  idNumber: '',
  sex: '',
  representative: `${dice(familyNames)} ${dice<string>(givenNames.male)}`,
})
