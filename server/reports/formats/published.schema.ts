import { ReportDocument, reportDocumentId } from '../report-document.schema.ts';

/** Its name in a bundle. */
export const publishedSchemaName = 'report-document.schema.json';

/**
 * What the JSON of a report looks like, as JSON Schema (draft 7 and later read it alike): everything inside, so that a validator needs nothing
 * else. Parts have no names of their own, or some validators take a part that stands twice for two things of one name.
 */
export function publishedSchema(): Record<string, unknown> {
  return { $schema: 'http://json-schema.org/draft-07/schema#', $id: reportDocumentId, ...(withoutNames(ReportDocument) as object) };
}

export function publishedSchemaText(): string {
  return `${JSON.stringify(publishedSchema(), null, 1)}\n`;
}

function withoutNames(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withoutNames);
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).flatMap(([name, value]) => (name === '$id' ? [] : [[name, withoutNames(value)]])));
}
