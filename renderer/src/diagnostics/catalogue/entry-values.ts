import type { FaultDetail, NewCatalogueEntry } from '../../../../server/diagnostics/catalogue/entries/entry.schema.ts';
import type {
  Applicability,
  DiscriminatingTest,
  Fault,
  FaultSymptom,
  OwnTest,
} from '../../../../server/diagnostics/catalogue/fault.schema.ts';
import { given } from '../../systems/DecimalInput.tsx';

export const directions = ['high', 'low', 'not-high', 'not-low'] as const;

/** One sign as it is edited: empty fields are "not given". */
export interface SignValues {
  /** Kept for ever: results name it. Empty: a new sign, numbered when it is sent. */
  id: string;
  text: string;
  indicator: string | null;
  direction: (typeof directions)[number];
  weight: number | string;
  absenceWeight: number | string;
  wouldNeed: string;
  /** Indicator values of membership 0 and 1; both empty: the limits decide. */
  rangeFrom: number | string;
  rangeTo: number | string;
}

/** One test that tells the fault from others. */
export interface TestValues {
  against: string[];
  do: string;
  reading: string;
}

export interface EntryValues {
  id: string;
  nameEn: string;
  nameDe: string;
  componentKinds: string[];
  severity: string;
  description: string;
  causes: string;
  checks: string;
  actions: string;
  safety: string;
  prior: number | string;
  signs: SignValues[];
  tests: TestValues[];
  /** Null: looked for everywhere. */
  appliesKind: string | null;
  appliesKey: string;
  appliesWords: string;
  appliesNotWords: string;
  appliesUnknown: boolean;
  source: string;
  reason: string;
}

export const newSign: SignValues = {
  ...{ id: '', text: '', indicator: null, direction: 'high', weight: 2, absenceWeight: 0, wouldNeed: '', rangeFrom: '', rangeTo: '' },
};

export const newTest: TestValues = { against: [], do: '', reading: '' };

/** Where a fault of the plant's own begins. */
export const newFault: Fault = {
  ...{ id: 'X01', names: { en: '' }, componentKinds: ['other'], component: 'plant', description: '', symptoms: [] },
  ...{ causes: [], checks: [], actions: [], severity: 3, failureMode: null, basis: ['EX'], safety: [] },
};

/** A fault to start from, and the tests that count for it now. */
export type EntrySource = Pick<FaultDetail, 'fault' | 'tests'>;

const toSign = (symptom: FaultSymptom): SignValues => ({
  id: symptom.id,
  text: symptom.text,
  indicator: symptom.indicator,
  direction: symptom.direction ?? 'high',
  weight: symptom.weight,
  absenceWeight: symptom.absenceWeight,
  wouldNeed: symptom.wouldNeed ?? '',
  rangeFrom: symptom.range?.[0] ?? '',
  rangeTo: symptom.range?.[1] ?? '',
});

const toTest = (id: string, { between, ...test }: DiscriminatingTest): TestValues => ({
  against: between.filter((other) => other !== id),
  ...test,
});

export function valuesOf({ fault, tests }: EntrySource): EntryValues {
  const { id, names, componentKinds, severity, description, priorLogOdds, appliesTo, symptoms } = fault;
  return {
    ...{ id, nameEn: names.en, nameDe: names.de ?? '', componentKinds: [...componentKinds], source: '', reason: '' },
    ...{ severity: String(severity), description, prior: priorLogOdds ?? '', safety: fault.safety.join('\n') },
    ...{ causes: fault.causes.join('\n'), checks: fault.checks.join('\n'), actions: fault.actions.join('\n') },
    signs: symptoms.length === 0 ? [newSign] : symptoms.map(toSign),
    tests: tests.map((test) => toTest(id, test)),
    ...{ appliesKind: appliesTo?.componentKind ?? null, appliesKey: appliesTo?.nameplate ?? '' },
    ...{ appliesWords: (appliesTo?.words ?? []).join(', '), appliesNotWords: (appliesTo?.notWords ?? []).join(', ') },
    appliesUnknown: appliesTo?.whenUnknown ?? true,
  };
}

const split = (text: string, mark: string): string[] =>
  text
    .split(mark)
    .map((item) => item.trim())
    .filter(Boolean);
const lines = (text: string): string[] => split(text, '\n');

function toSymptom(sign: SignValues, id: string): FaultSymptom {
  const { text, indicator, direction, weight, absenceWeight, wouldNeed } = sign;
  const words = { id, text: text.trim(), weight: given(weight) ?? 0 };
  if (indicator === null)
    return { ...words, indicator, direction: null, absenceWeight: 0, ...(wouldNeed.trim() ? { wouldNeed: wouldNeed.trim() } : {}) };
  const [from, to] = [given(sign.rangeFrom), given(sign.rangeTo)];
  const range = from === undefined || to === undefined ? {} : { range: [from, to] as [number, number] };
  return { ...words, indicator, direction, absenceWeight: given(absenceWeight) ?? 0, ...range };
}

/** New signs get the numbers after the highest one. */
function numbered({ id, signs }: EntryValues): { sign: SignValues; id: string }[] {
  let last = Math.max(0, ...signs.map((sign) => Number(sign.id.split('-')[1] ?? 0)));
  return signs.map((sign) => ({ sign, id: sign.id === '' ? `${id}-${++last}` : sign.id }));
}

function applicabilityOf(values: EntryValues): Applicability | undefined {
  if (values.appliesKind === null) return undefined;
  const [words, notWords] = [split(values.appliesWords, ','), split(values.appliesNotWords, ',')];
  return {
    ...{ componentKind: values.appliesKind, nameplate: values.appliesKey.trim(), whenUnknown: values.appliesUnknown },
    ...(words.length > 0 ? { words } : {}),
    ...(notWords.length > 0 ? { notWords } : {}),
  };
}

/** Tests that nobody touched stay what they are: the product's, also after an update, or the plant's. */
function testsOf({ id, tests }: EntryValues, from: EntrySource): OwnTest[] | undefined {
  const edited = tests.map((test) => ({ against: test.against, do: test.do.trim(), reading: test.reading.trim() }));
  const before = from.tests.map((test) => toTest(id, test));
  return JSON.stringify(edited) === JSON.stringify(before) ? from.fault.tests : edited;
}

/** The edited fault; what the form does not show stays as it was. */
export function entryOf(values: EntryValues, from: EntrySource): NewCatalogueEntry {
  const { priorLogOdds: _, appliesTo: __, tests: ___, ...kept } = from.fault;
  const [prior, appliesTo, tests] = [given(values.prior), applicabilityOf(values), testsOf(values, from)];
  const de = values.nameDe.trim();
  const fault: Fault = {
    ...kept,
    id: values.id,
    names: { en: values.nameEn.trim(), ...(de ? { de } : {}) },
    componentKinds: values.componentKinds,
    severity: Number(values.severity),
    description: values.description.trim(),
    causes: lines(values.causes),
    checks: lines(values.checks),
    actions: lines(values.actions),
    safety: lines(values.safety),
    symptoms: numbered(values).map(({ sign, id }) => toSymptom(sign, id)),
    ...(prior === undefined ? {} : { priorLogOdds: prior }),
    ...(appliesTo === undefined ? {} : { appliesTo }),
    ...(tests === undefined ? {} : { tests }),
  };
  return { fault, source: values.source.trim(), reason: values.reason.trim() };
}
