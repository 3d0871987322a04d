// The part of an address that says which queue of work is open, and how long its cases have waited at least.
import type { WorkScope } from '../../../electron/api/life.ts'
import { routes } from '../../app/routes.ts'

export const mostWaitedDays = 3_650

export const workAddress = (scope: WorkScope, days: number): string =>
  `${routes.work}?${new URLSearchParams({ scope, ...(days > 0 && { days: String(days) }) })}`

/** Reads the part behind `?`; days that are none are 0. */
export function parseWorkAddress(search: string): { scope: string | null; days: number } {
  const given = new URLSearchParams(search)
  const days = Number(given.get('days') ?? 0)
  return { scope: given.get('scope'), days: Number.isInteger(days) && days > 0 && days <= mostWaitedDays ? days : 0 }
}
