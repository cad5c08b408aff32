import type { Appliance } from '../app.ts';
import type { Job } from '../platform/jobs/job.schema.ts';
import { Problem } from '../platform/problem.ts';

const pollMs = 100;

/**
 * Sees a job through: runs it here unless a server beside us has taken it, shows its progress on stderr, and answers with what it made.
 * @throws Problem what the job failed with, or `job-cancelled`
 */
export async function finishJob(appliance: Appliance, id: string): Promise<Record<string, unknown>> {
  const bar = createBar();
  let running: Promise<void> | undefined;
  for (;;) {
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
    await Promise.race([running, new Promise((resolve) => setTimeout(resolve, pollMs))]);
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
      const text = isTerminal ? line(job) : job.title;
      if (text === shown) return;
      shown = text;
      process.stderr.write(isTerminal ? `\r\u001b[K${text}` : `${text}\n`);
    },
    end() {
      if (isTerminal) process.stderr.write('\r\u001b[K');
    },
  };
}

function line({ title, progress }: Job): string {
  if (!progress || progress.total <= 0) return title;
  const share = Math.min(1, Math.max(0, progress.done / progress.total));
  const filled = Math.round(share * 24);
  const left = progress.remainingS === null ? '' : `, ${Math.ceil(progress.remainingS)} s left`;
  return `${title}  [${'#'.repeat(filled)}${'.'.repeat(24 - filled)}] ${Math.round(share * 100)} % ${progress.phase}${left}`;
}
