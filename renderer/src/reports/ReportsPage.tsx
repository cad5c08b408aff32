import { Group, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ReportStatus, reportStatuses } from '../../../server/reports/report-status.schema.ts';
import { EmptyState } from '../components/EmptyState.tsx';
import { Loaded } from '../components/Loaded.tsx';
import { MoreButton } from '../components/MoreButton.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { ReportBatchButton } from './batches/ReportBatchButton.tsx';
import { ReportTable } from './ReportTable.tsx';
import { useReports } from './report.queries.ts';
import { SystemsReportButton } from './sources/SystemsReportButton.tsx';

const searchAfterMs = 250;

export function ReportsPage() {
  const { t } = useTranslation();
  const [status, setStatus] = useState<ReportStatus | null>(null);
  const [words, setWords] = useState('');
  const [search] = useDebouncedValue(words.trim(), searchAfterMs);
  const reports = useReports({ ...(status && { status }), ...(search !== '' && { search }) });
  const isFiltered = status !== null || search !== '';
  return (
    <>
      <PageHeader
        title={t('page.reports')}
        state={t('reports.explanation')}
        actions={
          <>
            <SystemsReportButton />
            <ReportBatchButton />
          </>
        }
      />
      <Group gap="sm" mb="sm">
        <TextInput
          aria-label={t('life.search')}
          placeholder={t('life.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          w={280}
        />
        <Select
          aria-label={t('life.filterStatus')}
          placeholder={t('life.anyStatus')}
          data={reportStatuses.map((value) => ({ value, label: t(`reportStatus.${value}`) }))}
          value={status}
          onChange={setStatus}
          clearable
          clearButtonProps={{ 'aria-label': t('life.anyStatus') }}
          w={200}
        />
      </Group>
      <Loaded query={reports}>
        {() =>
          reports.items.length === 0 ? (
            <EmptyState text={t(isFiltered ? 'life.nothingFound' : 'reports.empty')} />
          ) : (
            <>
              <ReportTable reports={reports.items} />
              <MoreButton list={reports} />
            </>
          )
        }
      </Loaded>
    </>
  );
}
