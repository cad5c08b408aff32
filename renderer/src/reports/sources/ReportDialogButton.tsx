import type { UseFormReturnType } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { IconFileText } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../../server/platform/jobs/job.schema.ts';
import { reportApi } from '../../../../server/reports/report.schema.ts';
import type { ReportSource } from '../../../../server/reports/report-source.schema.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { JobButton } from '../../components/JobButton.tsx';
import { call } from '../../platform/api.ts';
import { useFollowedJob } from '../../platform/use-started-job.ts';
import { reportsKey } from '../report.queries.ts';
import { ReportChoiceFields, useAskedChoice } from './ReportChoiceFields.tsx';
import type { ReportChoice } from './report-choice.ts';

interface Props<Values extends ReportChoice> {
  /** What the report will be made of, as the title of the dialog. */
  title: string;
  form: UseFormReturnType<Values>;
  variant?: 'filled' | 'default';
  /** What the button says; "Make report" when absent. */
  label?: string;
  sourceOf(values: Values): ReportSource;
  /** Fields above template and language. */
  children?: ReactNode;
}

/** Asks for template and language, starts the report, follows it and opens it. */
export function ReportDialogButton<Values extends ReportChoice>(props: Props<Values>) {
  const { title, form, variant = 'filled', label, sourceOf, children } = props;
  const { t } = useTranslation();
  const askedOf = useAskedChoice();
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
    await follow(await call(reportApi.start, { body: { source: sourceOf(values), ...askedOf(values) } }));
  };
  return (
    <>
      <JobButton
        work={{ start: () => setOpen(true), isBusy: isFollowing, job, problem: isOpen ? null : problem }}
        label={label ?? t('reports.make')}
        icon={<IconFileText size={16} aria-hidden />}
        variant={variant}
      />
      <FormDialog title={title} saveLabel={t('reports.make')} isOpen={isOpen} form={form} onClose={() => setOpen(false)} onSave={start}>
        {children}
        <ReportChoiceFields form={form} />
      </FormDialog>
    </>
  );
}
