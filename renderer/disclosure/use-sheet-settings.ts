// How this person posts sheets: the size of the last time, and for each size the place of the last time. An A3 sheet hangs elsewhere than
// an A4 one, and what was printed last is what is recorded next.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SheetSize, sheetSizes } from '../../electron/api/disclosure.ts'
import { api } from '../client.ts'

const preferencesKey = ['people.getPreferences']
const sizePreference = 'disclosure.size'
/** Names of preferences are letters. */
const placePreference: Readonly<Record<SheetSize, string>> = { a4: 'disclosure.place.small', a3: 'disclosure.place.large' }

export interface SheetSettings {
  readonly size: SheetSize
  readonly places: Readonly<Record<SheetSize, string>>
}

/** What is remembered; undefined until it is known. `remember` keeps a choice once it was used. */
export function useSheetSettings() {
  const queries = useQueryClient()
  const preferences = useQuery({ queryKey: preferencesKey, queryFn: () => api.people.getPreferences({}) })
  const keep = useMutation({
    mutationFn: (preference: { key: string; value: string }) => api.people.setPreference(preference),
    onMutate: ({ key, value }) =>
      queries.setQueryData<Record<string, string>>(preferencesKey, (known) => ({ ...known, [key]: value })),
  })
  const known = preferences.data ?? (preferences.isError ? {} : undefined) // nobody is kept from printing
  const settings: SheetSettings | undefined = known && {
    size: sheetSizes.find((size) => size === known[sizePreference]) ?? 'a4',
    places: { a4: known[placePreference.a4] ?? '', a3: known[placePreference.a3] ?? '' },
  }
  return {
    settings,
    remember: ({ size, place }: { size: SheetSize; place: string }) => {
      keep.mutate({ key: sizePreference, value: size })
      if (place !== '') keep.mutate({ key: placePreference[size], value: place })
    },
  }
}
