// Dates and numbers as Vietnamese offices write them: dd/MM/yyyy, 24 hours, local time of the office.
import { instantToLocal } from '../db/model/local-time.ts'

/** `2026-11-23` → `23/11/2026`; anything else comes back as it is. */
export const formatDate = (isoDate: string): string => isoDate.replace(/^(\d{4})-(\d{2})-(\d{2}).*$/, '$3/$2/$1')

/** Local wall time `2026-11-23T08:05` → `08:05 23/11/2026`. */
export const formatLocal = (local: string): string => `${local.slice(11, 16)} ${formatDate(local.slice(0, 10))}`

/** UTC instant → `08:05 23/11/2026` at the office. */
export const formatInstant = (instant: string): string => formatLocal(instantToLocal(instant))

/** UTC instant → `08:05:09`, the time of day at the office. */
export const formatInstantTime = (instant: string): string => `${instantToLocal(instant).slice(11)}:${instant.slice(17, 19)}`

/** UTC instant → `23/11/2026` at the office. */
export const formatInstantDate = (instant: string): string => formatDate(instantToLocal(instant))

/** `135.000`. Whole numbers by hand: the first screen shows one, and the system's own formatter takes long to begin. */
export const formatNumber = (value: number): string =>
  Number.isInteger(value) ? String(value).replace(/\B(?=(\d{3})+$)/g, '.') : new Intl.NumberFormat('vi-VN').format(value)

/** Bytes as MB with one decimal. */
export const formatMegabytes = (bytes: number): string =>
  `${new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(bytes / 1_048_576)} MB`
