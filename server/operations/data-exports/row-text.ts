import { byteOrderMark } from '../../platform/tables/cell-text.ts';
import type { Row } from './exported-row.queries.ts';
import type { ColumnKind, ExportedTable } from './exported-table.ts';

/** `created_at` is `createdAt`, as in the API. */
export function fieldName(column: string): string {
  return column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** A value of the database as JSON has it: booleans and whole numbers alike on both databases, documents parsed. */
export function jsonValue(kind: ColumnKind, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (kind === 'boolean') return Boolean(value);
  if (kind === 'integer' || kind === 'number') return Number(value);
  if (kind === 'text') return String(value);
  return withoutSecrets(documentOf(String(value)));
}

/** The same as text of a cell. */
export function textOf(kind: ColumnKind, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (kind === 'boolean') return value ? 'true' : 'false';
  if (kind !== 'json') return String(value);
  return namesSecret(String(value)) ? JSON.stringify(withoutSecrets(documentOf(String(value)))) : String(value);
}

export function csvHead({ columns }: ExportedTable): string {
  return `${byteOrderMark}${Object.keys(columns).map(fieldName).join(',')}\r\n`;
}

export function jsonRows({ columns }: ExportedTable, rows: readonly Row[]): string {
  const fields = Object.entries(columns).map(([column, kind]) => ({ kind, name: fieldName(column) }));
  let text = '';
  for (const row of rows) {
    const object: Record<string, unknown> = {};
    fields.forEach(({ kind, name }, i) => {
      object[name] = jsonValue(kind, row[i]);
    });
    text += `${JSON.stringify(object)}\n`;
  }
  return text;
}

/** No document of ours has such a field; one that ever gets one does not carry it out. */
const secretName = /password|passphrase|secret|token|private.?key|cookie/i;
/** What is no document is handed out as the text that it is. */
function documentOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const namesSecret = (text: string): boolean => secretName.test(text);

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, secretName.test(name) ? '[left out]' : withoutSecrets(inner)]),
  );
}
