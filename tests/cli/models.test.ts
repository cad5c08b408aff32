import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { press, truth } from '../../server/diagnostics/models/late-press.fixture.ts';
import { newId } from '../../server/platform/ids.ts';
import { sightglass } from '../support/command-line.ts';

let folder: string;
let data: string[];
let systemId: string;
let recordingId: string;
let labels: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-models-'));
  data = ['--data', join(folder, 'data'), '--json'];
  const file = join(folder, 'press.csv');
  writeFileSync(file, press(1));
  labels = join(folder, 'labels.csv');
  writeFileSync(labels, ['cycle,valve', ...truth.map((word, cycle) => `${cycle},${word}`)].join('\n'));
  systemId = String((await sightglass(['systems', 'create', '--name', 'Press 4', ...data])).json().id);
  recordingId = String((await sightglass(['import', file, '--system', systemId, ...data])).json().recordingId);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const models = (...args: string[]) => sightglass(['models', ...args, ...data]);

test('before a model was trained, evaluate and apply say how to train one', async () => {
  for (const args of [
    ['evaluate', '--holdout', 'runs'],
    ['apply', recordingId],
  ])
    expect((await models(...args)).json()).toMatchObject({ code: 'model-not-found', detail: expect.stringContaining('models train') });
});

test('train, evaluate and apply work as they are written down; whole runs held out stand first, the random split beside them', async () => {
  const trained = (await models('train', '--system', systemId, '--labels', labels, '--target', 'valve', '--cycle-length', '12')).json();
  expect(trained).toMatchObject({ target: 'valve', byRuns: { holdout: 'runs', runs: 12 }, atRandom: { holdout: 'random' } });
  const { byRuns, atRandom, modelId } = trained;
  for (const args of [
    ['--holdout', 'runs'],
    ['--model', String(modelId)],
    ['--target', 'valve', '--system', systemId],
  ])
    expect((await models('evaluate', ...args)).json()).toEqual({
      models: [{ modelId, systemId, target: 'valve', version: 1, byRuns, atRandom }],
    });
  const told = await sightglass(['models', 'evaluate', '--holdout', 'runs', ...data.slice(0, 2)]);
  expect(told.stdout).toMatch(/whole runs held out[\s\S]*a random split would have pretended/);
  const applied = (await models('apply', recordingId)).json() as { models: { cycles: object[] }[] };
  expect(applied.models[0]?.cycles[0]).toMatchObject({ cycle: 0, answer: 'in time', probability: expect.any(Number), abstained: null });
});

test('a model that is not there is named, with the way to those that are', async () => {
  const unknown = newId();
  for (const args of [
    ['apply', recordingId, '--model', unknown],
    ['evaluate', '--model', unknown],
    ['evaluate', '--target', 'pump'],
  ]) {
    const { detail, code } = (await models(...args)).json();
    expect(code).toBe('model-not-found');
    expect(detail).toContain('models list');
    expect(detail).not.toContain('models train');
  }
  expect((await models('apply', newId())).json()).toMatchObject({ code: 'recording-not-found', detail: expect.stringMatching(/\w/) });
});

test('what is wrong with the words is said in ours', async () => {
  const wrong = async (...args: string[]) => (await models(...args)).json();
  expect(await wrong('evaluate', '--holdout', 'cycles')).toMatchObject({
    code: 'usage-wrong',
    title: expect.stringContaining('runs or random'),
  });
  expect(await wrong('evaluate', '--holdout')).toMatchObject({ title: '--holdout needs a value.' });
  expect(await wrong('list', '--sytem', systemId)).toMatchObject({ title: 'There is no option "--sytem" here.' });
  expect(await wrong('list', '--json=yes')).toMatchObject({ title: '--json takes no value.' });
});
