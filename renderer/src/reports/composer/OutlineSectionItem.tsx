import { Button, Collapse, Group, Stack, Switch, Text } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CompositionState, OutlineSection } from '../../../../server/reports/compositions/composition-api.schema.ts';
import classes from './Composer.module.css';
import type { Compose } from './composer.queries.ts';
import { OwnTexts } from './OwnTexts.tsx';
import { SlotItem } from './SlotItem.tsx';

interface OutlineSectionItemProps {
  section: OutlineSection;
  state: CompositionState;
  compose: Compose;
}

/** A section: in or out, its paragraphs, and text of one's own. */
export function OutlineSectionItem({ section, state, compose }: OutlineSectionItemProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { title, isOptional, isIncluded, slots } = section;
  const choose = (included: boolean) => {
    const id = section.id as CompositionState['composition']['sections'][number]['id'];
    compose.mutate(({ composition }) => {
      const others = composition.sections.filter((one) => one.id !== id);
      return { sections: included ? others : [...others, { id, included }] };
    });
  };
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <div className={classes.section} data-section={section.key} data-place={`section ${section.key}`}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          c="var(--mantine-color-text)"
          leftSection={<Chevron size={14} aria-hidden />}
          aria-expanded={isOpen}
          disabled={!isIncluded}
          onClick={() => setOpen(!isOpen)}
          styles={{ label: { whiteSpace: 'normal', textAlign: 'left' } }}
        >
          <span lang={state.composition.language}>{title}</span>
        </Button>
        {isOptional ? (
          <Switch
            size="xs"
            checked={isIncluded}
            aria-label={t('composer.include', { section: title })}
            onChange={(event) => choose(event.currentTarget.checked)}
          />
        ) : (
          <Text size="xs" c="dimmed">
            {t('composer.always')}
          </Text>
        )}
      </Group>
      <Collapse expanded={isOpen && isIncluded}>
        {isOpen && (
          <Stack gap="xs" mt="xs">
            {slots.map((slot) => (
              <SlotItem key={slot.slot} slot={slot} state={state} compose={compose} />
            ))}
            {section.id !== 'sign-off' && <OwnTexts section={section} state={state} compose={compose} />}
          </Stack>
        )}
      </Collapse>
    </div>
  );
}
