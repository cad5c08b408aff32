import { Button, Select, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { guidedTestApi, type SystemTest } from '../../../../server/diagnostics/guided-tests/test-run.schema.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { call } from '../../platform/api.ts';
import { useFormat } from '../../platform/use-format.ts';
import { useOperatingPoints } from '../../systems/operating-points/operating-point.queries.ts';
import { guidedTestsKey, useTestRuns } from './guided-test.queries.ts';
import { useSentence } from './use-sentence.ts';

/** Begins a run and leads to its first step. What is missing may come with the test's own sensors, so nothing is forbidden. */
export function StartTestButton({ item: { test, isPossible }, systemId }: { item: SystemTest; systemId: string }) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const format = useFormat();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [isOpen, dialog] = useDisclosure(false);
  const runs = useTestRuns(systemId).items.filter(({ testId, state }) => testId === test.id && state !== null);
  const points = useOperatingPoints(systemId);
  const form = useForm({ initialValues: { note: '', baselineRunId: null as string | null, operatingPointId: null as string | null } });
  const begin = async ({ note, baselineRunId, operatingPointId }: typeof form.values) => {
    const chosen = { ...(baselineRunId && { baselineRunId }), ...(operatingPointId && { operatingPointId }) };
    const body = { testId: test.id, ...(note.trim() && { note: note.trim() }), ...chosen };
    const run = await call(guidedTestApi.createRun, { params: { id: systemId }, body });
    await client.invalidateQueries({ queryKey: [...guidedTestsKey, 'runs', systemId] });
    await navigate({ to: '/systems/$systemId/tests/$runId', params: { systemId, runId: run.id } });
  };
  const choices = runs.map(({ id, createdAt, recordingName }) => ({
    value: id,
    label: `${format.instant(createdAt)} · ${recordingName ?? ''}`,
  }));
  return (
    <>
      <Button
        size="md"
        variant={isPossible ? 'filled' : 'default'}
        onClick={dialog.open}
        style={{ flexShrink: 0 }}
        aria-label={`${t(isPossible ? 'guided.start' : 'guided.startAnyway')}: ${sentence(test.title)}`}
      >
        {t(isPossible ? 'guided.start' : 'guided.startAnyway')}
      </Button>
      <FormDialog
        title={t('guided.startTitle', { name: sentence(test.title) })}
        isOpen={isOpen}
        form={form}
        onClose={dialog.close}
        onSave={begin}
      >
        <Textarea
          label={t('guided.note')}
          description={t('guided.noteUse')}
          autosize
          minRows={2}
          data-autofocus
          {...form.getInputProps('note')}
        />
        <Select
          label={t('guided.point')}
          description={t(points.length === 0 ? 'guided.noPoint' : 'guided.pointUse')}
          data={points.map(({ id, name }) => ({ value: id, label: name }))}
          disabled={points.length === 0}
          clearable
          {...form.getInputProps('operatingPointId')}
        />
        <Select
          label={t('guided.baseline')}
          description={choices.length === 0 ? t('guided.noBaseline') : t('guided.baselineUse')}
          data={choices}
          disabled={choices.length === 0}
          clearable
          {...form.getInputProps('baselineRunId')}
        />
      </FormDialog>
    </>
  );
}
