import { useTranslation } from 'react-i18next';
import { EmptyState } from '../components/EmptyState.tsx';
import { Loaded } from '../components/Loaded.tsx';
import { MoreButton } from '../components/MoreButton.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { ReportBatchButton } from './batches/ReportBatchButton.tsx';
import { ReportTable } from './ReportTable.tsx';
import { useReports } from './report.queries.ts';

export function ReportsPage() {
  const { t } = useTranslation();
  const reports = useReports();
  return (
    <>
      <PageHeader title={t('page.reports')} state={t('reports.explanation')} actions={<ReportBatchButton />} />
      <Loaded query={reports}>
        {() =>
          reports.items.length === 0 ? (
            <EmptyState text={t('reports.empty')} />
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
