import { Group, SegmentedControl, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RecordingChannel } from '../../../../../server/measurements/recording.schema.ts';
import { VisibleRange } from '../../../charts/VisibleRange.tsx';
import { DecimalInput, given } from '../../../systems/DecimalInput.tsx';
import { ChannelSelect } from '../ChannelSelect.tsx';
import type { SpectrumChoices } from '../mode-choices.ts';
import type { Workspace } from '../use-workspace.ts';

interface SpectrumToolbarProps {
  channels: readonly RecordingChannel[];
  channel: number;
  choices: SpectrumChoices;
  workspace: Workspace;
  onChange(changed: Partial<SpectrumChoices>): void;
}

export function SpectrumToolbar({ channels, channel, choices, workspace: { view }, onChange }: SpectrumToolbarProps) {
  const { t } = useTranslation();
  const speeds = channels.filter(({ quantity }) => quantity === 'speed');
  return (
    <Group align="flex-end" gap="sm" mb="xs">
      <ChannelSelect label={t('spectrum.channel')} channels={channels} value={channel} onChange={(next) => onChange({ channel: next })} />
      <SegmentedControl
        size="xs"
        aria-label={t('spectrum.quantity')}
        value={choices.isDensity ? 'density' : 'amplitude'}
        onChange={(value) => onChange({ isDensity: value === 'density' })}
        data={[
          { value: 'amplitude', label: t('spectrum.amplitude') },
          { value: 'density', label: t('spectrum.densityShort') },
        ]}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('spectrum.axis')}
        value={choices.isOrder ? 'order' : 'hz'}
        onChange={(value) => onChange({ isOrder: value === 'order' })}
        data={[
          { value: 'hz', label: 'Hz' },
          { value: 'order', label: t('spectrum.orders') },
        ]}
      />
      {choices.isOrder && (
        <>
          <ChannelSelect
            label={t('spectrum.speedFrom')}
            channels={speeds}
            value={choices.speedChannel}
            emptyLabel={t('spectrum.byHand')}
            onChange={(next) => onChange({ speedChannel: next })}
          />
          {choices.speedChannel === null && (
            <DecimalInput
              size="xs"
              w={110}
              label={t('spectrum.rpm')}
              min={0}
              value={choices.rpm ?? ''}
              onChange={(value) => onChange({ rpm: given(value) ?? null })}
            />
          )}
        </>
      )}
      <Switch
        size="xs"
        pb={7}
        label={t('spectrum.log')}
        checked={choices.isLog}
        onChange={(event) => onChange({ isLog: event.currentTarget.checked })}
      />
      <VisibleRange group={view.group} originS={view.originS} ticks={view.ticks} isRelative={view.isRelative} />
    </Group>
  );
}
