import { useTranslation } from 'react-i18next';
import type { ReportEvent } from '../../../../server/reports/versions/version-api.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { useFormat } from '../../platform/use-format.ts';
import { useReportEvents } from './report-life.queries.ts';

const known = [
  'created',
  'composed',
  'pinned',
  'exported',
  'submitted',
  'reviewed',
  'approval-signed',
  'issued',
  'superseded',
  'sent-back',
  'withdrawn',
  'version-started',
  'refrozen',
] as const;

/** What happened to the report, newest first. */
export function EventTable({ reportId }: { reportId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const events = useReportEvents(reportId);
  const word = (action: string) => {
    const name = known.find((one) => action === `report.${one}`);
    return name ? t(`life.event.${name}`) : action;
  };
  const columns: Column<ReportEvent>[] = [
    { key: 'at', isShort: true, header: t('audit.at'), cell: ({ at }) => format.instant(at) },
    { key: 'actor', header: t('audit.actor'), cell: ({ actor }) => actor },
    { key: 'action', header: t('audit.action'), cell: ({ action, reason }) => `${word(action)}${reason ? `: ${reason}` : ''}` },
  ];
  return (
    <>
      <DataTable caption={t('life.history')} columns={columns} rows={events.items} rowKey={({ id }) => id} />
      <MoreButton list={events} />
    </>
  );
}
