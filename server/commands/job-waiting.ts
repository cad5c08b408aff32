import type { Job } from '../platform/jobs/job.schema.ts';
import { Problem } from '../platform/problem.ts';
import { type CommandAppliance, Interrupted } from './command.ts';

const pollMs = 100;

/**
 * Sees a job through: runs it here unless a server beside us has taken it, shows its progress on stderr, and answers with what it made.
 * @throws Problem what the job failed with, or `job-cancelled`
 * @throws Interrupted
 */
export async function finishJob(appliance: CommandAppliance, id: string): Promise<Record<string, unknown>> {
  const bar = createBar();
  let running: Promise<void> | undefined;
  for (;;) {
    if (appliance.interruption?.aborted) {
      bar.end();
      throw new Interrupted();
    }
    const job = await appliance.jobs.get(id);
    bar.show(job);
    if (job.state === 'done') {
      bar.end();
      await running;
      return job.result ?? {};
    }
    if (job.state === 'failed' || job.state === 'cancelled') {
      bar.end();
      throw toProblem(job);
    }
    running ??= appliance.runner.runOne(id).finally(() => {
      running = undefined;
    });
    const pause = new Promise((resolve) => setTimeout(resolve, pollMs));
    await Promise.race([running, pause]);
    // Nothing to be had yet, or put back to be tried again later: asking without a pause would not even let Ctrl-C in.
    if (running === undefined && (await appliance.jobs.get(id)).state === 'queued') await pause;
  }
}

function toProblem(job: Job): Problem {
  const p = job.problem;
  if (!p) return new Problem('job-cancelled', 409, `"${job.title}" was cancelled`);
  return new Problem(p.code, p.status, p.title, {
    ...(p.detail === undefined ? {} : { detail: p.detail }),
    ...(p.errors === undefined ? {} : { errors: p.errors }),
    ...(p.extra === undefined ? {} : { extra: p.extra }),
  });
}

/** A bar that is redrawn on a terminal, and one line per job elsewhere. */
function createBar() {
  const isTerminal = process.stderr.isTTY;
  let shown = '';
  return {
    show(job: Job) {
      const text = isTerminal ? line(job) : `${job.title}${waitingWords(job)}`;
      if (text === shown) return;
      shown = text;
      process.stderr.write(isTerminal ? `\r\u001b[K${text}` : `${text}\n`);
    },
    end() {
      if (isTerminal) process.stderr.write('\r\u001b[K');
    },
  };
}

/** What nobody here can hurry is said, so that the silence is understood. */
function waitingWords({ state, progress }: Job): string {
  if (state !== 'queued' || progress?.phase !== 'waiting-for-scanner') return '';
  return ': waiting for the virus scanner (Ctrl-C ends the waiting; the file stays in quarantine)';
}

function line(job: Job): string {
  const { title, progress } = job;
  if (!progress || progress.total <= 0) return `${title}${waitingWords(job)}`;
  const share = Math.min(1, Math.max(0, progress.done / progress.total));
  const filled = Math.round(share * 24);
  const left = progress.remainingS === null ? '' : `, ${Math.ceil(progress.remainingS)} s left`;
  return `${title}  [${'#'.repeat(filled)}${'.'.repeat(24 - filled)}] ${Math.round(share * 100)} % ${progress.phase}${left}`;
}
