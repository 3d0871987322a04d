// Addresses of what is posted: the tab stands in the address, so that the dashboard opens the sheets that must come down.
import { routes } from '../app/routes.ts'

export const disclosureTabs = ['sheets', 'takeDown', 'log', 'site'] as const
export type DisclosureTab = (typeof disclosureTabs)[number]

export const disclosureAddress = (tab: DisclosureTab): string => `${routes.disclosure}?${new URLSearchParams({ tab })}`

/** What the address does not understand is the first tab, never an error. */
export const parseDisclosureTab = (search: string): DisclosureTab =>
  disclosureTabs.find((tab) => tab === new URLSearchParams(search).get('tab')) ?? 'sheets'
