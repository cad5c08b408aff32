// `npm start`: from a fresh clone (Node >= 20 and npm, nothing else) to a running product with its demo.
// `npm start -- --once` imports, diagnoses and reports the demo once and ends. Everything after `--` goes to `demo` (server/cli.ts).
import { ensureInstalled, ensureRenderer, node24, runForeground } from './runtime.mjs';

ensureInstalled();
ensureRenderer();
runForeground(node24(), ['server/cli.ts', 'demo', ...process.argv.slice(2)]);
