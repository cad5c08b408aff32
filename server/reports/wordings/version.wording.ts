import type { VersionChange } from '../versions/version.schema.ts';
import { mentionsDe } from './table-mention.wording.de.ts';
import { mentionsEn } from './table-mention.wording.en.ts';

/** What a report says of the versions before it. */
export interface VersionWording {
  readonly title: string;
  readonly step: (to: number, from: number, at: string, by: string) => string;
  readonly same: string;
  readonly notKept: string;
  readonly more: (count: number) => string;
  readonly caption: (to: number, from: number) => string;
  /** What the table shows. */
  readonly mention: string;
  readonly columns: readonly [string, string, string, string];
  readonly kinds: Readonly<Record<VersionChange['kind'], string>>;
  readonly whole: Readonly<Record<'verdict' | 'engine' | 'catalogue' | 'recording', string>>;
  readonly none: string;
  readonly notComputable: string;
  readonly finding: (probability: string, severity: number) => string;
  readonly section: string;
}

export const versionWordings: Readonly<Record<'en' | 'de', VersionWording>> = {
  en: {
    title: 'Change history',
    step: (to, from, at, by) => `Version ${to} takes the place of version ${from} (${at}, ${by}).`,
    same: 'Nothing in it differs but the date.',
    notKept: 'What that version was made of was not kept, so the two cannot be compared.',
    more: (count) => `And ${count} more differences.`,
    caption: (to, from) => `What differs between versions ${from} and ${to}`,
    mention: mentionsEn.versions,
    columns: ['Kind', 'What', 'Before', 'Now'],
    kinds: {
      ...{ verdict: 'Verdict', finding: 'Finding', value: 'Value', limit: 'Limit', engine: 'Engine', catalogue: 'Catalogue' },
      ...{ recording: 'Recording', wording: 'Wording', other: 'Other' },
    },
    whole: { verdict: 'Verdict', engine: 'Version of the engine', catalogue: 'Version of the fault catalogue', recording: 'Recording' },
    none: '–',
    notComputable: 'not computable',
    finding: (probability, severity) => `${probability}, severity ${severity} of 5`,
    section: 'Section',
  },
  de: {
    title: 'Änderungsverlauf',
    step: (to, from, at, by) => `Fassung ${to} tritt an die Stelle von Fassung ${from} (${at}, ${by}).`,
    same: 'Nichts darin ist anders außer dem Datum.',
    notKept: 'Woraus jene Fassung entstand, wurde nicht aufbewahrt; die beiden lassen sich nicht vergleichen.',
    more: (count) => `Und ${count} weitere Unterschiede.`,
    caption: (to, from) => `Unterschiede zwischen Fassung ${from} und ${to}`,
    mention: mentionsDe.versions,
    columns: ['Art', 'Was', 'Vorher', 'Jetzt'],
    kinds: {
      ...{ verdict: 'Urteil', finding: 'Befund', value: 'Wert', limit: 'Grenzwert', engine: 'Rechenkern', catalogue: 'Katalog' },
      ...{ recording: 'Aufzeichnung', wording: 'Wortlaut', other: 'Sonstiges' },
    },
    whole: { verdict: 'Urteil', engine: 'Version des Rechenkerns', catalogue: 'Version des Fehlerkatalogs', recording: 'Aufzeichnung' },
    none: '–',
    notComputable: 'nicht berechenbar',
    finding: (probability, severity) => `${probability}, Schwere ${severity} von 5`,
    section: 'Abschnitt',
  },
};
