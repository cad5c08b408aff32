import { request as httpRequest } from 'node:http';
import type { ForwardTarget } from './api-forward.ts';
import type { ShellAnswer } from './bridge.schema.ts';
import { shellWord } from './server-proof.ts';

/**
 * Asks the server for something in the shell's own name, for the person who is logged in: by the word that no page can say
 * (api-forward.ts takes every header of this kind away from the page).
 */
export function callAsShell(target: ForwardTarget, path: string, body: unknown): Promise<ShellAnswer> {
  const bytes = Buffer.from(JSON.stringify(body));
  const cookie = target.cookies.header(path);
  const headers = {
    'content-type': 'application/json',
    'content-length': bytes.length,
    'x-sightglass': '1',
    'x-sightglass-secret': target.secret,
    'x-sightglass-shell': shellWord(target.secret),
    ...(cookie === undefined ? {} : { cookie }),
  };
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ socketPath: target.socketPath, agent: target.agent, method: 'POST', path, headers }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 502, text }));
      incoming.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(bytes);
  });
}
