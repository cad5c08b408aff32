import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { ReportSource } from '../../../../server/reports/report-source.schema.ts';
import { useMay } from '../../platform/session.ts';
import { ReportDialogButton } from './ReportDialogButton.tsx';
import { noChoice, type ReportChoice } from './report-choice.ts';

interface Props {
  source: Extract<ReportSource, { kind: 'diagnosis' | 'comparison' | 'guided-test' }>;
  variant?: 'filled' | 'default';
}

/** Makes a report of what stands on the page; template and language are asked for. Nothing for those who may not write reports. */
export function MakeReportButton({ source, variant = 'filled' }: Props) {
  const { t } = useTranslation();
  const form = useForm<ReportChoice>({ initialValues: noChoice });
  if (!useMay('reports:write')) return null;
  return <ReportDialogButton title={t(`reportSource.${source.kind}`)} form={form} variant={variant} sourceOf={() => source} />;
}
