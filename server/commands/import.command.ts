import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import type { Appliance } from '../app.ts';
import type { NewImport, RecordingDetail } from '../measurements/recording.schema.ts';
import type { Job } from '../platform/jobs/job.schema.ts';
import { Problem } from '../platform/problem.ts';
import { type Command, commandLineActor, parse, UsageError, withAppliance } from './command.ts';
import { type Checked, checkFiles } from './import-check.ts';
import { finishJob } from './job-waiting.ts';

const options = {
  system: { type: 'string' },
  name: { type: 'string' },
  answers: { type: 'string' },
  template: { type: 'string' },
  'dry-run': { type: 'boolean' },
} as const;

export const importCommand: Command = {
  usage:
    'import FILE… --system ID [--name NAME] [--answers FILE] [--template NAME|none] [--dry-run]   (a folder stands for the files in it and below)',
  async run(args, { output }) {
    const { values, positionals } = parse(args, options, { least: 1, most: 1000 });
    if (!values.system) throw new UsageError('--system is missing.');
    const paths = positionals.flatMap(filesOf);
    const answers = values.answers === undefined ? undefined : readAnswers(values.answers);
    await withAppliance(values.data, async (appliance) => {
      const { name, template } = values;
      const input = {
        systemId: values.system as string,
        ...(name && { name }),
        ...(template && { template }),
        ...(answers && { answers }),
      };
      if (values['dry-run']) {
        const checked = await checkFiles(appliance, paths, input);
        const json = checked.map(({ report, mapping, skippedFiles }) => ({ dryRun: true, ...report, skippedFiles, mapping }));
        return output.result(checked.map(describeCheck).join('\n'), json.length === 1 ? json[0] : { dryRun: true, recordings: json });
      }
      const made = await importFiles(appliance, paths, input);
      const recordings = made.map(({ detail, diagnosisJobId }) => ({
        recordingId: detail.recording.id,
        diagnosisJobId,
        ...detail.importReport,
        skippedFiles: detail.skippedFiles,
        recording: detail.recording,
      }));
      const text = made.map(({ detail }) => describe(detail)).join('\n');
      output.result(text, recordings.length === 1 ? recordings[0] : { recordings });
    });
  },
};

/** A handed-in file: its name is the path below the folder that was named. */
interface Found {
  readonly path: string;
  readonly name: string;
}

interface Made {
  readonly detail: RecordingDetail;
  readonly diagnosisJobId: unknown;
}

/** The recordings that the files make: one, or several when they do not belong together. */
async function importFiles(appliance: Appliance, found: readonly Found[], input: Omit<NewImport, 'files'>): Promise<Made[]> {
  const actor = commandLineActor();
  const { systems, uploads, imports, recordings } = appliance;
  // Before gigabytes are copied: is there such a system at all?
  await systems.getDetail(input.systemId);
  const files: NewImport['files'] = [];
  const waiting: Job[] = [];
  for (const { path, name } of found) {
    const received = await uploads.receive(createReadStream(path), basename(path), actor);
    files.push({ sha256: received.file.sha256, name });
    if (received.waiting) waiting.push(received.waiting);
  }
  // What no scanner has seen is imported as soon as one has: by this command or by a server beside it, whoever asks first.
  for (const { id } of waiting) await finishJob(appliance, id);
  const job = await imports.start({ ...input, files }, actor);
  const result = await finishJob(appliance, job.id);
  const made: Made[] = [];
  for (const { recordingId, diagnosisJobId } of Array.isArray(result.recordings) ? (result.recordings as (typeof result)[]) : [result]) {
    made.push({ detail: await recordings.getDetail(String(recordingId)), diagnosisJobId });
  }
  return made;
}

/** What file managers leave in folders is no measurement. */
const litter = /^(?:\..*|thumbs\.db|desktop\.ini|__macosx)$/i;

function filesOf(path: string): Found[] {
  try {
    if (!statSync(path).isDirectory()) return [{ path, name: basename(path) }];
    const found = readdirSync(path, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => ({ path: file, name: relative(path, file).split(sep).join('/') }))
      .filter(({ name }) => !name.split('/').some((word) => litter.test(word)))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    if (found.length === 0)
      throw new Problem('folder-empty', 422, 'The folder holds no files', { detail: `There is nothing to import in ${path}.` });
    return found;
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('file-not-found', 404, 'There is no such file', {
      detail: `${path} does not exist or cannot be read.`,
      cause: error,
    });
  }
}

function readAnswers(path: string): Record<string, unknown> {
  try {
    const answers: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof answers === 'object' && answers !== null && !Array.isArray(answers)) return answers as Record<string, unknown>;
  } catch (error) {
    throw new Problem('answers-invalid', 400, 'The answers cannot be read', {
      detail: `${path} is missing or is not valid JSON.`,
      cause: error,
    });
  }
  throw new Problem('answers-invalid', 400, 'The answers cannot be read', {
    detail: `${path} must hold one object: { "<question id>": <answer> }.`,
  });
}

function describeCheck({ report }: Checked): string {
  return [
    'Nothing was stored. An import would give:',
    `  ${report.acceptedRows} rows accepted, ${report.rejectedRows} rejected, ${report.channels.length} channels, ${report.first ?? 'no date'} to ${report.last ?? 'no date'}`,
    ...report.notes.map((note) => `  note: ${note}`),
  ].join('\n');
}

function describe({ recording, channels, importReport, skippedFiles }: RecordingDetail): string {
  const cycles = recording.cycleCount === null ? '' : `, ${recording.cycleCount} cycles of ${(recording.cycleLengthMs ?? 0) / 1000} s`;
  const lines = [
    `${recording.id}  ${recording.name}`,
    `  ${importReport.acceptedRows} rows accepted, ${importReport.rejectedRows} rejected${cycles}; ${recording.sampleCount} samples in ${channels.length} channels`,
    ...importReport.notes.map((note) => `  note: ${note}`),
    ...skippedFiles.map((file) => `  skipped ${file.name}: ${file.reason}`),
  ];
  return lines.join('\n');
}
