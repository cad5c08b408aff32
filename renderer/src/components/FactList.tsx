import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Short facts side by side: label above value. */
export function FactList({ facts }: { facts: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <Group component="dl" gap="xs" m={0} align="flex-start" style={{ columnGap: 'var(--mantine-spacing-xl)' }}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <Text component="dt" size="xs" c="dimmed">
            {label}
          </Text>
          <Text component="dd" size="sm" m={0} className="tabular">
            {value}
          </Text>
        </div>
      ))}
    </Group>
  );
}
