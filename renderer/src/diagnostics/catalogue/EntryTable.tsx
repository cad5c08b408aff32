import { useTranslation } from 'react-i18next';
import type { CatalogueEntry } from '../../../../server/diagnostics/catalogue/entries/entry.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { TextLink } from '../../components/TextLink.tsx';
import { LimitStateCell } from '../../systems/limits/LimitStateCell.tsx';
import { EntryActions } from './EntryActions.tsx';
import { useFaultName } from './fault-name.ts';

/** Versions of the plant's entries: what became of each, its source, and what can be done with it. */
export function EntryTable({ caption, entries }: { caption: string; entries: readonly CatalogueEntry[] }) {
  const { t } = useTranslation();
  const nameOf = useFaultName();
  const columns: Column<CatalogueEntry>[] = [
    {
      key: 'fault',
      header: t('findings.fault'),
      cell: ({ faultId, fault }) => (
        <TextLink to="/catalogue/$faultId" params={{ faultId }} lang={nameOf(fault).lang}>
          {faultId} · {nameOf(fault).text}
        </TextLink>
      ),
    },
    { key: 'state', header: t('catalogue.state'), cell: (entry) => <LimitStateCell limit={entry} /> },
    { key: 'source', header: t('limits.source'), cell: ({ source }) => source },
    { key: 'actions', header: t('catalogue.actions'), cell: (entry) => <EntryActions entry={entry} /> },
  ];
  return <DataTable caption={caption} columns={columns} rows={entries} rowKey={({ id }) => id} />;
}
