import type { ErrorComponentProps } from '@tanstack/react-router';
import { problemOf } from '../platform/api.ts';
import { ProblemAlert } from './ProblemAlert.tsx';

/** A page that broke: says so instead of a white window. */
export function PageFailure({ error, reset }: ErrorComponentProps) {
  return <ProblemAlert problem={problemOf(error)} onRetry={reset} />;
}
