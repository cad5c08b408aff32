import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '../../../../server/measurements/import-preview.schema.ts';
import type { ChannelCandidate, ChannelSuggestion } from '../../../../server/measurements/mappings/mapping.schema.ts';
import { signalIds } from '../../../../server/systems/signal.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { useFormat } from '../../platform/use-format.ts';
import { useSystem } from '../../systems/system.queries.ts';
import { type Choice, choiceOf, presetOf } from './mapping-choice.ts';
import type { Wizard } from './use-wizard.ts';

interface MappingStepProps {
  wizard: Wizard;
  preview: ImportPreview;
  systemId: string;
}

/** What each channel of the file is in this system: suggested with a reason, confirmed by a person. */
export function MappingStep({ wizard, preview, systemId }: MappingStepProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const system = useSystem(systemId);
  const data = [
    { group: t('wizard.noChoice'), items: [{ value: 'none', label: t('wizard.noSignal') }] },
    {
      group: t('wizard.systemChannels'),
      items: (system.data?.channels ?? []).map(({ name }) => ({ value: `channel:${name}`, label: name })),
    },
    { group: t('wizard.signals'), items: signalIds.map((id) => ({ value: `signal:${id}`, label: `${t(`signal.${id}`)} (${id})` })) },
  ].filter(({ items }) => items.length > 0);
  const channelOf = (name: string) => preview.report?.channels.find((channel) => channel.name === name);
  const chosenOf = (suggestion: ChannelSuggestion): Choice => wizard.choices[suggestion.name] ?? presetOf(suggestion);
  const columns: Column<ChannelSuggestion>[] = [
    { key: 'name', header: t('importReport.channel'), cell: ({ name }) => name },
    {
      key: 'range',
      header: t('wizard.range'),
      cell: ({ name }) => {
        const channel = channelOf(name);
        return channel ? `${format.number(channel.min)} … ${format.number(channel.max)} ${channel.unit}` : '–';
      },
    },
    {
      key: 'choice',
      header: t('wizard.isWhat'),
      width: 300,
      cell: (suggestion) => (
        <Select
          aria-label={t('wizard.whatIs', { name: suggestion.name })}
          placeholder={t('wizard.notChosen')}
          size="xs"
          data={data}
          searchable
          value={chosenOf(suggestion) || null}
          onChange={(value) => wizard.choose(suggestion.name, (value ?? '') as Choice)}
        />
      ),
    },
    { key: 'why', header: t('wizard.why'), cell: (suggestion) => <Why suggestion={suggestion} wizard={wizard} /> },
  ];
  return (
    <Stack gap="sm">
      <Text size="sm">{t('wizard.channelsDetail')}</Text>
      <DataTable caption={t('wizard.channels')} columns={columns} rows={preview.mapping} rowKey={({ name }) => name} />
    </Stack>
  );
}

/** The suggestion's confidence and reason in words; near candidates side by side, to choose with one click. */
function Why({ suggestion, wizard }: { suggestion: ChannelSuggestion; wizard: Wizard }) {
  const { t } = useTranslation();
  const { confidence, candidates, name } = suggestion;
  const [first] = candidates;
  if (first === undefined) return <Text size="sm">{t('wizard.confidence.none')}</Text>;
  if (confidence !== 'open') {
    return (
      <Text size="sm">
        {t(`wizard.confidence.${confidence}`)}: <Reason candidate={first} />
      </Text>
    );
  }
  return (
    <Stack gap={4}>
      <Text size="sm">
        {t('wizard.confidence.open')}: <Reason candidate={first} />
      </Text>
      <Group gap={4}>
        {candidates.slice(0, 4).map(({ target, signal }) => (
          <Button key={signal} size="compact-xs" variant="default" onClick={() => wizard.choose(name, choiceOf(target))}>
            {signal === null ? '–' : t(`signal.${signal}`)}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}

function Reason({ candidate }: { candidate: ChannelCandidate }) {
  const { t } = useTranslation();
  const reason = t(`wizard.reason.${candidate.reason}`, { text: candidate.text });
  return <span>{candidate.isOutOfRange ? `${reason}; ${t('wizard.outOfRange')}` : reason}</span>;
}
