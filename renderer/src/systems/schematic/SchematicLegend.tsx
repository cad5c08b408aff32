import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { StateMark } from '../../components/StateMark.tsx';

const states = ['normal', 'warning', 'alarm', 'unknown'] as const;

export function SchematicLegend() {
  const { t } = useTranslation();
  return (
    <Group gap="lg" component="div">
      {states.map((state) => (
        <Group key={state} gap={4} wrap="nowrap">
          <StateMark state={state} />
          <Text size="xs" c="dimmed">
            {t(`schematic.looks.${state}`)}
          </Text>
        </Group>
      ))}
    </Group>
  );
}
