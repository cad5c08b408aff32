import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** One line of standard input, empty when there is none. At a terminal it is asked for, and what is typed is not shown. */
export async function readPassword(question: string): Promise<string> {
  const isTerminal = process.stdin.isTTY === true;
  if (isTerminal) process.stderr.write(question);
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, ...(isTerminal ? { output: unseen, terminal: true } : {}) });
  // Without a terminal's own keys the line reader would swallow Ctrl-C.
  lines.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    if (isTerminal) process.stderr.write('\n');
  }
}
