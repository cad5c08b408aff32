import type { DiagnosisResult, LimitUsed } from '../../diagnostics/diagnosis.schema.ts';
import { differencesOf } from '../../diagnostics/evaluations/difference.ts';
import { isTableMention } from '../compositions/table-mention.ts';
import { formatLimit, formatMeasured, formatShare } from '../number.format.ts';
import type { Block, ReportDocument, Run, Section } from '../report-document.schema.ts';
import { type VersionWording, versionWordings } from '../wordings/version.wording.ts';
import { type Wording, wordingOf } from '../wordings/wording.ts';
import type { VersionChange } from './version.schema.ts';

interface Words {
  readonly say: VersionWording;
  readonly style: Wording['style'];
}

const longestText = 300;

/** Everything in which a document differs from an earlier version of it, the most important first. Pure. */
export function documentChanges(before: ReportDocument, after: ReportDocument): VersionChange[] {
  const words = { say: versionWordings[after.language], style: wordingOf(after.language).style };
  const [old, now] = [diagnosesOf(before), diagnosesOf(after)];
  const recordings: VersionChange[] = [];
  const results: VersionChange[] = [];
  for (const id of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(id), now.get(id)];
    if (was && is) results.push(...resultChanges(was, is, words));
    else
      recordings.push({
        kind: 'recording',
        what: words.say.whole.recording,
        before: was?.recording.name ?? null,
        after: is?.recording.name ?? null,
      });
  }
  const all = [...recordings, ...results, ...textChanges(before.sections, after.sections, words.say)];
  const rank: readonly VersionChange['kind'][] = [
    'recording',
    'verdict',
    'finding',
    'value',
    'limit',
    'engine',
    'catalogue',
    'wording',
    'other',
  ];
  const unique = new Map(all.map((change) => [JSON.stringify(change), change]));
  return [...unique.values()].sort((a, b) => rank.indexOf(a.kind) - rank.indexOf(b.kind));
}

function diagnosesOf({ parts }: ReportDocument): Map<string, DiagnosisResult> {
  return new Map(parts.map(({ diagnosis }) => [diagnosis.recording.id, diagnosis]));
}

function resultChanges(before: DiagnosisResult, after: DiagnosisResult, { say, style }: Words): VersionChange[] {
  const found = differencesOf({ result: before, basis: null }, { result: after, basis: null });
  const { verdict } = found;
  const changes: VersionChange[] = [];
  if (verdict) changes.push({ kind: 'verdict', what: say.whole.verdict, before: verdict.before.sentence, after: verdict.after.sentence });
  for (const { faultId, fault, before: old, after: now } of found.findings) {
    const side = (one: typeof old) => (one === null ? null : say.finding(formatShare(one.confidence, style), one.severity));
    changes.push({ kind: 'finding', what: `${faultId} ${fault}`, before: side(old), after: side(now) });
  }
  for (const { name, component, unit, changed, before: old, after: now, change } of found.indicators) {
    const what = `${name}, ${component}`;
    const value = (one: typeof old) =>
      one === null ? null : one.value === null ? say.notComputable : formatMeasured(one.value, one.uncertainty, unit, style);
    const [was, is] = [value(old), value(now)];
    // What prints the same is the same for the reader.
    if (change !== 'changed' || ((changed.includes('value') || changed.includes('uncertainty')) && was !== is))
      changes.push({ kind: 'value', what, before: was, after: is });
    if (changed.includes('limit')) changes.push({ kind: 'limit', what, ...limitSides(old?.limit, now?.limit, style) });
  }
  for (const what of ['engine', 'catalogue'] as const) {
    const cause = found.causes.find((one) => one.what === what);
    if (cause) changes.push({ kind: what, what: say.whole[what], before: cause.before, after: cause.after });
  }
  for (const { channel, before: old, after: now } of found.channels)
    changes.push({ kind: 'other', what: channel, before: old, after: now });
  for (const { target, before: old, after: now } of found.votes)
    changes.push({ kind: 'other', what: target, before: old?.answer ?? null, after: now?.answer ?? null });
  return changes;
}

function limitSides(before: LimitUsed | null | undefined, after: LimitUsed | null | undefined, style: Words['style']) {
  const side = (limit: LimitUsed | null | undefined) => {
    if (!limit) return null;
    const { warningLow, warningHigh, alarmLow, alarmHigh, source, version } = limit;
    const number = (value: number | null | undefined) => (value === null || value === undefined ? null : formatLimit(value, style));
    const parts = [
      ...[number(warningLow), number(warningHigh)].filter(Boolean).map((value) => `△ ${value}`),
      ...[number(alarmLow), number(alarmHigh)].filter(Boolean).map((value) => `□ ${value}`),
    ];
    return `${parts.join(', ')} (${source.reference}${version ? `, v${version.number}` : ''})`;
  };
  return { before: side(before), after: side(after) };
}

/** Sentences that are worded anew; numbers have been compared above. */
function textChanges(before: readonly Section[], after: readonly Section[], say: VersionWording): VersionChange[] {
  const old = new Map(before.map((section) => [section.id, section]));
  const now = new Map(after.map((section) => [section.id, section]));
  const compared = [...new Set([...old.keys(), ...now.keys()])].filter((id) => id !== 'sign-off' && id !== 'change-history');
  return compared.flatMap((id): VersionChange[] => {
    const [was, is] = [old.get(id), now.get(id)];
    if (!was || !is)
      return [{ kind: 'wording', what: (is ?? was)?.title ?? id, before: was ? say.section : null, after: is ? say.section : null }];
    const [gone, come] = [onlyIn(sentencesOf(was), sentencesOf(is)), onlyIn(sentencesOf(is), sentencesOf(was))];
    if (gone.length === 0 && come.length === 0) return [];
    return [{ kind: 'wording', what: is.title, before: clipped(gone), after: clipped(come) }];
  });
}

function sentencesOf({ blocks }: Section): string[] {
  const line = (runs: readonly Run[]) => runs.map(({ text }) => text).join('');
  return blocks.flatMap((block: Block) => {
    // What a table shows is said by the report itself, and differs with its version only.
    if (block.kind === 'paragraph' && isTableMention(block.runs)) return [];
    if (block.kind === 'paragraph' || block.kind === 'callout') return [line(block.runs)];
    if (block.kind === 'list') return block.items.map(line);
    return block.kind === 'heading' || block.kind === 'label' ? [block.text] : [];
  });
}

const withoutNumbers = (text: string) => text.replace(/[\d.,\u202f\u00a0]+/g, '#');

function onlyIn(texts: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others.map(withoutNumbers));
  return texts.filter((text) => !known.has(withoutNumbers(text)));
}

function clipped(texts: readonly string[]): string | null {
  if (texts.length === 0) return null;
  const all = texts.join(' / ');
  return all.length > longestText ? `${all.slice(0, longestText)} …` : all;
}
