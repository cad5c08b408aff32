import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameplateKeys } from '../nameplate.ts';
import type { Box } from './schematic-box.ts';
import { layoutSchematic, type Schematic } from './schematic-layout.ts';
import { placeOf, type SchematicChannel, type SchematicComponent } from './sensor-place.ts';

const kinds = Object.keys(nameplateKeys) as SchematicComponent['kind'][];
const component = (kind: SchematicComponent['kind'], id: string = kind): SchematicComponent => ({
  id,
  kind,
  name: `The ${kind}`,
  nameplate: {},
});
const channel = (signal: SchematicChannel['signal'], componentId: string | null = null): SchematicChannel => ({
  ...{ id: `channel ${signal}`, name: `logger ${signal}`, quantity: 'pressure', signal, componentId },
});
const press = (
  ['motor', 'pump', 'relief-valve', 'accumulator', 'directional-valve', 'cylinder', 'filter', 'cooler', 'reservoir'] as const
).map((kind) => component(kind));

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function boxesOf({ symbols, sensors }: Schematic): Box[] {
  return [...symbols.flatMap(({ box, label }) => [box, label]), ...sensors.map(({ box }) => box)];
}

/** Horizontal and vertical pieces of the lines as thin boxes. */
function pieces({ lines }: Schematic): Box[] {
  return lines.flatMap(({ points }) =>
    points.slice(1).map(([x, y], i) => {
      const [fromX, fromY] = points[i]!;
      return { x: Math.min(x, fromX), y: Math.min(y, fromY), width: Math.abs(x - fromX), height: Math.abs(y - fromY) };
    }),
  );
}

const someComponents = fc
  .array(fc.constantFrom(...kinds), { maxLength: 24 })
  .map((list) => list.map((kind, i) => component(kind, `component ${i}`)));
const someChannels = fc
  .array(fc.constantFrom(...(['p_P', 'Q_P', 'T_T', 'dp_F', 'p_acc', 'x', 'T_amb', 'P_el', 'c4'] as const), null), { maxLength: 40 })
  .map((list) => list.map((signal, i) => ({ ...channel(signal), id: `channel ${i}` })));

describe('the layout of a schematic', () => {
  it('draws every component and every sensor once, inside the drawing, and nothing overlaps', () => {
    fc.assert(
      fc.property(someComponents, someChannels, (components, channels) => {
        const drawing = layoutSchematic(components, channels);
        expect(drawing.symbols.map((symbol) => symbol.component.id).sort()).toEqual(components.map(({ id }) => id).sort());
        expect(drawing.sensors.map((sensor) => sensor.channel.id).sort()).toEqual(channels.map(({ id }) => id).sort());
        const boxes = boxesOf(drawing);
        for (const [i, box] of boxes.entries()) {
          expect(box.x).toBeGreaterThanOrEqual(0);
          expect(box.y).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(drawing.width);
          expect(box.y + box.height).toBeLessThanOrEqual(drawing.height);
          for (const other of boxes.slice(i + 1)) expect(overlaps(box, other)).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('leads no line through a name, a sensor or a foreign symbol, and draws only horizontal and vertical ones', () => {
    fc.assert(
      fc.property(someComponents, someChannels, (components, channels) => {
        const drawing = layoutSchematic(components, channels);
        const texts = [...drawing.symbols.map(({ label }) => label), ...drawing.sensors.map(({ box }) => box)];
        // A line may enter the tank's box: it ends below the oil's surface.
        const closed = drawing.symbols.filter(({ component: { kind } }) => kind !== 'reservoir').map(({ box }) => box);
        for (const piece of pieces(drawing)) {
          expect(Math.min(piece.width, piece.height)).toBe(0);
          for (const box of [...texts, ...closed]) expect(overlaps(piece, box)).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is the same for the same list', () => {
    expect(layoutSchematic(press, [channel('p_P')])).toEqual(layoutSchematic(press, [channel('p_P')]));
  });

  it('joins a pump, its motor, the pressure line, the return line and the tank', () => {
    const { lines, junctions, symbols } = layoutSchematic(press, []);
    const boxOf = (kind: string) => symbols.find((symbol) => symbol.component.kind === kind)!.box;
    const touches = (kind: string) => {
      const { x, y, width, height } = boxOf(kind);
      const ends = lines.flatMap(({ points }) => [points[0]!, points.at(-1)!]);
      return ends.some(([px, py]) => px >= x && px <= x + width && py >= y && py <= y + height);
    };
    for (const { kind } of press) expect(touches(kind), kind).toBe(true);
    expect(lines.filter(({ kind }) => kind === 'shaft')).toHaveLength(1);
    expect(junctions.length).toBeGreaterThan(0);
  });

  it('leaves out what the system does not have, with its lines', () => {
    expect(layoutSchematic([component('pump')], [])).toMatchObject({
      symbols: [{ component: { kind: 'pump' } }],
      lines: [],
      junctions: [],
    });
    expect(layoutSchematic([], [])).toMatchObject({ symbols: [], lines: [], sensors: [] });
  });

  it('gives a sensor a target of 24 px, so that a finger finds it', () => {
    const { sensors } = layoutSchematic(press, [channel('p_P'), channel('T_amb')]);
    for (const { box } of sensors) expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24);
  });
});

describe('the place of a sensor', () => {
  it('is the component that the plant named, before the one that the signal suggests', () => {
    expect(placeOf(channel('p_P'), press)).toBe('pump');
    expect(placeOf(channel('p_P', 'cooler'), press)).toBe('cooler');
  });
  it('is the next kind that the system has', () => {
    expect(placeOf(channel('P_el'), press)).toBe('motor');
    expect(placeOf(channel('P_el'), [component('pump')])).toBe('pump');
  });
  it('is unknown where two could be meant, where there is none, and for what belongs to no component', () => {
    expect(placeOf(channel('p_P'), [component('pump', '1'), component('pump', '2')])).toBeNull();
    expect(placeOf(channel('dp_F'), [component('pump')])).toBeNull();
    expect(placeOf(channel('T_amb'), press)).toBeNull();
    expect(placeOf(channel(null), press)).toBeNull();
  });
});
