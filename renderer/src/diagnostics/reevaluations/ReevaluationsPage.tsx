import { useTranslation } from 'react-i18next';
import type { Reevaluation } from '../../../../server/diagnostics/reevaluations/reevaluation.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { TextLink } from '../../components/TextLink.tsx';
import { useFormat } from '../../platform/use-format.ts';
import { ReevaluateMenu } from './ReevaluateMenu.tsx';
import { useReevaluations } from './reevaluation.queries.ts';
import { useRunWords } from './use-run-words.ts';

export function ReevaluationsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useRunWords();
  const runs = useReevaluations();
  const columns: Column<Reevaluation>[] = [
    {
      key: 'what',
      header: t('reevaluation.what'),
      cell: (run) => (
        <TextLink to="/reevaluations/$reevaluationId" params={{ reevaluationId: run.id }}>
          {words.subject(run)}
        </TextLink>
      ),
    },
    { key: 'found', header: t('reevaluation.found'), cell: words.counts },
    { key: 'state', header: t('reevaluation.state'), cell: words.state },
    { key: 'by', header: t('evaluation.by'), cell: (run) => run.createdBy },
    { key: 'at', header: t('reevaluation.started'), isShort: true, cell: (run) => format.instant(run.createdAt) },
  ];
  return (
    <>
      <PageHeader
        title={t('reevaluation.title')}
        state={t('reevaluation.explanation')}
        actions={<ReevaluateMenu scope={{ scope: 'all' }} />}
      />
      <Loaded query={runs}>
        {() =>
          runs.items.length === 0 ? (
            <EmptyState text={t('reevaluation.empty')} />
          ) : (
            <>
              <DataTable caption={t('reevaluation.title')} columns={columns} rows={runs.items} rowKey={({ id }) => id} />
              <MoreButton list={runs} />
            </>
          )
        }
      </Loaded>
    </>
  );
}
