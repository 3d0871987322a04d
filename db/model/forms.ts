// The kinds of forms and the sheets they are printed on, without schemas: the page's first screens need no more.

/** In the order of Thông tư 03/2025/TT-VPCP, forms 01 to 07. */
export const formKinds = ['receipt', 'supplementRequest', 'refusal', 'extension', 'stop', 'controlSlip', 'register'] as const
export type FormKind = (typeof formKinds)[number]

/** `a4-two-up`: two copies beside each other on A4 across. */
export const formLayouts = ['a4-two-up', 'a5', 'a4', 'a4-across'] as const
export type FormLayout = (typeof formLayouts)[number]

/** How a paper left the program. */
export const printMethods = ['printer', 'pdf', 'docx'] as const
export type PrintMethod = (typeof printMethods)[number]
