import { type Command, parse, UsageError, withAppliance } from './command.ts';
import { all } from './systems.command.ts';

const options = { system: { type: 'string' } } as const;

export const recordingsCommand: Command = {
  usage: 'recordings list [--system ID] | recordings show ID',
  async run(args, { output }) {
    const { values, positionals } = parse(args, options, { least: 1, most: 2 });
    const [verb, id] = positionals;
    await withAppliance(values.data, async ({ recordings }) => {
      if (verb === 'list') {
        const filter = values.system ? { systemId: values.system } : {};
        const items = await all((cursor) => recordings.list({ limit: 500, ...filter, ...cursor }));
        output.result(
          items.map((r) => `${r.id}  ${r.name}  ${r.startedAt ?? 'no clock'}  ${Math.round(r.durationMs / 1000)} s`).join('\n') ||
            'No recordings yet.',
          { items },
        );
      } else if (verb === 'show' && id) {
        const detail = await recordings.getDetail(id);
        const lines = detail.channels.map((c) => `  ${c.index} ${c.name} [${c.unit}] ${c.valid} of ${c.count} valid, ${c.min} … ${c.max}`);
        output.result([detail.recording.name, ...detail.files.map((f) => `  ${f.name}  ${f.sha256}`), ...lines].join('\n'), detail);
      } else throw new UsageError(`recordings "${verb}" is not understood.`);
    });
  },
};
