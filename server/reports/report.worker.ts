import { serveTasks } from '../platform/workers/worker-host.ts';
import { runReport } from './report.runner.ts';

serveTasks({ report: runReport });
