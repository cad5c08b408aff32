import { ActionIcon, Button, Group, Select } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignalId } from '../../../../server/systems/signal.schema.ts';
import { DecimalInput } from '../DecimalInput.tsx';
import type { WindowValues } from './window-values.ts';

interface WindowFieldsProps {
  windows: readonly WindowValues[];
  choices: readonly { signal: SignalId; unit: string }[];
  onChange(windows: WindowValues[]): void;
  /** What is wrong with a field, by its place: `0.signal`. */
  errorAt(place: string): ReactNode;
}

const mostWindows = 6;

/** Ranges of signals, one line each. */
export function WindowFields({ windows, choices, onChange, errorAt }: WindowFieldsProps) {
  const { t } = useTranslation();
  const unitOf = (signal: string | null) => choices.find((one) => one.signal === signal)?.unit ?? '';
  const change = (index: number, part: Partial<WindowValues>) =>
    onChange(windows.map((window, at) => (at === index ? { ...window, ...part } : window)));
  return (
    <>
      {windows.map((window, index) => (
        <Group key={window.key} gap="xs" align="flex-end" wrap="nowrap">
          <Select
            label={t('limits.signal')}
            data={choices.map(({ signal }) => ({ value: signal, label: t(`signal.${signal}`) }))}
            searchable
            flex={1}
            value={window.signal}
            error={errorAt(`${index}.signal`)}
            onChange={(signal) => change(index, { signal, unit: unitOf(signal) })}
          />
          {(['atLeast', 'atMost'] as const).map((side) => (
            <DecimalInput
              key={side}
              label={t(side === 'atLeast' ? 'limits.from' : 'limits.to', { unit: window.unit })}
              w={110}
              value={window[side]}
              error={errorAt(`${index}.${side}`)}
              onChange={(value) => change(index, { [side]: value })}
            />
          ))}
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={t('limits.removeCondition')}
            onClick={() => onChange(windows.filter((_, at) => at !== index))}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <div>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={windows.length >= mostWindows || choices.length === 0}
          onClick={() => onChange([...windows, { key: crypto.randomUUID(), signal: null, unit: '', atLeast: '', atMost: '' }])}
        >
          {t('limits.addCondition')}
        </Button>
      </div>
    </>
  );
}
