import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { Value } from 'typebox/value';
import { type CatalogueEntry, EntryState, type FaultDetail, NewCatalogueEntry } from '../diagnostics/catalogue/entries/entry.schema.ts';
import { Problem } from '../platform/problem.ts';
import { type Command, type CommandAppliance, commandLineActor, parse, UsageError, withAppliance } from './command.ts';
import { all } from './systems.command.ts';

const options = {
  state: { type: 'string' },
  source: { type: 'string' },
  reason: { type: 'string' },
  alone: { type: 'boolean' },
} as const;
type Values = Readonly<Record<string, string | boolean | undefined>>;

/** An entry is a page of text; what is larger is another file. */
const mostEntryBytes = 256 * 1024;

export const catalogueCommand: Command = {
  usage:
    'catalogue list [FAULT] [--state STATE] | catalogue show FAULT | catalogue export FAULT [FILE] | catalogue propose FILE [--source TEXT] [--reason TEXT] | catalogue approve|reject|withdraw ENTRY --reason TEXT [--alone]',
  async run(args, { output }) {
    const { values, positionals } = parse(args, options, { least: 1, most: 3 });
    const [verb, about, target] = positionals;
    await withAppliance(values.data, async (appliance) => {
      if (verb === 'list' && target === undefined) {
        const items = await listAll(appliance, about, values.state);
        output.result(items.map(describe).join('\n') || 'The plant has no entries of its own.', { items });
      } else if (verb === 'show' && about !== undefined && target === undefined) {
        const detail = await appliance.catalogue.getFault(about);
        output.result(describeFault(detail), detail);
      } else if (verb === 'export' && about !== undefined) {
        const file = toFile(await appliance.catalogue.getFault(about));
        const text = JSON.stringify(file, null, 2);
        if (target !== undefined) writeFileSync(target, `${text}\n`, { flag: 'wx' });
        output.result(target === undefined ? text : `${about} written to ${target}: edit it, then propose it.`, file);
      } else if (verb === 'propose' && about !== undefined && target === undefined) {
        const entry = await appliance.catalogueEntries.propose(readProposal(about, values), commandLineActor());
        output.result(describe(entry), entry);
      } else if ((verb === 'approve' || verb === 'reject' || verb === 'withdraw') && about !== undefined && target === undefined) {
        const entry = await decide(appliance, verb, about, values);
        output.result(describe(entry), entry);
      } else throw new UsageError('Say list, show, export, propose, approve, reject or withdraw, with a fault, a file or an entry.');
    });
  },
};

function listAll({ catalogueEntries }: CommandAppliance, faultId: string | undefined, state: string | undefined) {
  if (state !== undefined && !Value.Check(EntryState, state)) throw new UsageError(`"${state}" is no state of an entry.`);
  const filter = { ...(state === undefined ? {} : { state: state as EntryState }), ...(faultId === undefined ? {} : { faultId }) };
  return all((cursor) => catalogueEntries.list({ limit: 500, ...filter, ...cursor }));
}

function decide({ catalogueEntries }: CommandAppliance, verb: 'approve' | 'reject' | 'withdraw', id: string, values: Values) {
  const { reason } = values;
  if (typeof reason !== 'string' || reason.trim().length < 5) throw new UsageError('--reason is missing or shorter than 5 characters.');
  if (verb === 'withdraw') return catalogueEntries.withdraw(id, reason, commandLineActor());
  const decision = verb === 'approve' ? 'approved' : 'rejected';
  return catalogueEntries.decide(id, { decision, reason, isAloneAccepted: values.alone === true }, commandLineActor());
}

/** What can be edited and proposed; why it is proposed is for the person who changes it to say. */
function toFile({ fault, entry, source }: FaultDetail): NewCatalogueEntry {
  return { fault, source: (entry?.source ?? source).slice(0, 300), reason: '' };
}

function describe(entry: CatalogueEntry): string {
  const { id, faultId, version, state, isRetirement, fault, proposedBy, decidedBy, hasSecondPerson, source } = entry;
  const alone = hasSecondPerson === false ? ', no second person' : '';
  const by = decidedBy === null ? `by ${proposedBy}` : `by ${proposedBy}, decided by ${decidedBy}${alone}`;
  return `${id}  ${faultId} ${fault.names.en}  v${version} ${state}  ${isRetirement ? 'ends the entry' : source}  ${by}`;
}

function describeFault({ fault, origin, catalogueVersion, tests, proposal }: FaultDetail): string {
  const { id, names, description, symptoms, causes, checks, actions, safety } = fault;
  const list = (title: string, items: readonly string[]) =>
    items.length === 0 ? [] : [`${title}:`, ...items.map((item) => `  - ${item}`)];
  const signs = symptoms.map(({ id: sign, text, indicator, weight, absenceWeight }) => {
    const shown = indicator === null ? 'not shown by data' : indicator;
    return `${sign} ${text} (${shown}, +${weight}/-${absenceWeight})`;
  });
  return [
    `${id} ${names.en}  ${origin === 'plant' ? 'the plant’s own' : 'from the product'}, catalogue ${catalogueVersion}, severity ${fault.severity}`,
    description,
    ...list('Signs', signs),
    ...list('Causes', causes),
    ...list('Checks', checks),
    ...list('Actions', actions),
    ...list('Safety', safety),
    ...list(
      'Tests',
      tests.map(({ between, do: act, reading }) => `${between.join(', ')}: ${act}. ${reading}`),
    ),
    ...(proposal ? [`Waiting: version ${proposal.version} by ${proposal.proposedBy} (${proposal.id})`] : []),
  ].join('\n');
}

/** The file, with source and reason from the command line in its place. Where it is wrong is named. */
function readProposal(path: string, { source, reason }: Values): NewCatalogueEntry {
  const refuse = (detail: string, cause?: unknown) =>
    new Problem('catalogue-file-invalid', 422, 'The entry cannot be used', { detail, cause });
  let read: unknown;
  try {
    if (statSync(path).size > mostEntryBytes) throw refuse(`${path} is larger than ${mostEntryBytes / 1024} KiB.`);
    read = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw error instanceof Problem ? error : refuse(`${path} is missing or is not valid JSON.`, error);
  }
  const given = { ...(source === undefined ? {} : { source }), ...(reason === undefined ? {} : { reason }) };
  const entry = typeof read === 'object' && read !== null ? { ...read, ...given } : read;
  const [first] = Value.Errors(NewCatalogueEntry, entry);
  if (first !== undefined) throw refuse(`${path}: ${first.instancePath || 'the file'} ${first.message}.`);
  return entry as NewCatalogueEntry;
}
