import { Group, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RecordingChannel } from '../../../../../server/measurements/recording.schema.ts';
import { ChannelSelect } from '../ChannelSelect.tsx';
import type { CycleChoices } from '../mode-choices.ts';

interface CycleToolbarProps {
  channels: readonly RecordingChannel[];
  channel: number;
  choices: CycleChoices;
  isUnderstood: boolean;
  /** The file states its cycles: there is nothing to look for. */
  isStated: boolean;
  onChange(changed: Partial<CycleChoices>): void;
}

export function CycleToolbar({ channels, channel, choices, isUnderstood, isStated, onChange }: CycleToolbarProps) {
  const { t } = useTranslation();
  return (
    <Group align="flex-start" gap="sm" mb="xs">
      <ChannelSelect
        label={t('spectrum.channel')}
        channels={channels}
        value={channel}
        onChange={(next) => onChange({ channels: next === null ? [] : [next] })}
      />
      <TextInput
        size="xs"
        w={150}
        label={t('cycles.pick')}
        placeholder="1-5, 12"
        value={choices.pick}
        error={!isUnderstood && t('cycles.pickRule')}
        maxLength={200}
        onChange={(event) => onChange({ pick: event.currentTarget.value })}
      />
      {!isStated && (
        <ChannelSelect
          label={t('cycles.foundIn')}
          channels={channels}
          value={choices.foundIn}
          emptyLabel={t('cycles.anyChannel')}
          onChange={(next) => onChange({ foundIn: next })}
        />
      )}
      <Switch
        size="xs"
        mt={28}
        label={t('cycles.band')}
        checked={choices.hasBand}
        onChange={(event) => onChange({ hasBand: event.currentTarget.checked })}
      />
    </Group>
  );
}
