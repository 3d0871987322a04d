// People by plain name, one a line: `Họ và tên – chức vụ, bộ phận`.

export interface PlainReader {
  readonly name: string
  readonly position: string
}

export const readerLine = ({ name, position }: PlainReader): string => (position ? `${name} – ${position}` : name)

/** Parts at the first dash between spaces, comma or tab (a list from a sheet), so that a name with a hyphen stays whole. */
export const parseReaders = (text: string): PlainReader[] =>
  text
    .split('\n')
    .map((line) => /^\s*(.*?)\s*(?:\s[–—-]\s|[,\t]|$)\s*(.*?)\s*$/.exec(line))
    .map((parts) => ({ name: parts?.[1] ?? '', position: parts?.[2] ?? '' }))
    .filter(({ name, position }) => name !== '' || position !== '')
