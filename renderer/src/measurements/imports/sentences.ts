import { codeOf, type SentenceCode } from '../../../../server/measurements/imports/sentence.schema.ts';
import german from './sentences.de.json' with { type: 'json' };

const translated: Readonly<Record<string, Readonly<Record<SentenceCode, string>>>> = { de: german };
/** Behind a question about several files. */
const forAll = / \((\d+) files; the answer holds for all of them\.\)$/;
const forAllIn: Readonly<Record<string, (count: string) => string>> = {
  de: (count) => ` (${count} Dateien; die Antwort gilt für alle.)`,
};

/** A sentence of the importer in the reader's language: by code and parameters. What is not known stays as the server wrote it. */
export function sentenceIn(language: string, text: string): { text: string; language: string } {
  const words = translated[language];
  const count = forAll.exec(text)?.[1];
  const said = codeOf(text.replace(forAll, ''));
  if (words === undefined || said === null) return { text, language: 'en' };
  const sentence = words[said.code].replace(/\{(\w+)\}/g, (_, name: string) => said.values[name] ?? '');
  return { text: sentence + (count === undefined ? '' : (forAllIn[language]?.(count) ?? '')), language };
}
