import { parentPort, workerData } from 'node:worker_threads';
import { describeFailure } from '../../platform/workers/worker-host.ts';
import type { Failure } from '../../platform/workers/worker-messages.ts';
import { createOpenFiles } from '../envelopes/open-files.ts';
import type { ExportTask } from './export-task.ts';
import { writeExport } from './export-writing.ts';

/** The reader grants one piece with each message. */
export type ExportGrant = 'more';
export type ExportMessage =
  | { readonly kind: 'piece'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly failure: Failure };

let granted = 0;
let wake: (() => void) | undefined;
parentPort?.on('message', (_grant: ExportGrant) => {
  granted++;
  wake?.();
});

async function grant(): Promise<void> {
  while (granted === 0) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  granted--;
}

function send(message: ExportMessage, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

try {
  for await (const piece of writeExport(workerData as ExportTask, createOpenFiles().get)) {
    // A piece may be a window of somebody's larger buffer (zlib's): only a copy may be handed over.
    const bytes = new Uint8Array(piece);
    await grant();
    send({ kind: 'piece', bytes }, [bytes.buffer]);
  }
  send({ kind: 'end' });
} catch (error) {
  send({ kind: 'failed', failure: describeFailure(error) });
}
parentPort?.close();
