// CatalogueImport: bringing in a catalogue file. Cases keep the version of the procedure under which they were received.
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../electron/api/contract.ts'
import { api } from '../client.ts'
import { formatDate, formatNumber } from '../format.ts'
import { Banner } from '../ui/banner.tsx'
import { DescriptionList } from '../ui/description-list.tsx'
import { useToast } from '../ui/toast.tsx'
import { FileImport } from './file-import.tsx'

type Picked = NonNullable<OutputOf<'procedures.pickImport'>>

const changesSomething = ({ added, changed }: Picked) => added + changed > 0

export function CatalogueImport() {
  const { t } = useTranslation('procedures')
  const queryClient = useQueryClient()
  const toast = useToast()
  return (
    <FileImport
      label={t('import.open')}
      title={t('import.title')}
      pick={() => api.procedures.pickImport({})}
      describe={(picked) => <CatalogueChanges picked={picked} />}
      canPublish={changesSomething}
      publishLabel={t('import.publish')}
      publish={({ token }) => api.procedures.import({ token })}
      onPublished={({ added, changed }) => {
        void queryClient.invalidateQueries({ queryKey: ['procedures.list'] })
        void queryClient.invalidateQueries({ queryKey: ['procedures.get'] })
        toast.show({ title: t('import.published'), description: t('import.publishedText', { added, changed }) })
      }}
    />
  )
}

function CatalogueChanges({ picked }: { picked: Picked }) {
  const { t } = useTranslation('procedures')
  return (
    <>
      <DescriptionList
        items={[
          { label: t('import.file'), value: picked.fileName },
          { label: t('import.catalogue'), value: picked.title },
          { label: t('import.asOf'), value: formatDate(picked.asOf) },
          { label: t('import.added'), value: t('import.procedures', { number: formatNumber(picked.added) }) },
          { label: t('import.changed'), value: t('import.procedures', { number: formatNumber(picked.changed) }) },
          { label: t('import.unchanged'), value: t('import.procedures', { number: formatNumber(picked.unchanged) }) },
        ]}
      />
      {changesSomething(picked) ? (
        <Banner tone="info">{t('import.keepsCases')}</Banner>
      ) : (
        <Banner tone="info">{t('import.nothingToDo')}</Banner>
      )}
    </>
  )
}
