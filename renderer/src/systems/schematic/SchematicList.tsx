import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TextLink } from '../../components/TextLink.tsx';
import classes from './Schematic.module.css';
import type { SchematicContent } from './schematic-content.ts';

/** The same in words, for those who cannot or do not want to read a drawing. */
export function SchematicList({ content: { components, channels, wordsOf, sensorOf } }: { content: SchematicContent }) {
  const { t } = useTranslation();
  const items = [
    ...components.map((component) => ({ id: component.id, ...wordsOf(component) })),
    ...channels.map((channel) => ({ id: channel.id, ...sensorOf(channel) })),
  ];
  return (
    <details>
      <summary>{t('schematic.asText')}</summary>
      <ul className={classes.list}>
        {items.map(({ id, title, link }) => (
          <li key={id}>
            <Text size="sm" component="span">
              <TextLink {...link}>{title}</TextLink>
            </Text>
          </li>
        ))}
      </ul>
    </details>
  );
}
