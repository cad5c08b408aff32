import { type Logger, pino } from 'pino';

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
  return pino(options, pino.destination(file ? { dest: file, mkdir: true, sync: true } : { dest: 2, sync: true }));
}
