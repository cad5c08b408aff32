import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { healthApi, type Ready } from '../../../server/operations/health.schema.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { Loaded } from '../components/Loaded.tsx';
import { StateMark } from '../components/StateMark.tsx';
import { call } from '../platform/api.ts';

type Check = Ready['checks'][number];

/** What this appliance needs to work, and whether it has it. */
export function HealthPanel() {
  const { t } = useTranslation();
  const ready = useQuery({ queryKey: ['health'], queryFn: () => call(healthApi.ready, {}), refetchInterval: 10_000 });
  const columns: Column<Check>[] = [
    { key: 'name', header: t('health.check'), cell: (check) => check.name },
    { key: 'state', header: t('health.state'), cell: (check) => <StateMark state={check.isOk ? 'normal' : 'alarm'} /> },
    { key: 'detail', header: t('health.detail'), cell: (check) => check.detail },
  ];
  return (
    <Loaded query={ready}>
      {(data) => <DataTable caption={t('health.title')} columns={columns} rows={data.checks} rowKey={(check) => check.name} />}
    </Loaded>
  );
}
