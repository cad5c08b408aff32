import { Center, Loader } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../platform/api.ts';
import { ProblemAlert } from './ProblemAlert.tsx';

interface LoadedProps<T> {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch'>;
  children(data: T): ReactNode;
}

/** Shows what a query brought, or that it is on its way, or why it failed. */
export function Loaded<T>({ query, children }: LoadedProps<T>) {
  const { t } = useTranslation();
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ProblemAlert problem={problemOf(query.error)} onRetry={() => void query.refetch()} />;
  return (
    <Center p="xl">
      <Loader role="status" size="sm" aria-label={t('common.loading')} />
    </Center>
  );
}
