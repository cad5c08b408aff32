import { List, Title } from '@mantine/core';

interface AdviceListProps {
  title: string;
  items: readonly string[];
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
      <List size="sm" type={isOrdered ? 'ordered' : 'unordered'} lang="en">
        {items.map((item) => (
          <List.Item key={item}>{item}</List.Item>
        ))}
      </List>
    </div>
  );
}
