import { serveTasks } from '../../platform/workers/worker-host.ts';
import { verifyStoredFile } from './file-verification.ts';

serveTasks({ verify: verifyStoredFile });
