import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ChannelCandidate, ChannelSuggestion } from '../../../../server/measurements/mappings/mapping.schema.ts';
import { signalIds } from '../../../../server/systems/signal.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { useFormat } from '../../platform/use-format.ts';
import { useSystem } from '../../systems/system.queries.ts';
import { type Choice, choiceOf as choiceOfTarget } from './mapping-choice.ts';

interface MappingTableProps {
  systemId: string;
  suggestions: readonly ChannelSuggestion[];
  rangeOf(name: string): { min: number | null; max: number | null; unit: string } | undefined;
  choiceOf(suggestion: ChannelSuggestion): Choice;
  /** Without it the table is only to be read. */
  onChoose?: ((name: string, choice: Choice) => void) | undefined;
}

/** What each channel is in its system, to be chosen, beside its range and the reason of the suggestion. */
export function MappingTable({ systemId, suggestions, rangeOf, choiceOf, onChoose }: MappingTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const data = useChoices(systemId);
  const columns: Column<ChannelSuggestion>[] = [
    { key: 'name', header: t('importReport.channel'), cell: ({ name }) => name },
    {
      key: 'range',
      header: t('wizard.range'),
      cell: ({ name }) => {
        const channel = rangeOf(name);
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
          readOnly={onChoose === undefined}
          value={choiceOf(suggestion) || null}
          onChange={(value) => onChoose?.(suggestion.name, (value ?? '') as Choice)}
        />
      ),
    },
    { key: 'why', header: t('wizard.why'), cell: (suggestion) => <Why suggestion={suggestion} onChoose={onChoose} /> },
  ];
  return <DataTable caption={t('wizard.channels')} columns={columns} rows={suggestions} rowKey={({ name }) => name} />;
}

/** Nothing, the channels of the system, and every signal there is. */
function useChoices(systemId: string) {
  const { t } = useTranslation();
  const system = useSystem(systemId);
  return [
    { group: t('wizard.noChoice'), items: [{ value: 'none', label: t('wizard.noSignal') }] },
    {
      group: t('wizard.systemChannels'),
      items: (system.data?.channels ?? []).map(({ name }) => ({ value: `channel:${name}`, label: name })),
    },
    { group: t('wizard.signals'), items: signalIds.map((id) => ({ value: `signal:${id}`, label: `${t(`signal.${id}`)} (${id})` })) },
  ].filter(({ items }) => items.length > 0);
}

/** The suggestion's confidence and reason in words; near candidates side by side, to choose with one click. */
function Why({ suggestion, onChoose }: { suggestion: ChannelSuggestion; onChoose: MappingTableProps['onChoose'] }) {
  const { t } = useTranslation();
  const { confidence, candidates, name } = suggestion;
  const [first] = candidates;
  if (first === undefined) return <Text size="sm">{t(`wizard.confidence.${confidence === 'confirmed' ? 'confirmed' : 'none'}`)}</Text>;
  const words = (
    <Text size="sm">
      {t(`wizard.confidence.${confidence}`)}: <Reason candidate={first} />
    </Text>
  );
  if (confidence !== 'open' || onChoose === undefined) return words;
  return (
    <Stack gap={4}>
      {words}
      <Group gap={4}>
        {candidates.slice(0, 4).map(({ target, signal }) => (
          <Button key={signal} size="compact-xs" variant="default" onClick={() => onChoose(name, choiceOfTarget(target))}>
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
