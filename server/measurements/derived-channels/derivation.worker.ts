import { serveTasks } from '../../platform/workers/worker-host.ts';
import { derive } from './derivation.ts';

serveTasks({ derive });
