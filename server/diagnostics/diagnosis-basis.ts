import { sha256 } from '../platform/ids.ts';

/** SHA-256 of each kind of input of a diagnosis (limits, experience, components, channels, …), by its name in the task. */
export type DiagnosisBasis = Readonly<Record<string, string>>;

/** Where the samples lie says nothing about them: their hash is part of the recording. */
const notInputs: readonly string[] = ['seriesPath'];

/** What a diagnosis rests on besides engine and catalogue: it tells later why another evaluation came to another result. */
export function basisOf(task: object): DiagnosisBasis {
  const inputs = Object.entries(task).filter(([name, value]) => value !== undefined && !notInputs.includes(name));
  return Object.fromEntries(inputs.map(([name, value]) => [name, sha256(JSON.stringify(value))]));
}
