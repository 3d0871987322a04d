// Versions of the program: three numbers, nothing else. A name like 1.2.0-beta is no version that an office gets. Pure.

/** Of the files that bring a version. */
export const updateExtension = 'mcupdate'

const pattern = /^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$/

export const isVersion = (text: string): boolean => pattern.test(text)

const numbersOf = (version: string): number[] => {
  if (!isVersion(version)) throw new RangeError(`not a version: ${version}`)
  return version.split('.').map(Number)
}

/** Below 0 when `a` is older than `b`, 0 when they are the same. Throws a RangeError for what is no version. */
export function compareVersions(a: string, b: string): number {
  const right = numbersOf(b)
  return numbersOf(a).reduce((found, part, index) => found || part - (right[index] ?? 0), 0)
}

export const isNewer = (a: string, b: string): boolean => compareVersions(a, b) > 0
