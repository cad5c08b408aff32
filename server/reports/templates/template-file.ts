import { buffer } from 'node:stream/consumers';
import type { Actor } from '../../accounts/actor.ts';
import type { ReportTemplate, ReportTemplateFile } from './report-template.schema.ts';
import type { ReportTemplateService } from './report-template.service.ts';

/** A template with its logo as a file that another plant can take in. */
export async function exportTemplate(templates: ReportTemplateService, template: ReportTemplate): Promise<ReportTemplateFile> {
  const { id, name, company, language, confidentiality, sections, blocks, logo } = template;
  const base64 = logo && (await buffer((await templates.logo(id, logo.sha256)).content)).toString('base64');
  return {
    ...{ format: 'sightglass-report-template', formatVersion: 1, name, company, language, confidentiality, sections, blocks },
    logo: base64 === null ? null : { base64 },
  };
}

/**
 * Takes in a template file: the next version of the template with this name, or a new one. Whether it is the default stays as it is; a new
 * one is not. @throws what `ReportTemplateService.create` and `change` throw
 */
export async function importTemplate(
  templates: ReportTemplateService,
  { format: _, formatVersion: __, ...content }: ReportTemplateFile,
  actor: Actor,
): Promise<ReportTemplate> {
  const before = await findNamed(templates, content.name);
  if (before === undefined) return templates.create({ ...content, isDefault: false }, actor);
  return templates.change(before.id, { ...content, isDefault: before.isDefault, madeOn: before.tag }, actor);
}

export async function findNamed(templates: ReportTemplateService, name: string): Promise<ReportTemplate | undefined> {
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await templates.list({ limit: 500, ...(cursor === undefined ? {} : { cursor }) });
    const found = items.find((one) => one.name === name);
    if (found !== undefined || next === undefined) return found;
    cursor = next;
  }
}
