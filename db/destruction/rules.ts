// What destroying means here, pure. Only ever a human act: the head decides, the minutes are signed, then the head carries it out. The rows
// lose whom the case was about; the code, the procedure, the dates and the line of the register stay, so that counts and numbers do not
// change. The event log is a chain that nothing can be taken out of: it keeps what it was given, and so do backups made before; the screen
// says so.

/** Stands where the applicant's name was. */
export const destroyedName = 'Đã tiêu hủy'

/** The record of the register that destroyed cases are of: nobody. */
export const nobodyId = '00000000-0000-7000-8000-00000000dead'

/** Cases that one act may destroy. */
export const mostDestroyed = 500

/** The content of an issued paper without its words: of texts and lists nothing is left but what kind of paper it was and its dates. */
export const withoutWords = (content: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(content).map(([name, value]) => {
      if (Array.isArray(value)) return [name, []]
      const isKept = name === 'kind' || /At$|On$|Date$/.test(name)
      return [name, typeof value === 'string' && !isKept ? '' : value]
    }),
  )
