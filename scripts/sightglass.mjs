// `npm run -s sightglass -- <command> …`: the command line of the product. Nothing but the command writes to stdout.
import { join } from 'node:path';
import { ensureInstalled, ensureRenderer, node24, root, runForeground } from './runtime.mjs';

const args = process.argv.slice(2);
ensureInstalled();
// Only commands that answer browsers need the user interface.
if (args[0] === 'demo' || args[0] === 'serve') ensureRenderer();
// The path of the script is absolute so that file arguments keep their meaning in the caller's folder.
runForeground(node24(), [join(root, 'server', 'cli.ts'), ...args], { cwd: process.env.INIT_CWD ?? process.cwd() });
