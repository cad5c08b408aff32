import { Stack, Text } from '@mantine/core';
import { Worded } from './wordings/Worded.tsx';
import { useComponentWord } from './words.ts';

/** An indicator and the component it speaks of, in a table of several. */
export function IndicatorTitle({ name, component }: { name: string; component: string }) {
  const componentWord = useComponentWord();
  return (
    <Stack gap={0}>
      <Text size="sm">
        <Worded text={name} />
      </Text>
      <Text size="xs" c="dimmed">
        {componentWord(component)}
      </Text>
    </Stack>
  );
}
