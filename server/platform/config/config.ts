import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { Problem } from '../problem.ts';

/** Where the rows live. SQLite is a file of the data folder; PostgreSQL is the central deployment (and a test run). */
export type DatabaseConfig = { readonly kind: 'sqlite' } | { readonly kind: 'postgres'; readonly url: string };

/** How the server is reached: loopback TCP for a browser, or a unix socket / named pipe for the desktop shell. */
export type ListenConfig =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'socket'; readonly path: string; readonly secret: string };

export interface Config {
  readonly dataDir: string;
  readonly database: DatabaseConfig;
  readonly listen: ListenConfig;
  readonly logLevel: string;
  readonly maxUploadBytes: number;
  readonly scan: ScanConfig;
}

/** The virus scanner (clamd) that handed-in files are shown to, and whether anything may come in that it has not seen. */
export interface ScanConfig {
  readonly scanner:
    | { readonly kind: 'socket'; readonly path: string }
    | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
    | null;
  readonly isRequired: boolean;
}

/** Command-line values; they win over the environment. */
export interface ConfigFlags {
  readonly data?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: string | undefined;
  readonly socket?: string | undefined;
  readonly secret?: string | undefined;
}

/** Step 1: the names in the environment. The only place in the product that reads `process.env` for settings. */
function readEnvironment(env: NodeJS.ProcessEnv) {
  return withoutEmpty({
    home: env.SIGHTGLASS_HOME,
    databaseUrl: env.SIGHTGLASS_DATABASE_URL,
    host: env.SIGHTGLASS_HOST,
    port: env.SIGHTGLASS_PORT,
    logLevel: env.SIGHTGLASS_LOG_LEVEL,
    maxUploadBytes: env.SIGHTGLASS_MAX_UPLOAD_BYTES,
    clamd: env.SIGHTGLASS_CLAMD,
    requireScan: env.SIGHTGLASS_REQUIRE_SCAN,
  });
}

/** `NAME=` in a unit file means "not set"; an empty host would listen on every interface. */
function withoutEmpty<T extends Readonly<Record<string, string | undefined>>>(settings: T): { [K in keyof T]: string | undefined } {
  const pairs = Object.entries(settings).map(([name, text]) => [name, text === '' ? undefined : text]);
  return Object.fromEntries(pairs) as { [K in keyof T]: string | undefined };
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** Step 2: their meaning, complete or refused in words. */
export function readConfig(given: ConfigFlags = {}, env: NodeJS.ProcessEnv = process.env): Config {
  const flags = withoutEmpty({ ...given });
  const names = readEnvironment(env);
  return {
    dataDir: resolve(flags.data ?? names.home ?? join(homedir(), '.local', 'share', 'sightglass')),
    database: readDatabase(names.databaseUrl),
    listen: readListen(flags, names),
    logLevel: readLogLevel(names.logLevel ?? 'info'),
    maxUploadBytes: readNumber('SIGHTGLASS_MAX_UPLOAD_BYTES', names.maxUploadBytes, 8 * 1024 ** 3, { min: 1, max: 2 ** 50 }),
    scan: { scanner: readScanner(names.clamd), isRequired: readYesNo('SIGHTGLASS_REQUIRE_SCAN', names.requireScan) },
  };
}

/** `/run/clamav/clamd.ctl` or `127.0.0.1:3310`. */
function readScanner(text: string | undefined): ScanConfig['scanner'] {
  if (text === undefined) return null;
  if (isAbsolute(text)) return { kind: 'socket', path: text };
  const [, host, port] = /^(?:tcp:\/\/)?([\w.-]+|\[[\da-fA-F:]+\]):(\d{1,5})$/.exec(text) ?? [];
  if (host !== undefined && Number(port) > 0 && Number(port) < 65_536)
    return { kind: 'tcp', host: host.replace(/[[\]]/g, ''), port: Number(port) };
  throw new Problem('config-invalid', 400, 'SIGHTGLASS_CLAMD is not valid', {
    detail: `It must be the path of clamd's socket (/run/clamav/clamd.ctl) or HOST:PORT, but is "${text}".`,
  });
}

function readYesNo(name: string, text: string | undefined): boolean {
  if (text === undefined || text === 'no') return false;
  if (text === 'yes') return true;
  throw new Problem('config-invalid', 400, `${name} is not valid`, { detail: `${name} must be yes or no, but is "${text}".` });
}

function readDatabase(url: string | undefined): DatabaseConfig {
  if (!url) return { kind: 'sqlite' };
  if (/^postgres(ql)?:\/\//.test(url)) return { kind: 'postgres', url };
  throw new Problem('config-invalid', 400, 'SIGHTGLASS_DATABASE_URL is not valid', {
    detail: 'It must begin with postgres:// — or leave it out to keep the rows in the data folder.',
  });
}

function readListen(flags: ConfigFlags, names: { host: string | undefined; port: string | undefined }): ListenConfig {
  if (flags.socket) {
    if (!flags.secret)
      throw new Problem('config-invalid', 400, 'A socket needs a secret', { detail: 'Start the server through the desktop shell.' });
    return { kind: 'socket', path: flags.socket, secret: flags.secret };
  }
  const port = readNumber('--port', flags.port ?? names.port, 8731, { min: 0, max: 65_535 });
  return { kind: 'tcp', host: flags.host ?? names.host ?? '127.0.0.1', port };
}

function readLogLevel(level: string): string {
  if (logLevels.includes(level)) return level;
  throw new Problem('config-invalid', 400, 'SIGHTGLASS_LOG_LEVEL is not valid', {
    detail: `SIGHTGLASS_LOG_LEVEL must be one of ${logLevels.join(', ')}, but is "${level}".`,
  });
}

function readNumber(name: string, text: string | undefined, fallback: number, range: { min: number; max: number }): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value >= range.min && value <= range.max) return value;
  throw new Problem('config-invalid', 400, `${name} is not valid`, {
    detail: `${name} must be a whole number from ${range.min} to ${range.max}, but is "${text}".`,
  });
}
