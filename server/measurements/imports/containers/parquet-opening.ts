import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Problem } from '../../../platform/problem.ts';
import type { ParquetWork } from './parquet-table.ts';
import type { ParquetAnswer } from './parquet-table.worker.ts';
import { damaged, type UnpackBudget } from './unpack-budget.ts';

/** So long may the reader compute without coming further: a column of a million values takes less than one. */
const MOST_SILENT_CPU_MS = 4_000;
const LOOK_EVERY_MS = 500;
/** A reader that goes astray fills its own heap, not that of the process. */
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 24 };

/** A Parquet file as a text table with a line of names before it, read in a thread that is ended when it goes astray. */
export function openParquet({
  budget,
  ...work
}: ParquetWork & { readonly budget: UnpackBudget }): Promise<{ bytes: number; notes: readonly string[] }> {
  const url = new URL(`./parquet-table.worker${extname(import.meta.url)}`, import.meta.url);
  const worker = new Worker(url, { workerData: work, execArgv: [], resourceLimits });
  return new Promise((resolve, reject) => {
    const watch = setInterval(() => void look(), LOOK_EVERY_MS);
    const cancel = (): void => end(() => reject(budget.signal.reason as Error));
    let last = 0;
    let isOver = false;
    budget.signal.addEventListener('abort', cancel, { once: true });

    /** Only what the thread itself has computed counts, so that a busy machine is no reason. */
    async function look(): Promise<void> {
      // A thread that has just ended has no usage; its 'exit' is told of apart.
      const usage = await worker.cpuUsage().catch(() => null);
      if (usage === null) return;
      const spent = (usage.user + usage.system) / 1000;
      if (last < 0) last = spent;
      if (spent - last > MOST_SILENT_CPU_MS) end(() => reject(broken(work.name)));
    }
    function end(settle: () => void): void {
      if (isOver) return;
      isOver = true;
      clearInterval(watch);
      budget.signal.removeEventListener('abort', cancel);
      void worker.terminate().then(settle);
    }
    worker.on('message', (answer: ParquetAnswer) => {
      // The next look begins to count anew.
      last = -1;
      if (answer.kind === 'done') return end(() => resolve(answer.table));
      if (answer.kind === 'refused') return end(() => reject(refused(answer)));
      try {
        budget.add(answer.bytes, work.name);
      } catch (error) {
        end(() => reject(error as Error));
      }
    });
    worker.on('error', (error: NodeJS.ErrnoException) =>
      end(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? broken(work.name) : error)),
    );
    worker.on('exit', () => end(() => reject(broken(work.name))));
  });
}

function refused({ code, detail }: { code: string; detail: string }): Problem {
  return new Problem(code, 422, 'The file was not understood', { detail });
}

function broken(name: string): Error {
  return damaged(name, 'The Parquet file is damaged: reading it leads nowhere. Write it again, or export CSV.');
}
