import { Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** One link of the chain; the bar above jumps to it. */
export function ChainSection({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} style={{ scrollMarginTop: 64 }}>
      <Title order={2} mb="xs">
        {title}
      </Title>
      {children}
    </section>
  );
}
