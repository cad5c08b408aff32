import { Checkbox, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingChannel } from '../../../../server/measurements/recording.schema.ts';
import { mostChannels } from './pane-layout.ts';

interface ChannelChooserProps {
  channels: readonly RecordingChannel[];
  chosen: readonly number[];
  onToggle(channel: number): void;
}

export function ChannelChooser({ channels, chosen, onToggle }: ChannelChooserProps) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLowerCase();
  const label = (channel: RecordingChannel) => (channel.signal ? t(`signal.${channel.signal}`) : t(`quantity.${channel.quantity}`));
  const shown = channels.filter((channel) => `${channel.name} ${label(channel)}`.toLowerCase().includes(wanted));
  return (
    <>
      {channels.length > 8 && (
        <TextInput
          size="xs"
          mb="xs"
          aria-label={t('recording.filterChannels')}
          placeholder={t('recording.filterChannels')}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
      )}
      <ScrollArea.Autosize mah={520} type="auto">
        <Stack gap={8}>
          {shown.map((channel) => (
            <Checkbox
              key={channel.index}
              size="sm"
              checked={chosen.includes(channel.index)}
              disabled={!chosen.includes(channel.index) && chosen.length >= mostChannels}
              onChange={() => onToggle(channel.index)}
              label={
                <>
                  {channel.name}{' '}
                  <Text span size="xs" c="dimmed">
                    {channel.unit}
                  </Text>
                  <Text size="xs" c="dimmed" lh={1.25}>
                    {channel.derived ? t('derived.mark') : label(channel)}
                  </Text>
                </>
              }
            />
          ))}
        </Stack>
      </ScrollArea.Autosize>
    </>
  );
}
