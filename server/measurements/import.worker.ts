import { serveTasks } from '../platform/workers/worker-host.ts';
import { runImport } from './imports/run-import.ts';

serveTasks({ import: runImport });
