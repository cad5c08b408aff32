import { serveTasks } from '../platform/workers/worker-host.ts';
import { importFiles } from './imports/import.runner.ts';

serveTasks({ import: importFiles });
