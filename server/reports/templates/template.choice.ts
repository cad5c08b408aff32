import type { Db } from '../../platform/database/database.ts';
import type { ContentStore } from '../../platform/files/content-store.ts';
import { Problem } from '../../platform/problem.ts';
import type { ReportComposition, TemplateCopy } from '../compositions/report-composition.schema.ts';
import { findDefaultEdition, findEdition, findTemplate, type TemplateEdition } from './report-template.repository.ts';
import type { TemplateContent } from './report-template.schema.ts';

/** A template as it is copied into a draft, and what else it says once, when it is chosen. */
export interface ChosenTemplate {
  readonly copy: TemplateCopy;
  readonly content: TemplateContent;
}

/**
 * Which version of which template a new report takes. @param id null: none; absent: the default one, if there is one
 * @throws Problem `report-template-not-found`
 */
export async function editionFor(db: Db, id: string | null | undefined): Promise<TemplateEdition | null> {
  if (id === null) return null;
  if (id === undefined) return (await findDefaultEdition(db)) ?? null;
  const { version } = (await findTemplate(db, id)) ?? missing();
  return { id, version };
}

/** @throws Problem `report-template-not-found` when it was deleted meanwhile */
export async function readTemplate(
  { db, files }: { db: Db; files: Pick<ContentStore, 'open'> },
  edition: TemplateEdition,
): Promise<ChosenTemplate> {
  const { id, version, name, content, logo } = (await findEdition(db, edition)) ?? missing();
  const { company, confidentiality } = content;
  const base64 = logo && (await bytesOf(files, logo.sha256)).toString('base64');
  const picture = logo === null || base64 === null ? null : { mediaType: logo.mediaType, base64 };
  return { copy: { id, version, name, company, confidentiality, logo: picture }, content };
}

/**
 * The composition with the template: its copy, its sections, its language, its texts under the name of who chose it. Texts of a template
 * chosen before stay: they may have been worked on. @param chosen null: without a template
 */
export function withTemplate(composition: ReportComposition, chosen: ChosenTemplate | null, author: string): ReportComposition {
  if (chosen === null) return { ...composition, template: null };
  const { language, sections, blocks } = chosen.content;
  const isThere = ({ section, text }: { section: string; text: string }) =>
    composition.blocks.some((other) => other.text === text && other.section === section);
  const added = blocks.filter((block) => !isThere(block)).map((block) => ({ ...block, author }));
  return {
    ...composition,
    template: chosen.copy,
    language: language ?? composition.language,
    sections: sections.map((one) => ({ ...one })),
    blocks: [...composition.blocks, ...added].slice(0, 200),
  };
}

async function bytesOf(files: Pick<ContentStore, 'open'>, sha256: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of (await files.open(sha256)) as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export function missing(): never {
  throw new Problem('report-template-not-found', 404, 'There is no such report template', {
    detail: 'Somebody may have deleted it. Look at the templates that there are.',
  });
}
