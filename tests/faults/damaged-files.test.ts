import { chmodSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type {} from '@fastify/swagger';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSystem, ended, importRecording, madeUpLoggerFile, upload } from '../support/import.ts';
import { type TestApp, testApp } from '../support/test-app.ts';

let app: TestApp;
/** The files were kept two hours ago. */
let shiftMs = 0;
let systemId: string;
let recordingId: string;
let raw: { sha256: string; name: string };
/** What stands for the parameters of an address. */
const ids: Record<string, string> = { format: 'pdf' };
/** The content of every stored file as it was written, by its path. */
const stored = new Map<string, Buffer>();
let operations: { method: string; url: string; parameters: { name: string; in: string; required?: boolean }[] }[];

const post = (url: string, payload: object = {}) => app.as('admin', { method: 'POST', url, payload });
const at = (path: string) => `/api/v1/recordings/${recordingId}/${path}`;

beforeAll(async () => {
  app = await testApp({ now: () => new Date(Date.now() + shiftMs) });
  app.appliance.runner.start();
  systemId = await createSystem(app);
  const content = madeUpLoggerFile(700)
    .replace('151.', 'OL')
    .replace(/\r\n2026-01-05T06:00:09[^\r]*/, '\r\nnonsense;1;2;3');
  recordingId = await importRecording(app, systemId, content);
  raw = { ...(await upload(app, 'press.csv', content)), name: 'press.csv' };
  const derived = await ended(app, (await post(at('derived-channels'), { name: 'twice', expression: "'Pump pressure' * 2" })).json().id);
  const report = await ended(app, (await post('/api/v1/reports', { recordingId })).json().id);
  Object.assign(ids, { derivedId: String(derived.result?.derivedChannelId), reportId: String(report.result?.reportId) });
  for (const entry of readdirSync(join(app.dataDir, 'files', 'objects'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    chmodSync(path, 0o600);
    stored.set(path, readFileSync(path));
  }
  const document = app.http.swagger() as { paths?: Record<string, Record<string, { parameters?: (typeof operations)[0]['parameters'] }>> };
  operations = Object.entries(document.paths ?? {}).flatMap(([url, methods]) =>
    Object.entries(methods).map(([method, { parameters }]) => ({ method, url, parameters: parameters ?? [] })),
  );
  shiftMs = 2 * 3600_000;
  app.forgetSessions();
});
afterAll(() => app.close());

/** Every way in which a stored file may be found one morning. */
const damages: Record<string, (path: string, bytes: Buffer) => void> = {
  'with flipped bits': (path, bytes) =>
    writeFileSync(
      path,
      bytes.map((byte, i) => (i % 97 === 20 ? byte ^ 4 : byte)),
    ),
  'cut in half': (path, bytes) => truncateSync(path, bytes.length >> 1),
  empty: (path) => truncateSync(path, 0),
  gone: (path) => rmSync(path),
};

const damaged = ['file-damaged', 'raw-file-damaged', 'series-damaged'];
const missing = ['file-missing', 'file-not-uploaded', 'series-missing'];

/** An address with every parameter filled in that it must have. */
function addressOf({ url, parameters }: (typeof operations)[0]): string {
  const idOf = (name: string) =>
    url.startsWith('/api/v1/reports') && name === 'id'
      ? ids.reportId
      : url.includes('/recordings/') && name === 'id'
        ? recordingId
        : undefined;
  const path = url.replace(/\{(\w+)\}/g, (_, name: string) => idOf(name) ?? ids[name] ?? (name === 'sha256' ? raw.sha256 : systemId));
  const query = parameters.filter((one) => one.in === 'query' && one.required).map(({ name }) => `${name}=${values[name] ?? 0}`);
  return query.length === 0 ? path : `${path}?${query.join('&')}`;
}
const values: Record<string, string> = { channels: '0,1,3', format: 'csv', x: '0', y: '1', level: '150' };

/** What the outside may hear when files are damaged: words, no places of this computer, and no "something went wrong". */
function faultsOf(where: string, body: string): string[] {
  const told = [app.dataDir, '/objects/', '/staging/', process.cwd(), 'ENOENT'].find((word) => body.includes(word));
  if (told) return [`${where} tells ${told}: ${body.slice(0, 400)}`];
  return body.includes('"code":"internal"') ? [`${where} does not know what happened: ${body.slice(0, 400)}`] : [];
}

test.each(Object.keys(damages))(
  'no route tells a path of the server, or is at a loss, when every stored file is %s',
  async (way) => {
    for (const [path, bytes] of stored) damages[way]!(path, bytes);
    const faults: string[] = [];
    const problems = new Set<string>();
    for (const operation of operations.filter(({ method, url }) => method === 'get' && !url.includes('resumable'))) {
      const url = addressOf(operation);
      try {
        const reply = await app.as('admin', { url });
        faults.push(...faultsOf(`GET ${url} (${reply.statusCode})`, reply.body));
        if (reply.statusCode >= 500) problems.add(reply.json().code);
      } catch (error) {
        // An answer that had begun is cut off: whoever reads it notices.
        faults.push(...faultsOf(`GET ${url} ends with`, String(error)));
      }
    }
    const other = await createSystem(app, `Press ${way}`);
    const asked: [string, object?][] = [
      [at('derived-channels'), { name: `thrice ${way}`, expression: "'Pump pressure' * 3" }],
      [at('derived-channels/check'), { expression: "'Pump pressure' * 3" }],
      [at('recipe-checks')],
      [at('diagnoses')],
      ['/api/v1/reports', { recordingId }],
      ['/api/v1/verifications', {}],
      ['/api/v1/imports', { systemId: other, files: [raw] }],
      ['/api/v1/import-previews', { systemId: other, files: [raw] }],
      ['/api/v1/import-checks', { systemId: other, files: [raw] }],
      ['/api/v1/import-templates', { recordingId, name: `template ${way}` }],
    ];
    for (const [url, payload] of asked) {
      const reply = await post(url, payload);
      expect(reply.json().code, url).not.toBe('validation-failed');
      faults.push(...faultsOf(`POST ${url}`, reply.body));
      if (reply.statusCode !== 202) continue;
      const job = await ended(app, reply.json().id);
      faults.push(...faultsOf(`job of ${url}`, JSON.stringify(job)));
      if (job.problem) problems.add(job.problem.code);
    }
    expect(faults).toEqual([]);
    expect([...problems].sort()).toEqual(way === 'gone' ? missing : damaged);
    expect((await app.as('admin', { url: `/api/v1/recordings?systemId=${other}` })).json().items).toEqual([]);
    for (const [path, bytes] of stored) writeFileSync(path, bytes);
  },
  120_000,
);
