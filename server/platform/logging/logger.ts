import { mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** Never written to a log, wherever they stand in the logged object. */
const secrets = ['password', 'token', 'secret', 'cookie', 'authorization', 'newPassword'];
const redact = [
  ...secrets,
  ...secrets.map((name) => `*.${name}`),
  'req.headers.cookie',
  'req.headers.authorization',
  'req.headers["x-sightglass-secret"]',
  'res.headers["set-cookie"]',
];

/**
 * JSON lines. error = someone must act; warn = healed itself; info = what support wants to read a week later.
 * @param file path of the log file, or undefined for stderr
 */
export function createLogger(level: string, file?: string): Logger {
  const options = {
    level,
    base: { pid: process.pid },
    redact: { paths: redact, censor: '[redacted]' },
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  return pino(options, file === undefined ? pino.destination({ dest: 2, sync: true }) : appendTo(file));
}

/**
 * Pino's own destination throws into the caller when the disk is full: then a failing log would fail the request that is logged, or end
 * the server. Here lines are lost until there is room again.
 */
function appendTo(file: string): DestinationStream {
  mkdirSync(dirname(file), { recursive: true });
  const fd = openSync(file, 'a', 0o600);
  let isCut = false;
  return {
    write(line) {
      try {
        const bytes = Buffer.from(isCut ? `\n${line}` : line);
        isCut = writeSync(fd, bytes) < bytes.length;
      } catch {
        isCut = true;
      }
    },
  };
}
