import type { SignalWindow } from '../systems/limits/limit.schema.ts';
import type { OperatingPoint } from '../systems/operating-points/operating-point.schema.ts';
import { type SignalId, signalIds } from '../systems/signal.schema.ts';
import { type Command, commandLineActor, parse, UsageError, withAppliance } from './command.ts';
import { all } from './systems.command.ts';

const options = { within: { type: 'string', multiple: true }, sure: { type: 'boolean' } } as const;

export const pointsCommand: Command = {
  usage:
    'points list SYSTEM | points add SYSTEM NAME --within SIGNAL:LOW..HIGH:UNIT … | points change POINT --within SIGNAL:LOW..HIGH:UNIT … | points remove POINT --sure',
  async run(args, { output }) {
    const { values, positionals } = parse(args, options, { least: 2, most: 3 });
    const [verb, id, name] = positionals as [string, string, string | undefined];
    const told = (point: OperatingPoint) => output.result(describe(point), point);
    await withAppliance(values.data, async ({ operatingPoints }) => {
      if (verb === 'list') {
        const items = await all((cursor) => operatingPoints.list(id, { limit: 500, ...cursor }));
        output.result(items.map(describe).join('\n') || 'No operating points.', { items });
      } else if (verb === 'add' && name) {
        told(await operatingPoints.create(id, { name, within: windowsOf(values.within) }, commandLineActor()));
      } else if (verb === 'change') {
        const { version } = await operatingPoints.get(id);
        told(await operatingPoints.update(id, { within: windowsOf(values.within), version }, commandLineActor()));
      } else if (verb === 'remove') {
        // Nobody looks at a list between typing and removing: saying so is what a dialog asks in the window.
        if (values.sure !== true) throw new UsageError('Removing an operating point needs --sure. Limits made with it keep its ranges.');
        const point = await operatingPoints.get(id);
        await operatingPoints.remove(id, point.version, commandLineActor());
        output.result(`Removed: ${describe(point)}`, { removed: point });
      } else throw new UsageError('Say list, add, change or remove, with an id.');
    });
  },
};

/** `T_T:40..55:°C`; one end may be left out. */
function windowsOf(texts: readonly string[] | undefined): SignalWindow[] {
  if (texts === undefined || texts.length === 0) throw new UsageError('--within is missing: for example --within T_T:40..55:°C');
  return texts.map((text) => {
    const found = /^(?<signal>\w+):(?<low>-?[\d.]*)\.\.(?<high>-?[\d.]*):(?<unit>.+)$/.exec(text)?.groups;
    const [atLeast, atMost] = [endOf(found?.low), endOf(found?.high)];
    const isKnown = signalIds.includes(found?.signal as SignalId);
    if (!found || !isKnown || Number.isNaN(atLeast) || Number.isNaN(atMost) || (atLeast === null && atMost === null))
      throw new UsageError(`"${text}" is no range of a signal. Write SIGNAL:LOW..HIGH:UNIT, for example T_T:40..55:°C or p_P:150..:bar.`);
    return { signal: found.signal as SignalId, unit: found.unit ?? '', atLeast, atMost };
  });
}

const endOf = (text: string | undefined): number | null => (text === undefined || text === '' ? null : Number(text));

function describe({ id, name, within, version, updatedBy }: OperatingPoint): string {
  const ranges = within.map(({ signal, unit, atLeast, atMost }) => `${signal} ${atLeast ?? ''}..${atMost ?? ''} ${unit}`).join(', ');
  return `${id}  ${name}  ${ranges}  v${version} by ${updatedBy}`;
}
