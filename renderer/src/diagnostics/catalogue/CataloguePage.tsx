import { Badge, Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FaultRow } from '../../../../server/diagnostics/catalogue/entries/entry.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { TextLink } from '../../components/TextLink.tsx';
import { useMay } from '../../platform/session.ts';
import { nameplateKeys } from '../../systems/nameplate.ts';
import { useComponentWord } from '../words.ts';
import { useEntries, useFaults } from './catalogue.queries.ts';
import { EntryTable } from './EntryTable.tsx';
import { newFault } from './entry-values.ts';
import { useFaultName } from './fault-name.ts';
import { ProposeEntryDialog } from './ProposeEntryDialog.tsx';

const fromNothing = { fault: newFault, tests: [] };

/** Every fault the product looks for: searched, filtered by component; what the plant wrote itself is marked. */
export function CataloguePage() {
  const { t } = useTranslation();
  const mayPropose = useMay('catalogue:propose');
  const componentWord = useComponentWord();
  const [text, setText] = useState('');
  const [kind, setKind] = useState<string | null>(null);
  const [isNewOpen, setNewOpen] = useState(false);
  const [searched] = useDebouncedValue(text, 250);
  const faults = useFaults(searched, kind);
  return (
    <>
      <PageHeader
        title={t('catalogue.title')}
        state={t('catalogue.explanation')}
        actions={
          mayPropose && (
            <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setNewOpen(true)}>
              {t('catalogue.newFault')}
            </Button>
          )
        }
      />
      <Stack gap="md">
        <WaitingEntries />
        <Group gap="sm" align="flex-end">
          <TextInput
            label={t('catalogue.search')}
            leftSection={<IconSearch size={14} aria-hidden />}
            value={text}
            maxLength={100}
            w={320}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Select
            label={t('catalogue.component')}
            data={Object.keys(nameplateKeys).map((value) => ({ value, label: componentWord(value) }))}
            value={kind}
            onChange={setKind}
            placeholder={t('catalogue.anyComponent')}
            clearable
            clearButtonProps={{ 'aria-label': t('catalogue.anyComponent') }}
            w={240}
          />
        </Group>
        <Loaded query={faults}>
          {() => (faults.items.length === 0 ? <EmptyState text={t('catalogue.nothing')} /> : <FaultTable faults={faults.items} />)}
        </Loaded>
        <MoreButton list={faults} />
      </Stack>
      {isNewOpen && <ProposeEntryDialog from={fromNothing} isNew onClose={() => setNewOpen(false)} />}
    </>
  );
}

function WaitingEntries() {
  const { t } = useTranslation();
  const waiting = useEntries({ state: 'proposed' });
  if (waiting.items.length === 0) return null;
  const title = t('catalogue.waiting', { count: waiting.items.length });
  return (
    <section>
      <Title order={2} size="h5" mb="xs">
        {title}
      </Title>
      <EntryTable caption={title} entries={waiting.items} />
    </section>
  );
}

function FaultTable({ faults }: { faults: readonly FaultRow[] }) {
  const { t } = useTranslation();
  const componentWord = useComponentWord();
  const nameOf = useFaultName();
  const columns: Column<FaultRow>[] = [
    { key: 'id', header: t('catalogue.id'), isShort: true, cell: ({ id }) => id },
    {
      key: 'fault',
      header: t('findings.fault'),
      cell: (fault) => {
        const { text, lang } = nameOf(fault);
        return (
          <Group gap="xs">
            <TextLink to="/catalogue/$faultId" params={{ faultId: fault.id }} lang={lang}>
              {text}
            </TextLink>
            {fault.origin === 'plant' && (
              <Badge size="sm" variant="default" tt="none">
                {t('catalogue.plant')}
              </Badge>
            )}
          </Group>
        );
      },
    },
    { key: 'component', header: t('catalogue.component'), cell: ({ componentKinds }) => componentKinds.map(componentWord).join(', ') },
    { key: 'severity', header: t('findings.severity'), isNumber: true, cell: ({ severity }) => `${severity} / 5` },
    {
      key: 'signs',
      header: t('catalogue.signs'),
      cell: ({ measured, symptoms }) => (
        <Text size="sm" c={measured === 0 ? 'dimmed' : ''}>
          {measured === 0 ? t('catalogue.noneByData', { all: symptoms }) : t('catalogue.byData', { measured, all: symptoms })}
        </Text>
      ),
    },
  ];
  return <DataTable caption={t('catalogue.title')} columns={columns} rows={faults} rowKey={({ id }) => id} />;
}
