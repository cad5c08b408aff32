import type { TableStyleQuery } from '../reports/contents/content.schema.ts';
import { type NewReport, type ReportFormat, reportFormats } from '../reports/report.schema.ts';
import { type CommandAppliance, oneOf, UsageError } from './command.ts';
import { reportTemplateNamed } from './report-templates.command.ts';

/** Options of everything that makes reports: what they look like. */
export const lookOptions = {
  format: { type: 'string' },
  template: { type: 'string' },
  'no-template': { type: 'boolean' },
  language: { type: 'string' },
  'decimal-mark': { type: 'string' },
  delimiter: { type: 'string' },
} as const;

export interface LookValues {
  readonly format?: string | undefined;
  readonly template?: string | undefined;
  readonly 'no-template'?: boolean | undefined;
  readonly language?: string | undefined;
  readonly 'decimal-mark'?: string | undefined;
  readonly delimiter?: string | undefined;
}

/** What a report shall look like, as it was said. */
export interface Look {
  readonly formats: ReportFormat[];
  /** All files as one signed bundle, too. */
  readonly isBundled: boolean;
  /** By name; null: none; absent: the default one. */
  readonly template?: string | null;
  readonly language?: 'en' | 'de';
  readonly style?: TableStyleQuery;
}

/** Not a format of its own: the files of the others, signed. */
const bundleWord = 'zip';

/** @throws UsageError */
export function readLook(values: LookValues): Look {
  const { template, language, delimiter } = values;
  const [isWithout, decimalMark] = [values['no-template'] === true, values['decimal-mark']];
  if (isWithout && template !== undefined) throw new UsageError('Either --template NAME or --no-template.');
  const wanted = readFormats(values.format);
  const style: TableStyleQuery = {
    ...(decimalMark === undefined ? {} : { decimalMark: oneOf('decimal-mark', decimalMark, ['point', 'comma']) }),
    ...(delimiter === undefined ? {} : { delimiter: oneOf('delimiter', delimiter, ['comma', 'semicolon', 'tab']) }),
  };
  const isStyled = Object.keys(style).length > 0;
  if (isStyled && !wanted.formats.includes('csv')) throw new UsageError('--decimal-mark and --delimiter belong to --format csv.');
  return {
    ...wanted,
    ...(isWithout ? { template: null } : template === undefined ? {} : { template }),
    ...(language === undefined ? {} : { language: oneOf('language', language, ['en', 'de']) }),
    ...(isStyled ? { style } : {}),
  };
}

/** The look as a new report or batch is asked for. @throws Problem `report-template-not-found` */
export async function askedLook(
  appliance: CommandAppliance,
  { formats, template, language }: Look,
): Promise<Pick<NewReport, 'formats' | 'language' | 'templateId'>> {
  const templateId = typeof template === 'string' ? (await reportTemplateNamed(appliance, template)).id : template;
  return {
    formats,
    ...(language === undefined ? {} : { language }),
    ...(templateId === undefined ? {} : { templateId }),
  };
}

function readFormats(text: string | undefined): { formats: ReportFormat[]; isBundled: boolean } {
  const words = [...new Set((text ?? reportFormats.join(',')).split(','))];
  const isBundled = words.includes(bundleWord);
  const wanted = words.filter((word) => word !== bundleWord);
  const unknown = wanted.find((word) => !reportFormats.includes(word as ReportFormat));
  if (unknown !== undefined) {
    throw new UsageError(`--format ${unknown} is not known; choose from ${[...reportFormats, bundleWord].join(', ')}.`);
  }
  return { formats: (wanted.length > 0 ? wanted : [...reportFormats]) as ReportFormat[], isBundled };
}
