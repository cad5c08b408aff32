import { Group, Paper, Text } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { DiagnosisResult } from '../../../server/diagnostics/diagnosis.schema.ts';
import classes from './ChainBar.module.css';

/** The chain at a glance: from the data to the advice, each step with its counts and a jump to it. */
export function ChainBar({ result }: { result: DiagnosisResult }) {
  const { t } = useTranslation();
  const count = (state: string) => result.indicators.filter((indicator) => indicator.state === state).length;
  const bad = result.quality.filter(({ status }) => status !== 'good').length;
  const steps = [
    { id: 'quality', title: t('diagnosis.quality'), detail: t('chain.quality', { good: result.quality.length - bad, bad }) },
    {
      id: 'indicators',
      title: t('diagnosis.indicators'),
      detail: t('chain.indicators', {
        abnormal: count('warning') + count('alarm'),
        normal: count('normal'),
        open: count('no-limit') + count('not-evaluated'),
        missing: count('not-computable'),
      }),
    },
    { id: 'findings', title: t('diagnosis.findings'), detail: t('chain.findings', { count: result.findings.length }) },
    {
      id: 'findings',
      title: t('diagnosis.actions'),
      detail: t('chain.actions', { count: new Set(result.findings.flatMap(({ actions }) => actions)).size }),
    },
  ];
  return (
    <nav aria-label={t('chain.title')}>
      <Group gap={6} wrap="nowrap" align="stretch" className={classes.bar}>
        {steps.map((step, i) => (
          <Fragment key={step.title}>
            {i > 0 && <IconChevronRight size={18} aria-hidden className={classes.arrow} />}
            <Paper withBorder component="a" href={`#${step.id}`} className={classes.step}>
              <Text size="sm" fw={600}>
                {step.title}
              </Text>
              <Text size="xs" c="dimmed">
                {step.detail}
              </Text>
            </Paper>
          </Fragment>
        ))}
      </Group>
    </nav>
  );
}
