import { channelOf } from './detections/channel-recipe.ts';
import type { MatrixShape } from './detections/matrix-shape.ts';
import type { ChannelRecipe, MatrixRecipe, SkippedFile } from './import.types.ts';
import uciZema from './templates/uci-zema.template.json' with { type: 'json' };

/** What a known set of files is: its fingerprint (names and columns) and the meaning that the files themselves do not carry. */
interface ImportTemplate {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly source: string;
  /** A row of every file lasts so long. */
  readonly cycleSeconds: number;
  /** The same files also exist with every sensor reduced to this many columns. */
  readonly reducedColumns: number;
  /** Files that may lie beside the sensors and hold no measurement. */
  readonly labels: readonly string[];
  readonly sensors: readonly {
    readonly file: string;
    readonly name: string;
    readonly unit: string;
    readonly columns: number;
    readonly description: string;
    readonly role: string | null;
  }[];
}

const templates: readonly ImportTemplate[] = [uciZema];

/** The templates that are part of the product. */
export const builtInTemplates: readonly Pick<ImportTemplate, 'id' | 'version' | 'title' | 'source' | 'sensors'>[] = templates;

/** Last part of a name like `full-rate/PS1.txt`. */
export function baseName(name: string): string {
  return name.split(/[\\/]/).at(-1) ?? name;
}

/**
 * The recipe of a template whose fingerprint these files have exactly: every sensor file once, each with its number of columns (all
 * original or all reduced), and nothing else but labels. Null: no template matches.
 */
export function matchTemplate(shapes: readonly MatrixShape[], others: readonly string[], templateId?: string): MatrixRecipe | null {
  const candidates = templates.filter(({ id }) => templateId === undefined || id === templateId);
  for (const template of candidates) {
    const isLabel = (name: string): boolean => template.labels.includes(baseName(name).toLowerCase());
    const sensors = shapes.filter(({ name }) => !isLabel(name));
    if (!others.every(isLabel) || sensors.length !== template.sensors.length) continue;
    const found = template.sensors.map(({ file }) => sensors.find(({ name }) => baseName(name) === file));
    const isComplete = found.every((shape) => shape !== undefined);
    const isOriginal = found.every((shape, i) => shape?.columns === template.sensors[i]!.columns);
    const isReduced = found.every((shape) => shape?.columns === template.reducedColumns);
    if (!isComplete || (!isOriginal && !isReduced)) continue;
    const labels = [...shapes.map(({ name }) => name).filter(isLabel), ...others].sort();
    return templateRecipe(template, found, labels);
  }
  return null;
}

function templateRecipe(template: ImportTemplate, shapes: readonly MatrixShape[], labels: readonly string[]): MatrixRecipe {
  const cycleMs = template.cycleSeconds * 1000;
  const skipped: SkippedFile[] = labels.map((name) => ({ name, reason: 'labels, not a measurement' }));
  return {
    kind: 'matrix',
    version: 1,
    encoding: shapes[0]!.encoding,
    layout: 'matrix',
    template: { id: template.id, version: template.version, source: template.source },
    cycleMs,
    clock: 'relative',
    start: null,
    zone: null,
    zoneFrom: 'unspecified',
    files: shapes.map((shape, i) => {
      const sensor = template.sensors[i]!;
      const channel: ChannelRecipe = {
        ...channelOf({ name: sensor.name, column: null, unit: sensor.unit }),
        unitWritten: null,
        role: sensor.role,
      };
      const { name, encoding, bom, eol, delimiter, decimalMark, columns } = shape;
      const spacing = shape.spacing === undefined ? {} : { spacing: shape.spacing };
      return { file: name, encoding, bom, eol, delimiter, ...spacing, decimalMark, columns, intervalMs: cycleMs / columns, channel };
    }),
    skipped,
    notes: [
      `Recognised as ${template.title}, template ${template.id} version ${template.version}; units and names are from its documentation (${template.source}).`,
    ],
  };
}
