import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContentStore } from '../../platform/files/content-store.ts';
import type { SystemService } from '../../systems/system.service.ts';
import { answerSeries } from '../envelopes/series-answer.ts';
import type { AskedChannel } from '../envelopes/series-question.ts';
import { readBeginnings } from '../import-preview.service.ts';
import type { ReadingDeps } from '../import-reading.ts';
import { seriesFileOf } from '../imports/previews/preview.runner.ts';
import type { SeriesContent } from '../recording.schema.ts';
import { openSeries, type SeriesFile } from '../series/series-reader.ts';
import type { ScanPolicy } from '../uploads/intake.service.ts';
import type { FirstLook } from './first-look.schema.ts';

const mostChannels = 4;
const buckets = 1000;

export interface FirstLookService {
  /** @throws Problem `system-not-found` */
  look(request: { systemId: string; name: string; bytes: Uint8Array }): Promise<FirstLook>;
}

interface Deps extends ReadingDeps {
  readonly files: ContentStore;
  readonly systems: SystemService;
  readonly scan: ScanPolicy;
}

/** Looks at the beginning of a file that is still on its way. */
export function createFirstLookService(deps: Deps): FirstLookService {
  const { files, scan } = deps;
  return {
    async look({ systemId, name, bytes }) {
      // What a scanner has not seen is not read: not even its beginning.
      if (scan.scanner !== null || scan.isRequired) return nothing('unscanned');
      const folder = files.stage('first-look');
      try {
        const path = join(folder, 'beginning');
        writeFileSync(path, bytes);
        const file = { path, name, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
        const { found } = await readBeginnings(
          deps,
          { systemId, files: [file], answers: {}, template: undefined },
          { folder, wholeBytes: 0 },
        );
        if (found.questions.length > 0) return nothing('open');
        return found.report === null ? nothing('unreadable') : curvesOf(seriesFileOf(folder));
      } finally {
        files.discard(folder);
      }
    },
  };
}

function nothing(state: FirstLook['state']): FirstLook {
  return { state, seconds: 0, channels: [], others: 0 };
}

function curvesOf(path: string): FirstLook {
  const series = openSeries(path);
  try {
    const all = channelsOf(series, path);
    const timeBases = series.summary.timeBases.filter(({ count }) => count > 0);
    const zeroMs = Math.min(...timeBases.map(({ firstMs }) => firstMs));
    const shown = all.slice(0, mostChannels);
    const { bytes } = answerSeries({ channels: shown, zeroMs, buckets, form: 'json' }, () => series);
    const { channels } = JSON.parse(Buffer.from(bytes).toString()) as SeriesContent;
    const seconds = (Math.max(...timeBases.map(({ lastMs }) => lastMs)) - zeroMs) / 1000;
    return { state: 'read', seconds, channels, others: all.length - shown.length };
  } finally {
    series.close();
  }
}

/** Channels with something to be seen. */
function channelsOf({ summary }: SeriesFile, path: string): AskedChannel[] {
  const found = summary.timeBases.flatMap(({ channels }, timeBase) =>
    channels.map(({ name, unit, valid }, position) => ({ path, timeBase, position, name, unit, valid })),
  );
  return found.filter(({ valid }) => valid > 0).map(({ valid: _, ...channel }, index) => ({ ...channel, index }));
}
