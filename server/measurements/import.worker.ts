import { serveTasks } from '../platform/workers/worker-host.ts';
import { importFiles } from './imports/import.runner.ts';
import { identifyFiles } from './imports/previews/fingerprint.ts';
import { runPreview } from './imports/previews/preview.runner.ts';
import { importByRecipe } from './imports/recipe-import.ts';
import { checkRawFiles } from './raw-file-check.ts';

serveTasks({ check: checkRawFiles, import: importFiles, preview: runPreview, identify: identifyFiles, reread: importByRecipe });
