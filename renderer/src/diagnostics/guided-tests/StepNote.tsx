import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TestRun } from '../../../../server/diagnostics/guided-tests/test-run.schema.ts';
import { useTick } from './guided-test.queries.ts';

export function StepNote({ run, stepId, isDone }: { run: TestRun; stepId: string; isDone: boolean }) {
  const { t } = useTranslation();
  const kept = run.ticks.find((one) => one.stepId === stepId)?.note ?? '';
  const [note, setNote] = useState(kept);
  const tick = useTick(run);
  return (
    <Group align="flex-end" wrap="nowrap">
      <Textarea
        label={t('guided.stepNote')}
        autosize
        minRows={1}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        style={{ flexGrow: 1 }}
      />
      <Button variant="default" disabled={note.trim() === kept} onClick={() => void tick(stepId, { isDone, note })}>
        {t('guided.saveNote')}
      </Button>
    </Group>
  );
}
