import { Group, Kbd } from '@mantine/core';

/** Keys pressed together, as on the keyboard. */
export function Shortcut({ keys }: { keys: string }) {
  return (
    <Group gap={4} wrap="nowrap">
      {keys.split('+').map((key) => (
        <Kbd key={key} size="xs">
          {key}
        </Kbd>
      ))}
    </Group>
  );
}
