import type { EvidenceRange, Finding, Indicator } from '../diagnostics/diagnosis.schema.ts';
import type { TestValue } from '../diagnostics/guided-tests/guided-test.schema.ts';
import type { ModelVote } from '../diagnostics/models/model-vote.schema.ts';
import type { Component } from '../systems/system.schema.ts';
import type { Evidence } from './report-document.schema.ts';
import type { FigureInput, PartInput } from './report-input.schema.ts';
import { componentText } from './wordings/wording.text.ts';
import type { Wording } from './wordings/wording.ts';

/** Gives every source of a number its id: the same order in, the same ids out. Unknown sources have no id. */
export interface EvidenceRegister {
  readonly items: readonly Evidence[];
  file(sha256: string): string[];
  channel(name: string): string[];
  indicator(indicator: Indicator): string[];
  /** Every indicator with this id (an indicator may be computed in several regimes). */
  indicatorsById(id: string): string[];
  finding(finding: Finding): string[];
  vote(vote: ModelVote): string[];
  testValue(value: TestValue): string[];
  nameplate(component: Component): string[];
}

/** @param items the list it adds to: of a report on several recordings, the ids run on */
export function registerEvidence(input: PartInput, wording: Wording, items: Evidence[] = []): EvidenceRegister {
  const { recording, indicators, findings } = input.diagnosis;
  const filesOf = channelFiles(input);
  const counts = new Map<string, number>();
  for (const { kind } of items) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const idOf = new Map<unknown, string>();
  const add = (prefix: string, key: unknown, item: Omit<Evidence, 'id' | 'recordingId'>) => {
    const count = (counts.get(item.kind) ?? 0) + 1;
    counts.set(item.kind, count);
    const id = `${prefix}${count}`;
    idOf.set(key, id);
    items.push({ id, recordingId: recording.id, ...item });
  };
  const found = (key: unknown): string[] => {
    const id = idOf.get(key);
    return id === undefined ? [] : [id];
  };
  const indicatorsById = (id: string) => indicators.filter((one) => one.id === id).flatMap(found);

  for (const file of recording.files) add('F', `file ${file.sha256}`, { ...nothing, kind: 'file', text: file.name, files: [file.sha256] });
  for (const name of channelNames(input)) {
    const files = filesOf(name);
    const restsOn = files.flatMap((sha256) => found(`file ${sha256}`));
    const ranges = [{ channel: name, fromS: 0, toS: recording.durationS }];
    add('C', `channel ${name}`, { kind: 'channel', text: wording.say.channelEvidence(name), ranges, files, restsOn });
  }
  for (const indicator of indicators) {
    const channels = [...new Set(indicator.inputs.map((range) => range.channel))];
    const files = [...new Set(channels.flatMap(filesOf))];
    const restsOn = channels.flatMap((name) => found(`channel ${name}`));
    const text = `${indicator.name} (${componentText(wording, indicator.component)})`;
    add('I', indicator, { kind: 'indicator', text, ranges: mergedRanges(indicator.inputs), files, restsOn });
  }
  for (const finding of findings) {
    const symptoms = [...finding.supporting, ...finding.contradicting];
    const restsOn = [...new Set(symptoms.flatMap((symptom) => (symptom.indicator === null ? [] : indicatorsById(symptom.indicator))))];
    add('D', finding, { ...nothing, kind: 'finding', text: wording.say.findingEvidence(finding.fault), restsOn });
  }
  for (const vote of input.diagnosis.learned ?? []) {
    const restsOn = recording.files.flatMap((file) => found(`file ${file.sha256}`));
    add('M', vote, { ...nothing, kind: 'model', text: wording.learned.evidence(vote.target, vote.version, vote.modelSha256), restsOn });
  }
  for (const { title, result } of input.guidedTests) {
    for (const value of result.values) {
      const channels = [...new Set(value.evidence.map((range) => range.channel))];
      const restsOn = channels.flatMap((name) => found(`channel ${name}`));
      const text = `${title[input.language]}: ${value.name[input.language]}`;
      add('T', value, {
        kind: 'test-value',
        text,
        ranges: mergedRanges(value.evidence),
        files: [...new Set(channels.flatMap(filesOf))],
        restsOn,
      });
    }
  }
  for (const component of input.system.components) {
    add('N', component, { ...nothing, kind: 'nameplate', text: wording.say.nameplateEvidence(component.name) });
  }
  return {
    items,
    file: (sha256) => found(`file ${sha256}`),
    channel: (name) => found(`channel ${name}`),
    indicator: found,
    indicatorsById,
    finding: found,
    vote: found,
    testValue: found,
    nameplate: found,
  };
}

const nothing = { ranges: [] as EvidenceRange[], files: [] as string[], restsOn: [] as string[] };

/** Pinned figures of this recording; channels of its own that nothing else names get an id by them. */
export function pinnedOf(input: PartInput): FigureInput[] {
  return input.pinned.filter(({ recordingId }) => recordingId === input.diagnosis.recording.id);
}

function channelNames(input: PartInput): string[] {
  const judged = input.diagnosis.quality.map((one) => one.channel);
  const used = input.diagnosis.indicators.flatMap((one) => one.inputs.map((range) => range.channel));
  const drawn = [...input.figures, ...pinnedOf(input)].flatMap((figure) => figure.envelopes.map((envelope) => envelope.name));
  const tested = input.guidedTests.flatMap(({ result }) => result.values.flatMap((value) => value.evidence.map((range) => range.channel)));
  return [...new Set([...judged, ...used, ...drawn, ...tested])];
}

/** The raw files that hold a channel: the one of its name where an import had a file per channel (matrix), else all of its import. */
function channelFiles(input: PartInput): (channel: string) => string[] {
  const all = input.diagnosis.recording.files.map((file) => file.sha256);
  return (channel) => {
    const holding = input.importReports.filter((report) => report.channels.some((one) => one.name === channel));
    const files = holding.flatMap((report) => {
      const own = report.files.filter((file) => stem(file.name) === channel);
      return (own.length > 0 ? own : report.files).map((file) => file.sha256);
    });
    return files.length === 0 ? all : [...new Set(files)];
  };
}

function stem(name: string): string {
  return name.replace(/^.*[/\\]/, '').replace(/(\.[A-Za-z0-9]{1,5})+$/, '');
}

/** Ranges of one channel that touch or overlap become one: hundreds of neighbouring cycles read as a single range. */
export function mergedRanges(ranges: readonly EvidenceRange[]): EvidenceRange[] {
  const merged: EvidenceRange[] = [];
  const sorted = [...ranges].sort((a, b) => (a.channel < b.channel ? -1 : a.channel > b.channel ? 1 : a.fromS - b.fromS));
  for (const range of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && last.channel === range.channel && range.fromS <= last.toS + 1e-6) last.toS = Math.max(last.toS, range.toS);
    else merged.push({ ...range });
  }
  return merged;
}
