import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for one run of the stories, in which the first that needs the demo plant leaves it for the others (demo-plant.ts). */
export default function makeDemoFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-demos-'));
  process.env.SIGHTGLASS_DEMO_FOLDER = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
