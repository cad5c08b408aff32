// `node scripts/run24.mjs FILE …`: runs any file of the project under the pinned Node 24.
import { ensureInstalled, node24, runForeground, stop } from './runtime.mjs';

const args = process.argv.slice(2);
if (args.length === 0) stop('Usage: node scripts/run24.mjs FILE [arguments]');
ensureInstalled();
runForeground(node24(), args);
