// How this person prints receipts: layout and printer, remembered from the last time. The office's layout holds until they choose.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { receiptLayouts } from '../../electron/api/print.ts'
import { api } from '../client.ts'

export type ReceiptLayout = (typeof receiptLayouts)[number]
type Preferences = Record<string, string>

const preferencesKey = ['people.getPreferences']
const layoutPreference = 'print.layout'
const printerPreference = 'print.printer'

export function useReceiptSettings() {
  const queries = useQueryClient()
  const preferences = useQuery({ queryKey: preferencesKey, queryFn: () => api.people.getPreferences({}) })
  const office = useQuery({ queryKey: ['people.getOffice'], queryFn: () => api.people.getOffice({}) })
  const printers = useQuery({ queryKey: ['print.listPrinters'], queryFn: () => api.print.listPrinters({}), gcTime: 0 })
  const remember = useMutation({
    mutationFn: (preference: { key: string; value: string }) => api.people.setPreference(preference),
    onMutate: ({ key, value }) => queries.setQueryData<Preferences>(preferencesKey, (known) => ({ ...known, [key]: value })),
  })

  const known = preferences.data
  const remembered = receiptLayouts.find((candidate) => candidate === known?.[layoutPreference])
  const found = printers.data ?? []
  const printer =
    found.find(({ name }) => name === known?.[printerPreference]) ?? found.find(({ isDefault }) => isDefault) ?? found[0]
  return {
    /** Undefined until it is known what the person and the office want. */
    layout: known && (remembered ?? office.data?.settings.receiptLayout),
    setLayout: (value: ReceiptLayout) => remember.mutate({ key: layoutPreference, value }),
    printers,
    printer,
    setPrinter: (value: string) => remember.mutate({ key: printerPreference, value }),
    /** Why the layout cannot be known. */
    error: preferences.error ?? office.error,
    retry: () => Promise.all([preferences.refetch(), office.refetch()]),
  }
}
