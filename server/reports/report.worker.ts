import { serveTasks } from '../platform/workers/worker-host.ts';
import { runComposition } from './compositions/composition.runner.ts';
import { runPreview } from './previews/preview.runner.ts';
import { runRendering } from './renderings/rendering.runner.ts';
import { runReport } from './report.runner.ts';
import { runLogo } from './templates/logo.runner.ts';

serveTasks({ report: runReport, rendering: runRendering, composition: runComposition, preview: runPreview, logo: runLogo });
