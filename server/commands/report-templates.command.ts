import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { Value } from 'typebox/value';
import { Problem } from '../platform/problem.ts';
import {
  mostTemplateFileBytes,
  type ReportTemplate,
  ReportTemplateFile,
  type ReportTemplateVersion,
} from '../reports/templates/report-template.schema.ts';
import { exportTemplate, findNamed, importTemplate } from '../reports/templates/template-file.ts';
import { type Command, type CommandAppliance, commandLineActor, parse, UsageError, withAppliance } from './command.ts';
import { all } from './systems.command.ts';

const verbs = ['list', 'show', 'export', 'import'];

export const reportTemplatesCommand: Command = {
  usage:
    'report-templates list | report-templates show NAME | report-templates export NAME [FILE] | report-templates import FILE   (import: a new template, or the next version of the one with its name)',
  async run(args, { output }) {
    const { values, positionals } = parse(args, {}, { least: 1, most: 3 });
    const [verb, word, target] = positionals;
    if (!verbs.includes(verb ?? '') || (verb !== 'list' && word === undefined)) {
      throw new UsageError('Say list, show NAME, export NAME or import FILE.');
    }
    if (target !== undefined && verb !== 'export') throw new UsageError(`"${target}" is one word too many.`);
    await withAppliance(values.data, async (appliance) => {
      const { reportTemplates: templates } = appliance;
      if (verb === 'list') {
        const items = await all((cursor) => templates.list({ limit: 500, ...cursor }));
        output.result(items.map(line).join('\n'), { items });
      } else if (verb === 'import') {
        const made = await importTemplate(templates, readTemplateFile(word!), commandLineActor());
        output.result(line(made), made);
      } else {
        const template = await reportTemplateNamed(appliance, word!);
        if (verb === 'show') {
          const versions = await all((cursor) => templates.versions(template.id, { limit: 500, ...cursor }));
          output.result([describe(template), ...versions.map(versionLine)].join('\n'), { template, versions });
        } else {
          const file = await exportTemplate(templates, template);
          const text = JSON.stringify(file, null, 2);
          if (target !== undefined) writeFileSync(target, `${text}\n`, { flag: 'wx' });
          output.result(target === undefined ? text : `${template.name}@${template.version} written to ${target}`, file);
        }
      }
    });
  },
};

/** @throws Problem `report-template-not-found` */
export async function reportTemplateNamed({ reportTemplates }: CommandAppliance, name: string): Promise<ReportTemplate> {
  const found = await findNamed(reportTemplates, name);
  if (found) return found;
  throw new Problem('report-template-not-found', 404, 'There is no such report template', { detail: `No template is called "${name}".` });
}

const line = ({ name, version, isDefault, company, language }: ReportTemplate): string =>
  [`${name}@${version}${isDefault ? ' (default)' : ''}`, company, language].filter((one) => one !== null).join('  ');

function describe(template: ReportTemplate): string {
  const { confidentiality, sections, blocks, logo } = template;
  const left = sections.filter(({ included }) => !included).map(({ id }) => id);
  return [
    line(template),
    ...(confidentiality === null ? [] : [`  confidentiality: ${confidentiality}`]),
    ...(logo === null ? [] : [`  logo: ${logo.mediaType}, ${logo.bytes} bytes, SHA-256 ${logo.sha256}`]),
    ...(left.length === 0 ? [] : [`  leaves out: ${left.join(', ')}`]),
    ...blocks.map(({ section, place, title, text }) => `  ${section}, ${place}: ${title === null ? '' : `${title}: `}${firstLine(text)}`),
  ].join('\n');
}

const firstLine = (text: string): string => text.split('\n', 1)[0]!.slice(0, 100);

const versionLine = ({ version, updatedAt, updatedBy, logo }: ReportTemplateVersion): string =>
  `  version ${version}  ${updatedAt} by ${updatedBy}${logo === null ? '' : `, logo ${logo.sha256.slice(0, 12)}`}`;

function readTemplateFile(path: string): ReportTemplateFile {
  const refuse = (detail: string, cause?: unknown): Problem =>
    new Problem('template-file-invalid', 422, 'The template file cannot be used', { detail, cause });
  let file: unknown;
  try {
    if (statSync(path).size > mostTemplateFileBytes) throw refuse(`${path} is larger than ${mostTemplateFileBytes / 1024} KiB.`);
    file = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw error instanceof Problem ? error : refuse(`${path} is missing or is not valid JSON.`, error);
  }
  const [first] = Value.Errors(ReportTemplateFile, file);
  if (first === undefined) return file as ReportTemplateFile;
  throw refuse(`${path} is not a Sightglass report template: ${first.instancePath || 'the file'} ${first.message}.`);
}
