import type { DiagnosisResult } from '../diagnosis.schema.ts';
import type { DiagnosisBasis } from '../diagnosis-basis.ts';
import type { Cause } from './evaluation.schema.ts';

/** A result with what is known about its inputs. */
export interface Evaluated {
  readonly result: DiagnosisResult;
  readonly basis: DiagnosisBasis | null;
}

/** Inputs of the diagnosis task in the words of the plant. */
const wordOf: Readonly<Record<string, Cause['what']>> = {
  limits: 'limits',
  experience: 'decisions',
  plantCatalogue: 'catalogue',
  models: 'models',
  components: 'nameplates',
  channels: 'channels',
  recording: 'recording',
};

/** Why two results of the same samples are not the same: versions and inputs that differ between them. */
export function causesOf(before: Evaluated, after: Evaluated): Cause[] {
  const versions = versionCauses(before.result, after.result);
  if (before.basis === null || after.basis === null) {
    return [...versions, ...seenInResults(before.result, after.result), { what: 'not-recorded', before: null, after: null }];
  }
  const [old, now] = [before.basis, after.basis];
  const inputs = [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((name): Cause[] => {
    // The plant's entries are part of the catalogue's version, which has been named above.
    if (old[name] === now[name] || (name === 'plantCatalogue' && versions.some(({ what }) => what === 'catalogue'))) return [];
    const what = wordOf[name] ?? 'other';
    const say = (hash: string | undefined) => (hash === undefined ? null : `${what === 'other' ? `${name} ` : ''}${hash.slice(0, 12)}`);
    return [{ what, before: say(old[name]), after: say(now[name]) }];
  });
  const all = [...versions, ...inputs];
  // The same engine on the same inputs must give the same bytes: when it does not, that is said and not explained away.
  return all.length > 0 ? all : [{ what: 'unexplained', before: null, after: null }];
}

function versionCauses(before: DiagnosisResult, after: DiagnosisResult): Cause[] {
  const causes: Cause[] = [
    { what: 'engine', before: before.engineVersion, after: after.engineVersion },
    { what: 'catalogue', before: before.catalogueVersion, after: after.catalogueVersion },
  ];
  return causes.filter((cause) => cause.before !== cause.after);
}

/** Where inputs were not recorded: what the results themselves give away. */
function seenInResults(before: DiagnosisResult, after: DiagnosisResult): Cause[] {
  const limitsOf = ({ indicators }: DiagnosisResult) => new Map(indicators.map(({ id, limit }) => [id, JSON.stringify(limit)]));
  const experienceOf = ({ findings }: DiagnosisResult) =>
    new Map(findings.map(({ faultId, experience }) => [faultId, JSON.stringify(experience)]));
  const differ = (a: Map<string, string | undefined>, b: Map<string, string | undefined>) =>
    [...a].some(([key, value]) => b.has(key) && b.get(key) !== value);
  const causes: Cause[] = [];
  if (differ(limitsOf(before), limitsOf(after))) causes.push({ what: 'limits', before: null, after: null });
  if (differ(experienceOf(before), experienceOf(after))) causes.push({ what: 'decisions', before: null, after: null });
  return causes;
}
