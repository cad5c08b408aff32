import type { ReactNode } from 'react';
import type { Phrase } from '../../../../server/diagnostics/wordings/phrase.schema.ts';
import { PhraseContext, useWording } from './use-wording.ts';

const none: readonly Phrase[] = [];

/** A text of catalogue or engine, in the person's language where there is one. */
export function Worded({ text }: { text: string }) {
  const words = useWording()(text);
  return <span lang={words.lang}>{words.text}</span>;
}

/** Everything inside reads the sentences of this result. */
export function ResultWords({ phrases, children }: { phrases: readonly Phrase[] | undefined; children: ReactNode }) {
  return <PhraseContext value={phrases ?? none}>{children}</PhraseContext>;
}
