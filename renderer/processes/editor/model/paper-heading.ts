// The catalogue of the national portal writes above a group of papers either the case in which they are asked for (`Trường hợp ủy quyền …`)
// or a mere heading (`Giấy tờ phải nộp`, `Giấy tờ phải xuất trình`). A heading is no condition of a paper.

const headings = [
  /^(?:các )?(?:loại )?giấy tờ (?:cần |phải )*(?:nộp|xuất trình|gửi kèm|kèm theo)$/,
  /^(?:thành phần )?hồ sơ(?: (?:đăng ký|đề nghị|phải nộp|cần nộp))?,? (?:bao )?gồm(?: có)?(?: các giấy tờ sau(?: đây)?)?$/,
  /^thành phần hồ sơ$/,
  /^người (?:yêu cầu|nộp|đề nghị|đăng ký)[^,;]{0,40}? (?:phải )?(?:nộp|xuất trình) .*(?:giấy tờ|hồ sơ)[^,;]*(?:, gồm các giấy tờ sau(?: đây)?)?$/,
]

const plain = (label: string): string =>
  label
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/[:.;\s]+$/, '')
    .trim()
    .toLowerCase()

/** `hand-in` and `show` for a heading that says only what is done with the papers below it; null: the label is a case. */
export function headingOf(label: string): 'hand-in' | 'show' | null {
  const text = plain(label)
  if (!headings.some((pattern) => pattern.test(text))) return null
  return /xuất trình/.test(text) ? 'show' : 'hand-in'
}

/** The case that a paper's own name speaks of (`Trường hợp trẻ em bị bỏ rơi thì phải có …`, `… trong trường hợp ủy quyền …`); '' for none. */
export function conditionInName(name: string): string {
  const [, first] = /^(Trường hợp .+?),? (?:thì|phải có|cần có|phải nộp)(?: |$)/.exec(name) ?? []
  const [, later] = /[^;.]* (trong trường hợp [^;.…]+)/.exec(name) ?? []
  const found = (first ?? later ?? '').trim()
  return found === '' ? '' : `${found.charAt(0).toUpperCase()}${found.slice(1)}`
}
