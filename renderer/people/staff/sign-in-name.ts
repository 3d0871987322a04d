// The sign-in name that is proposed for a person: given name, then the initials before it, as Vietnamese offices name accounts.
import { fold, tokens } from '../../../db/model/text.ts'

const longest = 32
const shortest = 2

/** `Nguyễn Thị Duyên` → `duyennt`; with a number behind it when taken (`duyennt2`). Empty while the name is too short to tell. */
export function suggestSignInName(fullName: string, taken: readonly string[] = []): string {
  const words = tokens(fold(fullName)).map((word) => word.replace(/[^a-z0-9]/g, ''))
  const given = words.pop() ?? ''
  const base = (given + words.map((word) => word.slice(0, 1)).join('')).slice(0, longest - 3)
  if (base.length < shortest) return ''
  let name = base
  for (let number = 2; taken.includes(name); number++) name = `${base}${number}`
  return name
}
