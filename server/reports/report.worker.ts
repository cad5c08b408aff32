import { serveTasks } from '../platform/workers/worker-host.ts';
import { runRendering } from './renderings/rendering.runner.ts';
import { runReport } from './report.runner.ts';

serveTasks({ report: runReport, rendering: runRendering });
