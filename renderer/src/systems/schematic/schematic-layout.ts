import type { Box } from './schematic-box.ts';
import { type CircuitRoles, type GridCell, gridOf, rolesOf, rowNames } from './schematic-grid.ts';
import { linesOf, type SchematicLine } from './schematic-lines.ts';
import { placeOf, type SchematicChannel, type SchematicComponent } from './sensor-place.ts';

export interface PlacedSymbol {
  readonly component: SchematicComponent;
  /** The symbol alone. */
  readonly box: Box;
  /** Name and state. */
  readonly label: Box;
}
export interface PlacedSensor {
  readonly channel: SchematicChannel;
  readonly box: Box;
  /** null: nobody said where it is measured. */
  readonly componentId: string | null;
}
export interface Schematic {
  readonly width: number;
  readonly height: number;
  readonly symbols: readonly PlacedSymbol[];
  readonly sensors: readonly PlacedSensor[];
  readonly lines: readonly SchematicLine[];
  /** Where lines are joined, not only crossing (ISO 1219-1). */
  readonly junctions: readonly { readonly x: number; readonly y: number }[];
}

const margin = 8;
const symbolZone = 96;
const symbolBand = 60;
const labelHeight = 48;
/** A target of at least 24 px (WCAG 2.2 2.5.8). */
const sensorHeight = 24;
/** Room for the pressure line above the supply and for the tank line below it. */
const lineGap = 22;

const sizes: Partial<Record<SchematicComponent['kind'], readonly [width: number, height: number]>> = {
  'directional-valve': [90, 34],
  cylinder: [90, 34],
  reservoir: [72, 48],
  'check-valve': [30, 36],
  accumulator: [30, 54],
  fluid: [104, 40],
  other: [84, 40],
};

/** What leaves sideways (shaft, return line) has its words below, so that no line runs through them. */
function isLabelledBelow({ row, component }: GridCell): boolean {
  return row === 'return' || component.kind === 'motor';
}

/**
 * A circuit in the order of a hydraulic diagram, made from the list of components alone: by kind, not from the plant's own drawing.
 * Pure; the same list gives the same drawing. Every component is drawn once, nothing overlaps.
 */
export function layoutSchematic(components: readonly SchematicComponent[], channels: readonly SchematicChannel[]): Schematic {
  const roles = rolesOf(components);
  const { cells, columns } = gridOf(roles);
  const places = channels.map((channel) => ({ channel, componentId: placeOf(channel, components) }));
  const textWidth = channels.length > 0 ? 122 : 86;
  const cellWidth = symbolZone + textWidth;
  const symbols: PlacedSymbol[] = [];
  const sensors: PlacedSensor[] = [];
  const lineY = { pressure: 0, tank: 0 };
  let y = margin;
  for (const row of rowNames) {
    if (row === 'check') lineY.pressure = y + lineGap / 2;
    if (row === 'return') lineY.tank = y + lineGap / 2;
    if (row === 'check' || row === 'return') y += lineGap;
    const inRow = cells.filter((cell) => cell.row === row);
    for (const line of new Set(inRow.map((cell) => cell.line))) {
      const placed = inRow
        .filter((cell) => cell.line === line)
        .map((cell) => placeCell(cell, { x: margin + cell.column * cellWidth, y, textWidth, places }));
      symbols.push(...placed.map(({ symbol }) => symbol));
      sensors.push(...placed.flatMap((one) => one.sensors));
      y += Math.max(...placed.map(({ height }) => height));
    }
  }
  const width = 2 * margin + columns * cellWidth;
  const loose = placeLoose(places, { y, width, textWidth });
  const height = Math.max(y, ...loose.map(({ box }) => box.y + box.height)) + margin;
  return { width, height, symbols, sensors: [...sensors, ...loose], ...connect(roles, symbols, lineY) };
}

type Places = readonly { channel: SchematicChannel; componentId: string | null }[];

function placeCell(cell: GridCell, at: { x: number; y: number; textWidth: number; places: Places }) {
  const { component } = cell;
  const [width, height] = sizes[component.kind] ?? [52, 52];
  const isBelow = isLabelledBelow(cell);
  const box = { x: at.x + (symbolZone - width) / 2, y: at.y + (symbolBand - height) / 2, width, height };
  const textX = isBelow ? at.x + 4 : at.x + symbolZone + 4;
  const textY = isBelow ? at.y + symbolBand : at.y + 4;
  const label = { x: textX, y: textY, width: isBelow ? symbolZone + at.textWidth - 8 : at.textWidth - 8, height: labelHeight };
  const own = at.places.filter(({ componentId }) => componentId === component.id);
  const sensors = own.map(({ channel, componentId }, i) => ({
    channel,
    componentId,
    box: { x: textX, y: textY + labelHeight + i * sensorHeight, width: at.textWidth - 8, height: sensorHeight },
  }));
  const bottom = textY + labelHeight + own.length * sensorHeight;
  return { symbol: { component, box, label }, sensors, height: Math.max(bottom, at.y + symbolBand) - at.y + margin };
}

/** Sensors without a place stand below the drawing, side by side. */
function placeLoose(places: Places, at: { y: number; width: number; textWidth: number }): PlacedSensor[] {
  const loose = places.filter(({ componentId }) => componentId === null);
  const perLine = Math.max(1, Math.floor((at.width - 2 * margin) / at.textWidth));
  return loose.map(({ channel, componentId }, i) => {
    const [column, line] = [i % perLine, Math.floor(i / perLine)];
    const box = { x: margin + column * at.textWidth, y: at.y + line * sensorHeight, width: at.textWidth - 4, height: sensorHeight };
    return { channel, componentId, box };
  });
}

function connect(roles: CircuitRoles, symbols: readonly PlacedSymbol[], lineY: { pressure: number; tank: number }) {
  const boxes = new Map(symbols.map(({ component, box }) => [component.id, box]));
  return linesOf(roles, boxes, lineY);
}
