import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A number with the decimal mark of the language; empty means "not given", never zero. */
export function DecimalInput(props: Omit<NumberInputProps, 'decimalSeparator' | 'hideControls'>) {
  const { i18n } = useTranslation();
  const mark = i18n.language === 'de' ? ',' : '.';
  return <NumberInput hideControls decimalSeparator={mark} allowedDecimalSeparators={['.', ',']} {...props} />;
}

/** What such a field holds as a number; undefined when it is empty. */
export function given(value: number | string): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The entries that were given: absent ones are left out of a request, never sent as zero. */
export function givenOnly<K extends string>(values: Record<K, number | string>): { [P in K]?: number } {
  const entries = Object.entries<number | string>(values).filter(([, value]) => given(value) !== undefined);
  return Object.fromEntries(entries) as { [P in K]?: number };
}
