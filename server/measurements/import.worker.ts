import { serveTasks } from '../platform/workers/worker-host.ts';
import { importFiles } from './imports/import.runner.ts';
import { identifyFiles } from './imports/previews/fingerprint.ts';
import { runPreview } from './imports/previews/preview.runner.ts';
import { importByRecipe } from './imports/recipe-import.ts';

serveTasks({ import: importFiles, preview: runPreview, identify: identifyFiles, reread: importByRecipe });
