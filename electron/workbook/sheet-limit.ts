/** Rows that a sheet of Excel can hold, its head included. */
export const mostSheetRows = 1_048_576
