import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { given } from '../../systems/DecimalInput.tsx';
import { type EntrySource, type EntryValues, valuesOf } from './entry-values.ts';

export function useEntryForm(from: EntrySource) {
  const { t } = useTranslation();
  const needed = (value: string) => (value.trim().length < 2 ? t('catalogue.needed') : null);
  const wordsNeeded = (value: string, { appliesKind, appliesWords, appliesNotWords }: EntryValues) =>
    appliesKind !== null && `${appliesWords}${appliesNotWords}`.trim() === '' && value.trim() === '' ? t('catalogue.wordsNeeded') : null;
  return useForm<EntryValues>({
    initialValues: valuesOf(from),
    validate: {
      nameEn: needed,
      description: needed,
      causes: needed,
      checks: needed,
      actions: needed,
      source: (value) => (value.trim().length < 3 ? t('catalogue.needed') : null),
      reason: (value) => (value.trim().length < 5 ? t('limits.reasonRule') : null),
      appliesKey: (value, { appliesKind }) => (appliesKind === null ? null : needed(value)),
      appliesWords: wordsNeeded,
      signs: {
        text: needed,
        rangeFrom: (value, values, path) => lonely(value, signAt(values, path)?.rangeTo) && t('catalogue.rangeBoth'),
        rangeTo: (value, values, path) => lonely(value, signAt(values, path)?.rangeFrom) && t('catalogue.rangeBoth'),
      },
      tests: { against: (value) => (value.length === 0 ? t('catalogue.needed') : null), do: needed, reading: needed },
    },
  });
}

const signAt = ({ signs }: EntryValues, path: string) => signs[Number(path.split('.')[1])];

/** True for an empty end of a range whose other end is given; null otherwise, as the form wants it. */
const lonely = (value: number | string, other: number | string | undefined): true | null =>
  given(value) === undefined && other !== undefined && given(other) !== undefined ? true : null;
