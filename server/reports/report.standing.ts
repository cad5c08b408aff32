import type { Report } from './report.schema.ts';
import type { PrintedSignature, Standing } from './report-standing.schema.ts';
import type { Meaning, Signature } from './signatures/signature.schema.ts';
import { type StandingWording, standingWordings } from './wordings/standing.wording.ts';

type Standable = Pick<Report, 'status' | 'statusReason' | 'statusAt' | 'statusBy' | 'signatures'> & { contentSha256: string };

/** Status and signatures in words. Pure: the same report and language give the same words. */
export function standingOf(report: Standable, language: 'en' | 'de'): Standing {
  const words = standingWordings[language];
  const { status } = report;
  const why = { at: dateOf(report.statusAt), by: report.statusBy, reason: sentenceOf(report.statusReason ?? '') };
  const signed = (meaning: Meaning) => report.signatures.find((one) => one.meaning === meaning);
  // A review between author and approver is a choice: its line stands there once somebody has signed it.
  const shown = (['prepared', 'reviewed', 'approved'] as const).filter((meaning) => meaning !== 'reviewed' || signed(meaning));
  return {
    status,
    mark: words.marks[status],
    sentence: status === 'issued' ? null : words.sentences[status](why),
    contentSha256: report.contentSha256,
    contentLabel: words.contentLabel,
    slots: shown.map((meaning) => {
      const signature = signed(meaning);
      return { role: words.roles[meaning], signature: signature ? printed(signature, words) : null, open: words.open };
    }),
  };
}

function printed(signature: Signature, words: StandingWording): PrintedSignature {
  const { meaning, displayName, userName, signedAt, hasSecondPerson } = signature;
  return {
    role: words.roles[meaning],
    meaning: words.meanings[meaning],
    name: displayName === userName ? displayName : `${displayName} (${userName})`,
    at: words.at(dateOf(signedAt), signedAt.slice(11, 19)),
    note: meaning === 'approved' && !hasSecondPerson ? words.alone : null,
    signed: signature,
  };
}

const dateOf = (instant: string) => instant.slice(0, 10);

function sentenceOf(reason: string): string {
  const text = reason.trim();
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
