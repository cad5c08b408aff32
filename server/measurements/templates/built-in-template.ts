import type { PageRequest } from '../../platform/http/page.schema.ts';
import { builtInTemplates } from '../imports/import-template.ts';
import type { LoggerTemplate } from './template.schema.ts';

/** The templates that are part of the product stand on the first page, before those that people made. */
export function builtInPage({ cursor }: PageRequest): LoggerTemplate[] {
  if (cursor !== undefined) return [];
  return builtInTemplates.map(({ id, version, title, source, sensors }) => ({
    id,
    name: id,
    version,
    answers: {},
    note: `${title}. ${source}`,
    isBuiltIn: true,
    fingerprint: {
      layout: 'matrix',
      delimiter: '\t',
      header: sensors.map(({ file, columns }) => `${file}: ${columns}`).sort(),
      units: [],
      metadataKeys: [],
    },
    createdAt: null,
    createdBy: null,
  }));
}

export function isBuiltIn(id: string): boolean {
  return builtInTemplates.some((template) => template.id === id);
}
