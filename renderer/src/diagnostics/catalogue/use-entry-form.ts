import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { NewCatalogueEntry } from '../../../../server/diagnostics/catalogue/entries/entry.schema.ts';
import type { Fault, FaultSymptom } from '../../../../server/diagnostics/catalogue/fault.schema.ts';
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
  /** Kept as it is: membership by values instead of limits. */
  range: FaultSymptom['range'] | null;
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
  prior: number | string;
  signs: SignValues[];
  source: string;
  reason: string;
}

export const newSign: SignValues = {
  ...{ id: '', text: '', indicator: null, direction: 'high', weight: 2, absenceWeight: 0, wouldNeed: '', range: null },
};

/** Where a fault of the plant's own begins. */
export const newFault: Fault = {
  ...{ id: 'X01', names: { en: '' }, componentKinds: ['other'], component: 'plant', description: '', symptoms: [] },
  ...{ causes: [], checks: [], actions: [], severity: 3, failureMode: null, basis: ['EX'], safety: [] },
};

const toSign = (symptom: FaultSymptom): SignValues => ({
  id: symptom.id,
  text: symptom.text,
  indicator: symptom.indicator,
  direction: symptom.direction ?? 'high',
  weight: symptom.weight,
  absenceWeight: symptom.absenceWeight,
  wouldNeed: symptom.wouldNeed ?? '',
  range: symptom.range ?? null,
});

export function useEntryForm(from: Fault) {
  const { t } = useTranslation();
  const needed = (value: string) => (value.trim().length < 2 ? t('catalogue.needed') : null);
  return useForm<EntryValues>({
    initialValues: {
      ...{ id: from.id, nameEn: from.names.en, nameDe: from.names.de ?? '', componentKinds: [...from.componentKinds] },
      ...{ severity: String(from.severity), description: from.description, prior: from.priorLogOdds ?? '', source: '', reason: '' },
      ...{ causes: from.causes.join('\n'), checks: from.checks.join('\n'), actions: from.actions.join('\n') },
      signs: from.symptoms.length === 0 ? [newSign] : from.symptoms.map(toSign),
    },
    validate: {
      nameEn: needed,
      description: needed,
      causes: needed,
      checks: needed,
      actions: needed,
      source: (value) => (value.trim().length < 3 ? t('catalogue.needed') : null),
      reason: (value) => (value.trim().length < 5 ? t('limits.reasonRule') : null),
      signs: { text: needed },
    },
  });
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

function toSymptom(sign: SignValues, id: string): FaultSymptom {
  const { text, indicator, direction, weight, absenceWeight, wouldNeed, range } = sign;
  const words = { id, text: text.trim(), weight: given(weight) ?? 0 };
  if (indicator === null)
    return { ...words, indicator, direction: null, absenceWeight: 0, ...(wouldNeed.trim() ? { wouldNeed: wouldNeed.trim() } : {}) };
  return { ...words, indicator, direction, absenceWeight: given(absenceWeight) ?? 0, ...(range ? { range } : {}) };
}

/** New signs get the numbers after the highest one. */
function numbered({ id, signs }: EntryValues): { sign: SignValues; id: string }[] {
  let last = Math.max(0, ...signs.map((sign) => Number(sign.id.split('-')[1] ?? 0)));
  return signs.map((sign) => ({ sign, id: sign.id === '' ? `${id}-${++last}` : sign.id }));
}

/** The edited fault; what the form does not show stays as it was. */
export function entryOf(values: EntryValues, from: Fault): NewCatalogueEntry {
  const prior = given(values.prior);
  const { priorLogOdds: _, ...kept } = from;
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
    symptoms: numbered(values).map(({ sign, id }) => toSymptom(sign, id)),
    ...(prior === undefined ? {} : { priorLogOdds: prior }),
  };
  return { fault, source: values.source.trim(), reason: values.reason.trim() };
}
