import { serveTasks } from '../platform/workers/worker-host.ts';
import { runImport } from './imports/import.worker.ts';

serveTasks({ import: runImport });
