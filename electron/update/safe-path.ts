// Paths inside a program's folder, as an update names them.

/** Between `/`: no way out (`..`), no drive or stream (`:`), no other separator, nothing invisible, nothing that Windows strips. */
const segment = /^(?!\.{1,2}$)[^\\/:*?"<>|\p{Cc}]{0,119}[^\\/:*?"<>|\p{Cc}. ]$/u
export const isSafeSegment = (part: string): boolean => segment.test(part)
export const isSafePath = (path: string): boolean => path.length <= 240 && path.split('/').every(isSafeSegment)
