import { useTranslation } from 'react-i18next';
import { sentenceIn } from '../../../../server/measurements/imports/german-sentence.schema.ts';

/** A sentence of the importer in the reader's language, or marked as English where it is. */
export function Sentence({ text }: { text: string }) {
  const { i18n } = useTranslation();
  const said = sentenceIn(i18n.language, text);
  return <span lang={said.language}>{said.text}</span>;
}
