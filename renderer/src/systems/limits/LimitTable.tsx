import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Limit } from '../../../../server/systems/limits/limit.schema.ts';
import type { SystemDetail } from '../../../../server/systems/system.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { LimitSentences, SourceWords } from './LimitSentences.tsx';
import { LimitStateCell } from './LimitStateCell.tsx';
import { useRuleWords, useSubjectName } from './limit-words.ts';

interface LimitTableProps {
  caption: string;
  detail: SystemDetail;
  limits: readonly Limit[];
  /** What can be done with a version. */
  actions?: (limit: Limit) => ReactNode;
}

export function LimitTable({ caption, detail, limits, actions }: LimitTableProps) {
  const { t } = useTranslation();
  const subject = useSubjectName(detail);
  const rules = useRuleWords();
  const columns: Column<Limit>[] = [
    {
      key: 'subject',
      header: t('limits.subject'),
      width: '19%',
      cell: (limit) => (
        <Stack gap={0}>
          <Text size="sm" {...(limit.subjectType === 'indicator' ? { lang: 'en' } : {})}>
            {subject(limit)}
          </Text>
          <Text size="xs" c="dimmed">
            {limit.operatingPoint?.name ?? t('limits.everywhere')}
          </Text>
        </Stack>
      ),
    },
    {
      key: 'values',
      header: t('limits.values'),
      width: '27%',
      cell: (limit) => (
        <Stack gap={0}>
          <LimitSentences bounds={limit} unit={limit.unit} />
          {rules(limit).map((words) => (
            <Text key={words} size="xs" c="dimmed">
              {words}
            </Text>
          ))}
        </Stack>
      ),
    },
    { key: 'source', header: t('limits.source'), width: '22%', cell: (limit) => <SourceWords source={limit.source} /> },
    { key: 'state', header: t('limits.stateHeader'), cell: (limit) => <LimitStateCell limit={limit} /> },
  ];
  if (actions) columns.push({ key: 'actions', header: t('limits.actions'), width: 132, cell: actions });
  return <DataTable caption={caption} columns={columns} rows={limits} rowKey={({ id }) => id} />;
}
