// The people who come to a desk in Huế: family names as frequent as they are, the middle and given names of three generations, and
// an identity number that fits birth and sex. Skew matters: half of all names begin with the same three words, and that is what
// search and sorting have to live with.
import type { PersonDetails } from '../../../db/people/rules.ts'
import { type Random, weighted } from './random.ts'

const familyNames = weighted(
  'Nguyễn 38, Trần 11, Lê 9.5, Phạm 6, Hoàng 5, Phan 4.5, Võ 3.5, Đặng 2.6, Hồ 2.4, Ngô 1.9, Bùi 1.7, Dương 1.5, Đỗ 1.4, Trương 1.4, ' +
    'Huỳnh 1.2, Văn 1, Cao 0.9, Châu 0.8, Hà 0.8, Mai 0.7, Đoàn 0.7, Lý 0.5, Tôn Thất 0.5, Tôn Nữ 0.4, Công Tằng Tôn Nữ 0.1',
)
const middleNames = {
  female: weighted(
    'Thị 52, Thị Thu 5, Thị Mỹ 4, Thị Ngọc 4, Thị Kim 3, Ngọc 5, Thanh 4, Minh 3, Bảo 2, Phương 2, Quỳnh 2, Khánh 2, 2',
  ),
  male: weighted(
    'Văn 34, Đình 8, Hữu 8, Đức 6, Quang 6, Minh 6, Công 4, Xuân 4, Ngọc 4, Bá 2, Viết 2, Thanh 4, Quốc 4, Gia 2, Anh 2, 3',
  ),
}
const givenNames = {
  female: weighted(
    'Hương 6, Hoa 5, Lan 5, Hồng 5, Thảo 5, Trang 5, Linh 5, Nhung 4, Duyên 3, Ánh 3, Anh 5, Hạnh 4, Thủy 4, Yến 3, Nga 3, ' +
      'Phượng 3, Oanh 2, Đào 2, Bé 2, Gái 2, Mai 3, Ngân 3, Vy 3, Như 3, Trâm 2, Uyên 2, Diễm 1, Xuyến 1, Khuê 0.5',
  ),
  male: weighted(
    'Hùng 6, Dũng 5, Tuấn 5, Hải 5, Sơn 5, Minh 5, Long 4, Thành 4, Hoàng 4, Phúc 4, Đức 3, Bình 4, Lộc 3, Tâm 3, Vinh 3, ' +
      'Khoa 3, Huy 4, Nam 4, Thắng 3, Quý 2, Tý 1, Đạt 3, Ánh 1, Nghĩa 2, Khánh 2, Toàn 2, Cường 3, Nhật 2, Thiện 2',
  ),
}
const words = (text: string): string[] => text.split(', ')
const places = words(
  'Phường Thuận Hóa, Phường Phú Xuân, Phường An Cựu, Phường Vỹ Dạ, Phường Kim Long, Phường Hương An, Phường Thủy Xuân, ' +
    'Phường Thuận An, Xã Phú Vang, Xã Phú Hồ, Xã Quảng Điền, Xã A Lưới 1, Xã Nam Đông, Xã Lộc An',
)
const streets = words('Lê Lợi, Hùng Vương, Nguyễn Huệ, Trần Phú, Bà Triệu, Đặng Thái Thân, Phan Đình Phùng, Kiệt 12 Bạch Đằng')
const phonePrefixes = words('090, 091, 093, 094, 097, 098, 035, 037, 039, 077, 079, 081, 083, 085')
const trades = words('Thương mại và Dịch vụ, Xây dựng, Du lịch, Sản xuất, Vận tải, Thực phẩm')
const brands = words('Sông Hương, Ngự Bình, Thuận Hóa, Phú Xuân, Cố Đô, An Phát, Hoàng Gia, Trường Tiền')

const two = (number: number): string => String(number).padStart(2, '0')

/** A whole name with the sex it belongs to. */
function namePerson(random: Random): { fullName: string; sex: 'female' | 'male' } {
  const family = familyNames.pick(random)
  const sex = family.endsWith('Tôn Nữ') || (family !== 'Tôn Thất' && random.chance(0.52)) ? 'female' : 'male'
  return { sex, fullName: [family, middleNames[sex].pick(random), givenNames[sex].pick(random)].filter(Boolean).join(' ') }
}

/** A grown person, with an identity number that nobody else in `taken` has. */
function makeCitizen(random: Random, taken: Set<string>): PersonDetails {
  const { fullName, sex } = namePerson(random)
  const birthYear = 1945 + random.below(62)
  const place = random.pick(places)
  const centuryAndSex = (birthYear < 2000 ? 0 : 2) + (sex === 'female' ? 1 : 0)
  let idNumber: string
  do idNumber = `046${centuryAndSex}${two(birthYear % 100)}${random.digits(6)}`
  while (taken.has(idNumber))
  taken.add(idNumber)
  return {
    kind: 'citizen',
    fullName,
    idKind: 'citizenId',
    idNumber,
    birthDate: `${birthYear}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`,
    sex,
    phone: random.chance(0.9) ? random.pick(phonePrefixes) + random.digits(7) : '',
    email: '',
    address: `${1 + random.below(300)} ${random.pick(streets)}, ${place}, thành phố Huế`,
    cardAddress: random.chance(0.6) ? `${place}, thành phố Huế` : '',
    taxNumber: '',
    representative: '',
  }
}

function makeOrganisation(random: Random, taken: Set<string>): PersonDetails {
  let taxNumber: string
  do taxNumber = `330${random.digits(7)}`
  while (taken.has(taxNumber))
  taken.add(taxNumber)
  return {
    kind: 'organisation',
    fullName: `Công ty TNHH ${random.pick(trades)} ${random.pick(brands)} ${1 + random.below(99)}`,
    idKind: 'none',
    idNumber: '',
    birthDate: '',
    sex: '',
    phone: `0234${random.digits(7)}`,
    email: '',
    address: `${1 + random.below(300)} ${random.pick(streets)}, ${random.pick(places)}, thành phố Huế`,
    cardAddress: '',
    taxNumber,
    representative: namePerson(random).fullName,
  }
}

/** Share of arrivals by somebody who has been at this desk before, of organisations, and of returners with something changed. */
const returningShare = 0.42
const organisationShare = 0.05
const changedShare = 0.03
/** People are remembered this far back; who came last comes back most. */
const rememberedPeople = 40_000

/** Everybody who has ever come, and who comes next. */
export class Public {
  readonly #random: Random
  readonly #taken = new Set<string>()
  readonly #known: PersonDetails[] = []

  constructor(random: Random) {
    this.#random = random
  }

  next(): PersonDetails {
    const random = this.#random
    const oldest = Math.max(0, this.#known.length - rememberedPeople)
    if (this.#known.length > 20 && random.chance(returningShare)) {
      const at = oldest + Math.floor((1 - random.fraction() ** 2) * (this.#known.length - oldest - 1))
      const person = this.#known[at] as PersonDetails
      if (!random.chance(changedShare)) return person
      const changed = { ...person, phone: random.pick(phonePrefixes) + random.digits(7) }
      this.#known[at] = changed
      return changed
    }
    const person = random.chance(organisationShare) ? makeOrganisation(random, this.#taken) : makeCitizen(random, this.#taken)
    this.#known.push(person)
    return person
  }
}
