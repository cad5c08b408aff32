import { userInfo } from 'node:os';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Actor } from '../accounts/actor.ts';
import { type Appliance, openAppliance } from '../app.ts';
import { readConfig } from '../platform/config/config.ts';
import type { ProblemDetails } from '../platform/http/problem.schema.ts';

export interface Command {
  /** One line for the help. */
  readonly usage: string;
  run(args: string[], context: CommandContext): Promise<void>;
}

export interface CommandContext {
  readonly output: Output;
  /** Set by a command that did its work and has bad news. */
  readonly exit: { code: number };
}

/** Wrong words on the command line: exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** With `--json` exactly one JSON document goes to stdout; everything for people goes to stderr then. */
export interface Output {
  readonly isJson: boolean;
  /** The command's result: `text` for people, `json` for programs. */
  result(text: string, json: unknown): void;
  /** A line on the way, for people only. */
  say(text: string): void;
  problem(details: ProblemDetails): void;
}

export function createOutput(isJson: boolean): Output {
  return {
    isJson,
    result: (text, json) => void process.stdout.write(isJson ? `${JSON.stringify(json, null, 2)}\n` : `${text}\n`),
    say: (text) => void (isJson ? process.stderr : process.stdout).write(`${text}\n`),
    problem(details) {
      if (isJson) process.stdout.write(`${JSON.stringify(details, null, 2)}\n`);
      else process.stderr.write(describe(details));
    },
  };
}

function describe({ title, detail, code, errors, extra }: ProblemDetails): string {
  const lines = [`${title}${detail ? `\n  ${detail}` : ''}`];
  for (const error of errors ?? []) lines.push(`  ${error.pointer} ${error.detail}`);
  if (typeof extra?.recordingId === 'string') lines.push(`  recording: ${extra.recordingId}`);
  return `${lines.join('\n')}\n  (${code})\n`;
}

const common = { data: { type: 'string' }, json: { type: 'boolean' } } as const;

/** Parses the words of a command; unknown options and missing words are usage errors. */
export function parse<O extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: O,
  words: { least: number; most: number },
) {
  const parsed = parseArgs({ args, options: { ...common, ...options }, allowPositionals: true });
  const { length } = parsed.positionals;
  if (length < words.least) throw new UsageError('Something is missing.');
  if (length > words.most) throw new UsageError(`"${parsed.positionals[words.most]}" is one word too many.`);
  return parsed;
}

/** Runs work on the data folder; beside a running server, too. */
export async function withAppliance<T>(dataDir: string | undefined, work: (appliance: Appliance) => Promise<T>): Promise<T> {
  const appliance = await openAppliance({ config: readConfig({ data: dataDir }), role: 'tool' });
  const park = () => void appliance.close().then(() => process.exit(130));
  process.once('SIGINT', park);
  try {
    return await work(appliance);
  } finally {
    process.off('SIGINT', park);
    await appliance.close();
  }
}

/** Whoever sits at this machine's command line. */
export function commandLineActor(): Actor {
  return { name: `cli:${userInfo().username}`.slice(0, 100), requestId: null };
}
