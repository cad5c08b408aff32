import type { ReportLanguage } from '../../../../server/reports/compositions/report-composition.schema.ts';
import type { ReportTemplate } from '../../../../server/reports/templates/report-template.schema.ts';

/** What a form asks for besides what the report is made of. */
export interface ReportChoice {
  /** A template's id. `default`: that of the plant, if there is one. */
  template: 'default' | 'none' | (string & {});
  /** null: nobody chose one. */
  language: ReportLanguage | null;
}

export const noChoice: ReportChoice = { template: 'default', language: null };

type Known = readonly Pick<ReportTemplate, 'id' | 'isDefault' | 'language'>[];

/** The template that a choice stands for. */
export function templateOf<T extends Known[number]>(template: ReportChoice['template'], known: readonly T[]): T | undefined {
  return known.find(({ id, isDefault }) => (template === 'default' ? isDefault : id === template));
}

/** What the report will be written in: as chosen, else as the template says, else as the page. */
export function languageOf({ template, language }: ReportChoice, known: Known, page: ReportLanguage): ReportLanguage {
  return language ?? templateOf(template, known)?.language ?? page;
}

/**
 * The choice as it is sent. A language that was not chosen is left to the template where that has one; while the templates are not known
 * (undefined) it is left to the server. @param page the language of the page
 */
export function askedChoice(
  choice: ReportChoice,
  known: Known | undefined,
  page: ReportLanguage,
): { templateId?: string | null; language?: ReportLanguage } {
  const { template, language } = choice;
  const isLeftOpen = language === null && (known === undefined || Boolean(templateOf(template, known)?.language));
  return {
    ...(template === 'default' ? {} : { templateId: template === 'none' ? null : template }),
    ...(isLeftOpen ? {} : { language: language ?? page }),
  };
}
