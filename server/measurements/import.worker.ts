import { serveTasks } from '../platform/workers/worker-host.ts';
import { runImport } from './imports/import.runner.ts';

serveTasks({ import: runImport });
