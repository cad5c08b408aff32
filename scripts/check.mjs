// `npm run check`: the fences around the code; fails when any of them does.
import { checkAll } from './fences.mjs';
import { ensureInstalled } from './runtime.mjs';

ensureInstalled();
process.exitCode = checkAll().failed === 0 ? 0 : 1;
