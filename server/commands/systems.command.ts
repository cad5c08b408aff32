import { type Command, commandLineActor, parse, UsageError, withAppliance } from './command.ts';

const options = { name: { type: 'string' }, site: { type: 'string' }, 'time-zone': { type: 'string' }, tag: { type: 'string' } } as const;

export const systemsCommand: Command = {
  usage: 'systems create --name NAME [--site NAME] [--time-zone ZONE] [--tag TAG] | systems list | systems show ID',
  async run(args, { output }) {
    const { values, positionals } = parse(args, options, { least: 1, most: 2 });
    const [verb, id] = positionals;
    await withAppliance(values.data, async ({ systems }) => {
      if (verb === 'create') {
        if (!values.name) throw new UsageError('--name is missing.');
        const actor = commandLineActor();
        const siteName = values.site ?? 'Default site';
        const site =
          (await systems.findSiteByName(siteName)) ??
          (await systems.createSite({ name: siteName, timeZone: values['time-zone'] ?? 'UTC' }, actor));
        const system = await systems.create({ siteId: site.id, name: values.name, ...(values.tag ? { tag: values.tag } : {}) }, actor);
        output.result(`${system.id}  ${system.name} (${site.name})`, system);
      } else if (verb === 'list') {
        const items = await all((cursor) => systems.list({ limit: 500, ...cursor }));
        output.result(items.map((s) => `${s.id}  ${s.name}`).join('\n') || 'No systems yet.', { items });
      } else if (verb === 'show' && id) {
        const detail = await systems.getDetail(id);
        const channels = detail.channels.map((c) => `  ${c.name} [${c.unit}] ${c.signal ?? ''}`);
        output.result(
          [
            `${detail.system.name} (${detail.site.name})`,
            `${detail.components.length} components, ${channels.length} channels:`,
            ...channels,
          ].join('\n'),
          detail,
        );
      } else throw new UsageError(`systems "${verb}" is not understood.`);
    });
  },
};

/** Reads every page of a list. */
export async function all<T>(read: (cursor: { cursor?: string }) => Promise<{ items: T[]; next?: string }>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor === undefined ? {} : { cursor });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return items;
}
