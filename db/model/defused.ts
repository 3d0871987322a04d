// Text that people typed, on its way into a spreadsheet.

/**
 * The text with an apostrophe before it where Excel or LibreOffice would take it for a formula and compute it (a name such as
 * `=HYPERLINK(…)`). A number with its sign, such as a phone number, stays as it is.
 */
export const defused = (text: string): string => (/^\s*[=@]|^\s*[+-](?![\d\s.()-]*$)|^[\t\r\n]/.test(text) ? `'${text}` : text)
