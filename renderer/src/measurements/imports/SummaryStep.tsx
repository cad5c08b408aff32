import { Alert, Button, Stack, Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ImportPreview, previewApi } from '../../../../server/measurements/import-preview.schema.ts';
import type { ImportReport } from '../../../../server/measurements/import-report.schema.ts';
import type { NewImport } from '../../../../server/measurements/recording.schema.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { JobLine } from '../../operations/JobLine.tsx';
import { call } from '../../platform/api.ts';
import { useStartedJob } from '../../platform/use-started-job.ts';
import { ImportFacts } from './ImportFacts.tsx';
import type { Answers } from './import-questions.ts';
import { RejectedRows } from './RejectedRows.tsx';

interface SummaryStepProps {
  preview: ImportPreview;
  request: NewImport;
  answers: Answers;
}

/** What the import will give: rows counted over the whole file, every problem with its reason. */
export function SummaryStep({ preview, request, answers }: SummaryStepProps) {
  const { t } = useTranslation();
  const [checked, setChecked] = useState<ImportReport | null>(null);
  const start = () => call(previewApi.check, { body: { ...request, answers } });
  const onDone = useCallback(
    ({ result }: { result: Record<string, unknown> | null }) => setChecked((result?.report ?? null) as ImportReport | null),
    [],
  );
  const work = useStartedJob({ start, onDone });
  const { refusal } = preview;
  if (refusal) return <ProblemAlert problem={{ type: `urn:problem:${refusal.code}`, status: 422, ...refusal }} />;
  const report = checked ?? preview.report;
  const isComplete = preview.isComplete || checked !== null;
  return (
    <Stack gap="sm">
      {preview.template !== null && <Text size="sm">{t('wizard.template', { name: preview.template })}</Text>}
      {preview.recordings > 1 && <Text size="sm">{t('wizard.recordings', { count: preview.recordings })}</Text>}
      {!isComplete && (
        <Alert variant="outline" color="gray" styles={{ message: { color: 'var(--mantine-color-text)' } }}>
          <Stack gap="xs" align="flex-start">
            <Text size="sm">{t('wizard.onlyBeginning')}</Text>
            {work.job && work.isBusy ? (
              <JobLine job={work.job} />
            ) : (
              <Button size="xs" variant="default" onClick={work.start}>
                {t('wizard.checkAll')}
              </Button>
            )}
          </Stack>
        </Alert>
      )}
      {work.problem && <ProblemAlert problem={work.problem} />}
      {report && <ImportFacts report={report} />}
      {report && <RejectedRows report={report} />}
    </Stack>
  );
}
