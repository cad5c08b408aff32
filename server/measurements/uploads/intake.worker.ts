import { serveTasks } from '../../platform/workers/worker-host.ts';
import { copyIn, examine } from './take-in.ts';

serveTasks({ copy: copyIn, examine });
