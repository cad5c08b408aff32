import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { ImportPreview } from '../../../../server/measurements/import-preview.schema.ts';
import type { ImportQuestion } from '../../../../server/measurements/import-report.schema.ts';
import type { NewImport } from '../../../../server/measurements/recording.schema.ts';
import { type Choice, mappingOf } from '../mappings/mapping-choice.ts';
import { usePreview } from './import-preview.queries.ts';
import { type Answers, answerOf, isAnswered, nothingWritten, stillAsked, type Written } from './import-questions.ts';

export type WizardStep =
  | { readonly kind: 'question'; readonly question: ImportQuestion }
  | { readonly kind: 'channels' }
  | { readonly kind: 'summary' };

export interface Wizard {
  readonly steps: readonly WizardStep[];
  readonly at: number;
  readonly step: WizardStep;
  /** Somebody went on or back. */
  readonly hasMoved: boolean;
  readonly preview: ImportPreview | undefined;
  /** The preview on the screen belongs to the answers before. */
  readonly isLooking: boolean;
  readonly error: Error | null;
  /** Changes whenever the person says something else or moves. */
  readonly given: string;
  /** The person has said all that this step asks. */
  readonly isAnswered: boolean;
  /** The same, and the preview belongs to it. */
  readonly canGoOn: boolean;
  readonly writtenFor: (question: ImportQuestion) => Written;
  write(question: ImportQuestion, written: Written): void;
  readonly choices: Readonly<Record<string, Choice>>;
  choose(channel: string, choice: Choice): void;
  go(steps: 1 | -1): void;
  /** All answers, with what the channels are. */
  answers(): Answers;
}

/** One question after the other, in the order in which they came up; then the channels, then the summary. */
export function useWizard(request: NewImport): Wizard {
  const [at, setAt] = useState(0);
  const [hasMoved, setMoved] = useState(false);
  const [seen, setSeen] = useState<readonly ImportQuestion[]>([]);
  const [written, setWritten] = useState<Readonly<Record<string, Written>>>({});
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const writtenFor = (question: ImportQuestion) => written[question.id] ?? nothingWritten;
  const given = seen.filter((question) => isAnswered(question, writtenFor(question)));
  const answers: Answers = {
    ...request.answers,
    ...Object.fromEntries(given.map((question) => [question.id, answerOf(question, writtenFor(question))])),
  };
  const [settled] = useDebouncedValue(JSON.stringify(answers), 250);
  const query = usePreview({ ...request, answers: JSON.parse(settled) as Answers });
  const preview = query.data;

  const isLooking = query.isFetching || JSON.stringify(answers) !== settled;
  if (preview && !isLooking) {
    const next = stillAsked(seen, preview.questions, (question) => isAnswered(question, writtenFor(question)));
    if (JSON.stringify(next) !== JSON.stringify(seen)) setSeen(next);
  }
  const isReadable = preview !== undefined && preview.verdict !== 'refused';
  const steps: WizardStep[] = [
    ...seen.map((question) => ({ kind: 'question', question }) as const),
    ...(isReadable && preview.mapping.length > 0 ? [{ kind: 'channels' } as const] : []),
    { kind: 'summary' },
  ];
  const step = steps[Math.min(at, steps.length - 1)] ?? { kind: 'summary' };
  const isDone = step.kind === 'question' ? isAnswered(step.question, writtenFor(step.question)) : isReadable;
  return {
    steps,
    at: Math.min(at, steps.length - 1),
    step,
    hasMoved,
    preview,
    isLooking,
    error: query.error,
    given: JSON.stringify([at, written, choices]),
    isAnswered: isDone,
    canGoOn: isDone && !isLooking,
    writtenFor,
    write: (question, next) => setWritten((all) => ({ ...all, [question.id]: next })),
    choices,
    choose: (channel, choice) => setChoices((all) => ({ ...all, [channel]: choice })),
    go(by) {
      setMoved(true);
      setAt((now) => Math.max(0, Math.min(steps.length - 1, now + by)));
    },
    answers() {
      const mapping = mappingOf(preview?.mapping ?? [], choices);
      return { ...answers, ...(Object.keys(mapping).length > 0 && { mapping }) };
    },
  };
}
