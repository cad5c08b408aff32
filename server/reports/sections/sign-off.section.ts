import type { Composition } from '../report.composition.ts';
import type { Section } from '../report-document.schema.ts';

/** Empty lines to be signed; who has signed is not this document's knowledge yet. */
export function signOffSection({ wording }: Composition): Section {
  const { words } = wording;
  return {
    id: 'sign-off',
    title: wording.sections.signOff,
    annex: true,
    blocks: [
      {
        kind: 'sign-off',
        roles: [words.preparedRole, words.approvedRole],
        fields: [words.name, words.signDate, words.signature],
        statement: wording.say.signOff,
      },
    ],
  };
}
