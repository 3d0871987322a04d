// What the first run proposes for an office. The words are printed on Vietnamese forms, so they are the Vietnamese ones in either
// language of the interface: the caller gives the Vietnamese `t`.
import type { TFunction } from 'i18next'
import { toNfc } from '../../../db/model/text.ts'

/** A unit of the administration, which has a people's committee: its kind is written small inside a sentence. */
const administrativeUnit = /^(Tỉnh|Thành phố|Phường|Xã|Đặc khu) /i

const withSmallInitial = (text: string): string => text.slice(0, 1).toLocaleLowerCase('vi') + text.slice(1)

interface OfficeDefaults {
  readonly deskName: string
  /** Empty when it does not follow from the office's name. */
  readonly governingBody: string
}

/**
 * Desk and first printed line for an office of this name. Provinces and communes have a Trung tâm Phục vụ hành chính công
 * (NĐ 118/2025/NĐ-CP, from 01/7/2025); any other office has a Bộ phận Tiếp nhận và Trả kết quả, and its governing body is not guessed.
 */
export function officeDefaults(vietnamese: TFunction<'people'>, officeName: string): OfficeDefaults {
  const office = toNfc(officeName)
  if (office === '') return { deskName: '', governingBody: '' }
  if (!administrativeUnit.test(office)) return { deskName: vietnamese('defaults.otherDesk', { office }), governingBody: '' }
  const unit = withSmallInitial(office)
  return { deskName: vietnamese('defaults.centre', { unit }), governingBody: vietnamese('defaults.committee', { unit }) }
}
