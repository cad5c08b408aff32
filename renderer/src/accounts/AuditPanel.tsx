import { Code, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type AuditEvent, accountApi } from '../../../server/accounts/account.schema.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { Loaded } from '../components/Loaded.tsx';
import { MoreButton } from '../components/MoreButton.tsx';
import { call } from '../platform/api.ts';
import { usePages } from '../platform/pages.ts';
import { useFormat } from '../platform/use-format.ts';

/** Who changed what, newest first. */
export function AuditPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const events = usePages<AuditEvent>(['audit'], (cursor, signal) => call(accountApi.listAudit, { querystring: cursor }, signal));
  const columns: Column<AuditEvent>[] = [
    { key: 'at', isShort: true, header: t('audit.at'), cell: (event) => format.instant(event.at) },
    { key: 'actor', header: t('audit.actor'), cell: (event) => event.actor },
    { key: 'action', header: t('audit.action'), cell: (event) => <Code>{event.action}</Code> },
    { key: 'change', header: t('audit.change'), cell: (event) => <Change event={event} /> },
  ];
  return (
    <Loaded query={events}>
      {() => (
        <>
          <DataTable caption={t('audit.title')} columns={columns} rows={events.items} rowKey={(event) => event.id} />
          <MoreButton list={events} />
        </>
      )}
    </Loaded>
  );
}

function Change({ event }: { event: AuditEvent }) {
  const words = [event.oldValue, event.newValue]
    .filter((value) => value !== null && value !== undefined)
    .map((value) => JSON.stringify(value));
  return (
    <Text size="xs" ff="monospace" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
      {words.length > 0 ? words.join(' → ') : (event.subjectId ?? '')}
    </Text>
  );
}
