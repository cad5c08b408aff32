import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Appliance, openAppliance } from '../app.ts';
import { demoSite, demoSystem } from '../demo/demo-plant.ts';
import type { Diagnosis } from '../diagnostics/diagnosis.schema.ts';
import type { Recording } from '../measurements/recording.schema.ts';
import { readConfig } from '../platform/config/config.ts';
import { Problem } from '../platform/problem.ts';
import { reportFormats } from '../reports/report.schema.ts';
import { serve } from '../serve.ts';
import { type Command, type Output, parse } from './command.ts';
import { describeDiagnosis, diagnoseRecording } from './diagnose.command.ts';
import { finishJob } from './job-waiting.ts';
import { writeReport } from './report.command.ts';
import { saveReport } from './report-saving.ts';
import { announce, untilStopped } from './serve.command.ts';

const options = { once: { type: 'boolean' }, host: { type: 'string' }, port: { type: 'string' } } as const;

export const demoCommand: Command = {
  usage: 'demo [--once] [--port N]   (builds the demo plant on the first run, then serves)',
  async run(args, { output }) {
    const { values } = parse(args, options, { least: 0, most: 0 });
    const config = readConfig(values);
    if (values.once) {
      const appliance = await openAppliance({ config, role: 'tool' });
      try {
        output.result(...(await buildDemo(appliance, output)));
      } finally {
        await appliance.close();
      }
      return;
    }
    const server = await serve({ config, userInterface: true });
    const [text] = await buildDemo(server.appliance, output);
    output.say(text);
    announce(server, output);
    await untilStopped(server);
  },
};

interface Shown {
  recording: Recording;
  diagnosis: Diagnosis;
  files: string[];
}

/** Builds what is missing of the demo plant and tells its verdicts; on a second run it only tells. */
async function buildDemo(appliance: Appliance, output: Output): Promise<[text: string, json: unknown]> {
  let recordings = await demoRecordings(appliance);
  if (recordings.length < 2) {
    output.say('First start: building the demo plant from the circuit simulator (simulated data).');
    const { importJobIds } = await finishJob(appliance, (await appliance.enqueueDemo('system')).id);
    for (const id of importJobIds as string[]) await finishJob(appliance, id);
    recordings = await demoRecordings(appliance);
  }
  const shown: Shown[] = [];
  for (const recording of recordings) {
    const diagnosis = await newestDiagnosis(appliance, recording.id);
    shown.push({ recording, diagnosis, files: await reportFiles(appliance, recording.id) });
  }
  const text = shown
    .map(({ diagnosis, files }) => `${describeDiagnosis(diagnosis.result)}\n${files.map((path) => `    ${path}`).join('\n')}`)
    .join('\n\n');
  return [
    text,
    {
      recordings: shown.map(({ recording, diagnosis, files }) => ({
        recording,
        verdict: diagnosis.result.verdict,
        findings: diagnosis.result.findings,
        files,
      })),
    },
  ];
}

async function demoRecordings({ systems, recordings }: Appliance): Promise<Recording[]> {
  const site = await systems.findSiteByName(demoSite.name);
  const system = site && (await systems.findByName(site.id, demoSystem.name));
  if (!system) return [];
  const { items } = await recordings.list({ systemId: system.id, limit: 50 });
  return items.filter((recording) => recording.name.startsWith('Simulated:')).reverse();
}

async function newestDiagnosis(appliance: Appliance, recordingId: string): Promise<Diagnosis> {
  try {
    return await appliance.diagnoses.getLatest(recordingId);
  } catch (error) {
    if (error instanceof Problem && error.code === 'diagnosis-not-found') return diagnoseRecording(appliance, recordingId);
    throw error;
  }
}

/** The report of a recording, written once and saved beside the data as ordinary files. */
async function reportFiles(appliance: Appliance, recordingId: string): Promise<string[]> {
  const { items } = await appliance.reports.list({ recordingId, limit: 1 });
  const report = items[0] ?? (await writeReport(appliance, { recordingId, formats: [...reportFormats] }));
  const folder = join(appliance.config.dataDir, 'reports');
  const paths = report.files.map((file) => join(folder, file.name));
  return paths.every((path) => existsSync(path)) ? paths : saveReport(appliance, report, { folder });
}
