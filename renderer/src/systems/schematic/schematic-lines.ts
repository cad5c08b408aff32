import type { Box } from './schematic-box.ts';
import type { CircuitRoles } from './schematic-grid.ts';
import type { SchematicComponent } from './sensor-place.ts';

type Point = readonly [x: number, y: number];

export interface SchematicLine {
  readonly kind: 'working' | 'shaft';
  readonly points: readonly Point[];
}

/** Ports of valves and actuators lie this far left and right of the middle. */
export const portX = 9;
/** The return line dips into the tank beside the suction line. */
const tankInletX = 18;
/** The suction line of several pumps runs this far above the tank line. */
const suctionAbove = 7;

interface Tap {
  readonly x: number;
  /** Where the symbol's port is. */
  readonly y: number;
}
type Find = (component: SchematicComponent | undefined) => Box | undefined;

const middle = ({ x, width }: Box): number => x + width / 2;
const level = ({ y, height }: Box): number => y + height / 2;
const bottom = ({ y, height }: Box): number => y + height;

/** Pressure line, tank line, suction, return line and shafts between the symbols; a line that would join nothing is not drawn. */
export function linesOf(roles: CircuitRoles, boxes: ReadonlyMap<string, Box>, lineY: { pressure: number; tank: number }) {
  const find: Find = (component) => component && boxes.get(component.id);
  const pressure = manifold(pressureTaps(roles, find), lineY.pressure);
  const inlet = returnInlet(roles, find);
  const tank = manifold([...tankTaps(roles, find), ...(inlet ? [inlet.tap] : [])], lineY.tank);
  const suction = manifold(suctionTaps(roles, find), lineY.tank - suctionAbove);
  const lines = [
    ...pressure.lines,
    ...tank.lines,
    ...suction.lines,
    ...(inlet?.lines ?? []),
    ...shafts(roles, find),
    ...joints(roles, find),
  ];
  return { lines, junctions: [...pressure.junctions, ...tank.junctions, ...suction.junctions] };
}

/** One horizontal line with a branch to every tap; a branch between the ends is joined by a dot. */
function manifold(taps: readonly Tap[], y: number) {
  if (taps.length < 2) return { lines: [], junctions: [] };
  const xs = taps.map(({ x }) => x);
  const [from, to] = [Math.min(...xs), Math.max(...xs)];
  const branches = taps.map((tap) => working([tap.x, y], [tap.x, tap.y]));
  const meeting = (x: number) => xs.filter((other) => other === x).length + Number(x > from) + Number(x < to);
  const inner = [...new Set(xs)].filter((x) => meeting(x) > 2);
  return { lines: [...(to > from ? [working([from, y], [to, y])] : []), ...branches], junctions: inner.map((x) => ({ x, y })) };
}

function pressureTaps(roles: CircuitRoles, find: Find): Tap[] {
  const tops = [...roles.drives.map(({ pump, check }) => find(check) ?? find(pump)), ...roles.reliefs.map(find)];
  return [
    ...tops.flatMap((box) => (box ? [{ x: middle(box), y: box.y }] : [])),
    ...roles.accumulators.flatMap((one) => below(find(one), 0)),
    ...roles.consumers.flatMap(({ valve, actuator }) => below(find(valve) ?? find(actuator), -portX)),
  ];
}

function tankTaps(roles: CircuitRoles, find: Find): Tap[] {
  return [
    ...roles.reliefs.flatMap((one) => below(find(one), 0)),
    ...roles.consumers.flatMap(({ valve, actuator }) => below(find(valve) ?? find(actuator), portX)),
  ];
}

function below(box: Box | undefined, offset: number): Tap[] {
  return box ? [{ x: middle(box) + offset, y: bottom(box) }] : [];
}

function suctionTaps(roles: CircuitRoles, find: Find): Tap[] {
  const tank = find(roles.tank);
  if (!tank) return [];
  return [...roles.drives.flatMap(({ pump }) => below(find(pump), 0)), { x: middle(tank), y: bottom(tank) - 8 }];
}

/** From the tank line down, back through coolers and filters, into the tank. */
function returnInlet(roles: CircuitRoles, find: Find): { tap: Tap; lines: SchematicLine[] } | undefined {
  const chain = roles.returns.flatMap((one) => find(one) ?? []);
  const tank = find(roles.tank);
  const last = chain.at(-1) ?? tank;
  if (!last) return undefined;
  const y = chain[0] ? level(chain[0]) : 0;
  const lines = chain.slice(1).map((box, i) => working([box.x, y], [right(chain[i] ?? box), y]));
  if (!tank) return { tap: { x: right(last) + 16, y }, lines: [...lines, working([right(last) + 16, y], [right(last), y])] };
  const inlet: Point = [middle(tank) + tankInletX, bottom(tank) - 8];
  if (!chain[0]) return { tap: { x: inlet[0], y: inlet[1] }, lines };
  const end = { x: right(last) + 16, y };
  return { tap: end, lines: [...lines, working([end.x, y], [right(last), y]), working([chain[0].x, y], [inlet[0], y], inlet)] };
}

const right = ({ x, width }: Box): number => x + width;

function shafts(roles: CircuitRoles, find: Find): SchematicLine[] {
  return roles.drives.flatMap(({ motor, pump }) => {
    const [from, to] = [find(motor), find(pump)];
    const y = from ? level(from) : 0;
    if (!from || !to) return [];
    return [{ kind: 'shaft' as const, points: [[right(from), y] as const, [to.x, y] as const] }];
  });
}

/** Pump to its check valve, valve to its actuator. */
function joints(roles: CircuitRoles, find: Find): SchematicLine[] {
  const checks = roles.drives.flatMap(({ pump, check }) => {
    const [from, to] = [find(pump), find(check)];
    return from && to ? [working([middle(from), from.y], [middle(to), bottom(to)])] : [];
  });
  const ports = roles.consumers.flatMap(({ valve, actuator }) => {
    const [from, to] = [find(valve), find(actuator)];
    if (!from || !to) return [];
    return [-portX, portX].map((port) => working([middle(from) + port, from.y], [middle(to) + port, bottom(to)]));
  });
  return [...checks, ...ports];
}

function working(...points: Point[]): SchematicLine {
  return { kind: 'working', points };
}
