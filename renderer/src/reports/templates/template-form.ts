import type {
  NewReportTemplate,
  ReportTemplate,
  ReportTemplateChange,
} from '../../../../server/reports/templates/report-template.schema.ts';

/** As the form holds it: nothing is an empty text; a logo that nobody touched is absent. */
export interface TemplateValues {
  name: string;
  company: string;
  confidentiality: string;
  language: '' | 'en' | 'de';
  isDefault: boolean;
  leftOut: string[];
  blocks: NewReportTemplate['blocks'];
  logo: { base64: string } | null | undefined;
}

export function valuesOf(template: ReportTemplate | null): TemplateValues {
  return {
    name: template?.name ?? '',
    company: template?.company ?? '',
    confidentiality: template?.confidentiality ?? '',
    language: template?.language ?? '',
    isDefault: template?.isDefault ?? false,
    leftOut: (template?.sections ?? []).filter(({ included }) => !included).map(({ id }) => id),
    blocks: template?.blocks ?? [],
    logo: undefined,
  };
}

export function changeOf({ company, confidentiality, language, leftOut, logo, ...values }: TemplateValues): ReportTemplateChange {
  return {
    ...values,
    company: company.trim() || null,
    confidentiality: confidentiality.trim() || null,
    language: language === '' ? null : language,
    sections: leftOut.map((id) => ({ id: id as ReportTemplateChange['sections'][number]['id'], included: false })),
    blocks: values.blocks.filter(({ text }) => text.trim() !== '').map((block) => ({ ...block, title: block.title?.trim() || null })),
    ...(logo === undefined ? {} : { logo }),
  };
}
