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
  const parsed = inWords(() => parseArgs({ args: withNegatives(args), options: { ...common, ...options }, allowPositionals: true }));
  const { length } = parsed.positionals;
  if (length < words.least) throw new UsageError('Something is missing.');
  if (length > words.most) throw new UsageError(`"${parsed.positionals[words.most]}" is one word too many.`);
  return parsed;
}

/** `--rows -3` as `--rows=-3`: a number is never the name of an option. */
function withNegatives(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const before = joined.at(-1) ?? '';
    if (/^-\d/.test(arg) && /^--[\w-]+$/.test(before)) joined.splice(-1, 1, `${before}=${arg}`);
    else joined.push(arg);
  }
  return joined;
}

/** What Node's parser refuses, in the words of the other refusals. */
function inWords<T>(parsing: () => T): T {
  try {
    return parsing();
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    const option = /'(-[^ ']*)/.exec(message)?.[1] ?? '';
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw new UsageError(`There is no option "${option}" here.`);
    if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') throw error;
    throw new UsageError(message.includes('does not take') ? `${option} takes no value.` : `${option} needs a value.`);
  }
}

/** The value of an option that takes one of several words. */
export function oneOf<const W extends readonly string[]>(name: string, value: string, words: W): W[number] {
  const word = words.find((one) => one === value);
  if (word === undefined) throw new UsageError(`--${name} takes ${words.join(', ')}; "${value}" is none of them.`);
  return word;
}

/** Ctrl-C: nobody waits for the command any more. */
export class Interrupted extends Error {
  override name = 'Interrupted';
}

/** The product, and the word of the person at the keyboard that it is enough. */
export type CommandAppliance = Appliance & { readonly interruption?: AbortSignal };

/** How long a command may take to see that it was interrupted, before everything is closed under its hands. */
const lettingGoMs = 300;

/** Runs work on the data folder; beside a running server, too. Ctrl-C parks what runs: a server goes on with it. */
export async function withAppliance<T>(dataDir: string | undefined, work: (appliance: CommandAppliance) => Promise<T>): Promise<T> {
  const appliance = await openAppliance({ config: readConfig({ data: dataDir }), role: 'tool' });
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  process.once('SIGINT', interrupt);
  try {
    const working = work(Object.assign(appliance, { interruption: interruption.signal }));
    return await Promise.race([working, letGo(interruption.signal)]);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    await appliance.close();
    // Whatever still waits for something must not keep the process alive.
    process.exit(130);
  } finally {
    process.off('SIGINT', interrupt);
    await appliance.close();
  }
}

function letGo(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => setTimeout(() => reject(new Interrupted()), lettingGoMs), { once: true });
  });
}

/** Whoever sits at this machine's command line. */
export function commandLineActor(): Actor {
  return { name: `cli:${userInfo().username}`.slice(0, 100), requestId: null };
}
