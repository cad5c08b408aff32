import { Input, SegmentedControl } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { IconFileText } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../../server/platform/jobs/job.schema.ts';
import type { ReportLanguage } from '../../../../server/reports/compositions/report-composition.schema.ts';
import { reportApi } from '../../../../server/reports/report.schema.ts';
import type { ReportSource } from '../../../../server/reports/report-source.schema.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { JobButton } from '../../components/JobButton.tsx';
import { call } from '../../platform/api.ts';
import { useFollowedJob } from '../../platform/use-started-job.ts';
import { reportsKey } from '../report.queries.ts';

export interface LanguageValue {
  /** null: that of the page */
  language: ReportLanguage | null;
}

interface Props<Values extends LanguageValue> {
  /** What the report will be made of, as the title of the dialog. */
  title: string;
  form: UseFormReturnType<Values>;
  variant?: 'filled' | 'default';
  sourceOf(values: Values): ReportSource;
  /** Fields above the language. */
  children?: ReactNode;
}

/** Asks for the language, starts the report, follows it and opens it. */
export function ReportDialogButton<Values extends LanguageValue>({ title, form, variant = 'filled', sourceOf, children }: Props<Values>) {
  const { t, i18n } = useTranslation();
  const pageLanguage = i18n.language === 'de' ? 'de' : 'en';
  const [isOpen, setOpen] = useState(false);
  const client = useQueryClient();
  const navigate = useNavigate();
  const onDone = useCallback(
    (job: Job) => {
      void client.invalidateQueries({ queryKey: reportsKey });
      notifications.show({ message: t('reports.ready'), closeButtonProps: { 'aria-label': t('common.close') } });
      void navigate({ to: '/reports/$reportId', params: { reportId: String(job.result?.reportId) } });
    },
    [client, navigate, t],
  );
  const { follow, isFollowing, job, problem } = useFollowedJob(onDone);
  const start = async (values: Values) => {
    await follow(await call(reportApi.start, { body: { source: sourceOf(values), language: values.language ?? pageLanguage } }));
  };
  return (
    <>
      <JobButton
        work={{ start: () => setOpen(true), isBusy: isFollowing, job, problem: isOpen ? null : problem }}
        label={t('reports.make')}
        icon={<IconFileText size={16} aria-hidden />}
        variant={variant}
      />
      <FormDialog title={title} saveLabel={t('reports.make')} isOpen={isOpen} form={form} onClose={() => setOpen(false)} onSave={start}>
        {children}
        <Input.Wrapper label={t('composer.language')} labelElement="div">
          <div>
            <SegmentedControl
              aria-label={t('composer.language')}
              data={[
                { value: 'en', label: 'English' },
                { value: 'de', label: 'Deutsch' },
              ]}
              {...form.getInputProps('language')}
              value={form.values.language ?? pageLanguage}
            />
          </div>
        </Input.Wrapper>
      </FormDialog>
    </>
  );
}
