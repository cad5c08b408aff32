import { Value } from 'typebox/value';
import { ComponentKind } from '../../systems/system.schema.ts';
import { definitions } from '../indicator-run.ts';
import type { Fault, FaultSymptom } from './fault.schema.ts';

/** Log-odds beyond this would let one sign decide alone, whatever all the others say. */
const HIGHEST_WEIGHT = 8;

/** Indicators of every diagnosis beside those with a definition: the data-quality gates (C6). */
const gates = ['stuck', 'offset', 'scaling', 'swapped', 'clock'].map((code) => `quality-${code}`);
export const knownIndicators: ReadonlySet<string> = new Set([...definitions.map((item) => item.id), ...gates]);

/** Something wrong with an entry: where (JSON pointer into the fault) and what to do, in words. */
export interface CatalogueFlaw {
  readonly faultId: string;
  readonly pointer: string;
  readonly detail: string;
}

function symptomFlaws(symptom: FaultSymptom): { at: string; detail: string }[] {
  const flaws: { at: string; detail: string }[] = [];
  const { indicator, direction, weight, absenceWeight } = symptom;
  if (indicator !== null && !knownIndicators.has(indicator) && !indicator.startsWith('channel-'))
    flaws.push({
      at: 'indicator',
      detail: `There is no indicator "${indicator}". Choose one of the list, or none and say what would have to be measured.`,
    });
  if ((indicator === null) !== (direction === null))
    flaws.push({ at: 'direction', detail: 'An indicator and its direction belong together: give both or neither.' });
  if (indicator === null && !symptom.wouldNeed)
    flaws.push({ at: 'wouldNeed', detail: 'Without an indicator, say which measurement or look would show this sign.' });
  if (indicator === null && absenceWeight !== 0)
    flaws.push({ at: 'absenceWeight', detail: 'What no indicator measures can never be found absent: this weight has to be 0.' });
  if (!(weight > 0 && weight <= HIGHEST_WEIGHT))
    flaws.push({ at: 'weight', detail: `The weight has to lie above 0 and at most at ${HIGHEST_WEIGHT}.` });
  if (!(absenceWeight >= 0 && absenceWeight <= HIGHEST_WEIGHT))
    flaws.push({ at: 'absenceWeight', detail: `The weight of absence has to lie between 0 and ${HIGHEST_WEIGHT}.` });
  return [...flaws, ...rangeFlaws(symptom)];
}

/** Which side of a range is the sign must be the side that its direction names: nobody reads a fault backwards. */
function rangeFlaws({ indicator, direction, range }: FaultSymptom): { at: string; detail: string }[] {
  if (!range) return [];
  const [absent, full] = range;
  const flaw = (detail: string) => [{ at: 'range', detail }];
  if (indicator === null) return flaw('A range needs the indicator whose values it means.');
  if (direction?.startsWith('not-'))
    return flaw('A range says itself where the sign is present: use high or low with it, not "not-high" or "not-low".');
  if (absent === full) return flaw('Both ends of the range are equal: nothing lies between absent and present.');
  if (direction !== null && (direction === 'high') !== full > absent)
    return flaw(
      `Points to the fault when ${direction}: fully present has to lie ${direction === 'high' ? 'above' : 'below'} where the sign begins.`,
    );
  return [];
}

/** What a fault says of its plant: which design it needs, what is dangerous, which test tells it from others. */
function plantFlaws(fault: Fault, ids: readonly string[]): { at: string; detail: string }[] {
  const flaws: { at: string; detail: string }[] = [];
  const { appliesTo, componentKinds, safety, tests = [] } = fault;
  if (appliesTo && !Value.Check(ComponentKind, appliesTo.componentKind))
    flaws.push({ at: 'appliesTo/componentKind', detail: `There is no kind of component "${appliesTo.componentKind}".` });
  if (appliesTo && !appliesTo.words && !appliesTo.notWords)
    flaws.push({ at: 'appliesTo/words', detail: 'Say which words the nameplate has to hold, or which it must not.' });
  if (componentKinds.includes('accumulator') && safety.length === 0)
    flaws.push({ at: 'safety', detail: 'An accumulator holds energy: say how it is made safe before somebody opens it.' });
  tests.forEach(({ against }, index) => {
    const unknown = against.filter((id) => !ids.includes(id));
    if (unknown.length > 0) flaws.push({ at: `tests/${index}/against`, detail: `The catalogue has no ${unknown.join(', ')}.` });
    if (against.includes(fault.id))
      flaws.push({ at: `tests/${index}/against`, detail: `A test tells ${fault.id} from other faults, not from itself.` });
  });
  return flaws;
}

function faultFlaws(fault: Fault, all: readonly string[]): CatalogueFlaw[] {
  const own = (pointer: string, detail: string): CatalogueFlaw => ({ faultId: fault.id, pointer, detail });
  const flaws = fault.symptoms.flatMap((symptom, index) =>
    symptomFlaws(symptom).map(({ at, detail }) => own(`/symptoms/${index}/${at}`, `${symptom.id}: ${detail}`)),
  );
  const ids = fault.symptoms.map((symptom) => symptom.id);
  ids.forEach((id, index) => {
    if (!id.startsWith(`${fault.id}-`))
      flaws.push(own(`/symptoms/${index}/id`, `${id}: a symptom’s id begins with its fault’s id, ${fault.id}-.`));
    if (ids.indexOf(id) !== index) flaws.push(own(`/symptoms/${index}/id`, `${id} occurs twice.`));
  });
  const signs = fault.symptoms.filter((symptom) => symptom.indicator !== null);
  if (signs.length > 0 && signs.every((symptom) => symptom.direction?.startsWith('not-')))
    flaws.push(own('/symptoms', 'All signs say what is not the case: such a fault could never be found. Add one that is out of limits.'));
  return [...flaws, ...plantFlaws(fault, all).map(({ at, detail }) => own(`/${at}`, detail))];
}

/** The catalogue's tests, run on every change: empty when all is well. */
export function checkFaults(faults: readonly Fault[]): CatalogueFlaw[] {
  const ids = faults.map((fault) => fault.id);
  const twice = ids
    .filter((id, index) => ids.indexOf(id) !== index)
    .map((id): CatalogueFlaw => ({ faultId: id, pointer: '/id', detail: `${id} occurs twice.` }));
  return [...twice, ...faults.flatMap((fault) => faultFlaws(fault, ids))];
}
