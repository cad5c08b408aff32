import { Button, Group, Text, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CompositionState, OutlineSlot } from '../../../../server/reports/compositions/composition-api.schema.ts';
import classes from './Composer.module.css';
import { asChange, type Compose } from './composer.queries.ts';

interface SlotItemProps {
  slot: OutlineSlot;
  state: CompositionState;
  compose: Compose;
}

/** A paragraph as it reads, and its wording when it is being changed: numbers are put in by buttons, they cannot be typed. */
export function SlotItem({ slot, state, compose }: SlotItemProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [isSaving, setSaving] = useState(false);
  const send = async (text: string | null) => {
    setSaving(true);
    try {
      await compose.mutateAsync((latest) => {
        const others = asChange(latest).texts.filter((one) => one.slot !== slot.slot);
        return { texts: text === null ? others : [...others, { slot: slot.slot, text }] };
      });
      setDraft(null);
    } catch {
      // The refusal is shown above the outline, and what was written stays here.
    } finally {
      setSaving(false);
    }
  };
  const insert = (token: string) => {
    const at = field.current?.selectionStart ?? draft?.length ?? 0;
    setDraft((text) => `${(text ?? '').slice(0, at)} ${token} ${(text ?? '').slice(at)}`.replace(/ {2,}/g, ' '));
    field.current?.focus();
  };
  if (draft === null) {
    return (
      <div className={classes.slot} data-place={slot.slot} lang={state.composition.language}>
        <Text size="sm">{readable(slot.text ?? slot.template, slot.tokens)}</Text>
        <Group gap={4}>
          <Button size="compact-xs" variant="subtle" onClick={() => setDraft(slot.text ?? slot.template)}>
            {t('composer.word')}
          </Button>
          {slot.text !== null && (
            <>
              <Text size="xs" c="dimmed">
                {t('composer.wordedBy', { name: slot.author ?? '' })}
              </Text>
              <Button size="compact-xs" variant="subtle" onClick={() => void send(null)}>
                {t('composer.original')}
              </Button>
            </>
          )}
        </Group>
      </div>
    );
  }
  return (
    <div className={classes.slot} data-place={slot.slot}>
      <Textarea
        ref={field}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={4000}
        lang={state.composition.language}
        label={t('composer.wording')}
        description={t('composer.tokens')}
        value={draft}
        onChange={(event) => setDraft(event.currentTarget.value)}
      />
      <Group gap={4} my={4}>
        {placed(slot.tokens).map(({ token, value }) => (
          <Button
            key={token}
            size="compact-xs"
            variant="default"
            aria-label={t('composer.insert', { token, value })}
            disabled={draft.includes(token)}
            onClick={() => insert(token)}
          >
            {`${token} ${value}`}
          </Button>
        ))}
      </Group>
      <Group gap={4}>
        <Button
          size="compact-xs"
          disabled={draft.trim() === ''}
          loading={isSaving}
          onClick={() => void send(draft.trim() === slot.template ? null : draft.trim())}
        >
          {t('common.save')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => setDraft(null)}>
          {t('common.cancel')}
        </Button>
      </Group>
    </div>
  );
}

/** The wording with its numbers in their places. */
function readable(text: string, tokens: readonly string[]): string {
  return text.replace(/\{(\d{1,3})\}/g, (token, place: string) => tokens[Number(place) - 1] ?? token);
}

const placed = (tokens: readonly string[]) => tokens.map((value, index) => ({ token: `{${index + 1}}`, value }));
