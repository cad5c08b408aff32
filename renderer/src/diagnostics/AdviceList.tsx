import { List, Title } from '@mantine/core';
import type { Words } from '../../../server/diagnostics/wordings/phrase.schema.ts';
import { Worded } from './wordings/Worded.tsx';

interface AdviceListProps {
  title: string;
  /** Texts of catalogue or engine, or words that stand in the person’s language already. */
  items: readonly (string | Words)[];
  isOrdered?: boolean;
}

/** A titled list; nothing at all when there is nothing to say. */
export function AdviceList({ title, items, isOrdered = false }: AdviceListProps) {
  if (items.length === 0) return null;
  return (
    <div>
      <Title order={4} fz="sm" mb={4}>
        {title}
      </Title>
      <List size="sm" type={isOrdered ? 'ordered' : 'unordered'}>
        {items.map((item) => (
          <List.Item key={typeof item === 'string' ? item : item.text}>
            {typeof item === 'string' ? <Worded text={item} /> : <span lang={item.lang}>{item.text}</span>}
          </List.Item>
        ))}
      </List>
    </div>
  );
}
