import type { ReportStatus } from '../report-status.schema.ts';
import type { Meaning } from '../signatures/signature.schema.ts';

/** What a rendering says of the report's status and signatures. */
export interface StandingWording {
  readonly marks: Readonly<Record<ReportStatus, string | null>>;
  readonly sentences: Readonly<Record<Exclude<ReportStatus, 'issued'>, (why: { at: string; by: string; reason: string }) => string>>;
  readonly roles: Readonly<Record<Meaning, string>>;
  readonly meanings: Readonly<Record<Meaning, string>>;
  readonly alone: string;
  readonly open: string;
  readonly contentLabel: string;
  readonly at: (date: string, time: string) => string;
}

export const standingWordings: Readonly<Record<'en' | 'de', StandingWording>> = {
  en: {
    marks: { draft: 'Draft', 'in-review': 'In review', issued: null, superseded: 'Superseded', withdrawn: 'Withdrawn' },
    sentences: {
      draft: () => 'This is a draft. It may still change, and nobody has signed it.',
      'in-review': () => 'This report is being reviewed. It is not issued yet.',
      superseded: ({ at, by }) => `A newer version was issued on ${at} by ${by}. Do not use this one any more.`,
      withdrawn: ({ at, by, reason }) => `Withdrawn on ${at} by ${by}: ${reason} Do not use this report.`,
    },
    roles: { prepared: 'Prepared', reviewed: 'Reviewed', approved: 'Approved' },
    meanings: {
      prepared: 'I have prepared this report and hand it over for review.',
      reviewed: 'I have reviewed this report.',
      approved: 'I approve this report and issue it.',
    },
    alone: 'The author approved it; nobody else did.',
    open: 'Not signed',
    contentLabel: 'Content',
    at: (date, time) => `${date} ${time} UTC`,
  },
  de: {
    marks: { draft: 'Entwurf', 'in-review': 'In Prüfung', issued: null, superseded: 'Ersetzt', withdrawn: 'Zurückgezogen' },
    sentences: {
      draft: () => 'Dies ist ein Entwurf. Er kann sich noch ändern, und niemand hat ihn unterschrieben.',
      'in-review': () => 'Dieser Bericht wird geprüft. Er ist noch nicht ausgestellt.',
      superseded: ({ at, by }) => `Am ${at} hat ${by} eine neuere Fassung ausgestellt. Diese nicht mehr verwenden.`,
      withdrawn: ({ at, by, reason }) => `Am ${at} von ${by} zurückgezogen: ${reason} Diesen Bericht nicht verwenden.`,
    },
    roles: { prepared: 'Erstellt', reviewed: 'Geprüft', approved: 'Freigegeben' },
    meanings: {
      prepared: 'Ich habe diesen Bericht erstellt und übergebe ihn zur Prüfung.',
      reviewed: 'Ich habe diesen Bericht geprüft.',
      approved: 'Ich gebe diesen Bericht frei und stelle ihn aus.',
    },
    alone: 'Der Verfasser hat ihn freigegeben; niemand sonst.',
    open: 'Nicht unterschrieben',
    contentLabel: 'Inhalt',
    at: (date, time) => `${date} ${time} UTC`,
  },
};
