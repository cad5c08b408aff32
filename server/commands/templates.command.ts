import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { Value } from 'typebox/value';
import { type LoggerTemplate, mostTemplateBytes, RenamedTemplate, TemplateFile } from '../measurements/templates/template.schema.ts';
import type { TemplateService } from '../measurements/templates/template.service.ts';
import { Problem } from '../platform/problem.ts';
import { type Command, commandLineActor, parse, UsageError, withAppliance } from './command.ts';
import { all } from './systems.command.ts';

export const templatesCommand: Command = {
  usage: 'templates list | templates export NAME [FILE] | templates import FILE | templates rename NAME NEW-NAME',
  async run(args, { output }) {
    const { values, positionals } = parse(args, {}, { least: 1, most: 3 });
    const [verb, name, target] = positionals;
    if (!verbs.includes(verb ?? '') || (verb !== 'list' && name === undefined) || (verb === 'rename' && target === undefined))
      throw new UsageError('Say list, export NAME, import FILE or rename NAME NEW-NAME.');
    await withAppliance(values.data, async ({ templates }) => {
      if (verb === 'list') {
        const items = await allTemplates(templates);
        output.result(items.map(describe).join('\n'), { items });
      } else if (verb === 'export') {
        const file = await templates.exportFile(await idOf(templates, name!));
        if (target !== undefined) writeFileSync(target, `${JSON.stringify(file, null, 2)}\n`, { flag: 'wx' });
        output.result(target === undefined ? JSON.stringify(file, null, 2) : `${file.name}@${file.version} written to ${target}`, file);
      } else if (verb === 'rename') {
        const renamed = await templates.rename(await idOf(templates, name!), readName(target!), commandLineActor());
        output.result(describe(renamed), renamed);
      } else {
        const made = await templates.importFile(readTemplate(name!), commandLineActor());
        output.result(describe(made), made);
      }
    });
  },
};

const verbs = ['list', 'export', 'import', 'rename'];

function readName(name: string): string {
  if (Value.Check(RenamedTemplate, { name })) return name;
  throw new UsageError(`"${name.slice(0, 100)}" cannot be the name of a template.`);
}

const allTemplates = (templates: TemplateService): Promise<LoggerTemplate[]> => all((cursor) => templates.list({ limit: 500, ...cursor }));

async function idOf(templates: TemplateService, name: string): Promise<string> {
  const found = (await allTemplates(templates)).find((template) => template.name === name);
  if (found === undefined)
    throw new Problem('template-not-found', 404, 'There is no such template', { detail: `No template is called "${name}".` });
  if (found.isBuiltIn)
    throw new Problem('template-built-in', 409, 'This template is part of the product', {
      detail: 'Every Sightglass has it, under this name; there is nothing to hand on.',
    });
  return found.id;
}

function describe({ name, version, isBuiltIn, note }: LoggerTemplate): string {
  return `${name}@${version}${isBuiltIn ? ' (built in)' : ''}${note === null ? '' : `  ${note.split('\n')[0]!.slice(0, 100)}`}`;
}

function readTemplate(path: string): TemplateFile {
  const refuse = (detail: string, cause?: unknown): Problem =>
    new Problem('template-file-invalid', 422, 'The template file cannot be used', { detail, cause });
  let file: unknown;
  try {
    if (statSync(path).size > mostTemplateBytes) throw refuse(`${path} is larger than ${mostTemplateBytes / 1024} KiB.`);
    file = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw error instanceof Problem ? error : refuse(`${path} is missing or is not valid JSON.`, error);
  }
  const [first] = Value.Errors(TemplateFile, file);
  if (first !== undefined)
    throw refuse(`${path} is not a Sightglass logger template: ${first.instancePath || 'the file'} ${first.message}.`);
  return file as TemplateFile;
}
