import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Db } from '../platform/database/database.ts';
import type { ContentStore } from '../platform/files/content-store.ts';
import type { Page, PageRequest } from '../platform/http/page.schema.ts';
import { Problem } from '../platform/problem.ts';
import { rawFilesOf } from './raw-file.repository.ts';
import { channelsOfRecording, findRecording, listRecordings } from './recording.repository.ts';
import type { Envelope, Recording, RecordingDetail } from './recording.schema.ts';
import type { SeriesStore } from './series.store.ts';

export interface SeriesQuery {
  /** Channel indexes, comma separated. */
  channels: string;
  fromMs?: number;
  toMs?: number;
  buckets?: number;
}

export interface RecordingService {
  list(request: PageRequest & { systemId?: string }): Promise<Page<Recording>>;
  /** @throws Problem `recording-not-found` */
  getDetail(id: string): Promise<RecordingDetail>;
  series(id: string, query: SeriesQuery): Promise<{ channels: Envelope[] }>;
  /** Every rejected row as CSV, or undefined when none was rejected. */
  rejectedRows(id: string): Promise<Readable | undefined>;
}

export function createRecordingService({ db, files, series }: { db: Db; files: ContentStore; series: SeriesStore }): RecordingService {
  async function get(id: string) {
    const found = await findRecording(db, id);
    if (!found) throw new Problem('recording-not-found', 404, 'There is no such recording');
    return found;
  }

  return {
    list: (request) => listRecordings(db, request),
    async getDetail(id) {
      const { recording, account } = await get(id);
      return {
        recording,
        channels: await channelsOfRecording(db, id),
        files: await rawFilesOf(db, id),
        skippedFiles: [...account.skippedFiles],
        importReport: account.report,
        recipe: account.recipe,
      };
    },
    async series(id, query) {
      const { recording } = await get(id);
      const channels = await channelsOfRecording(db, id);
      const range = { fromMs: query.fromMs ?? 0, toMs: query.toMs ?? recording.durationMs, buckets: query.buckets ?? 1000 };
      if (!(range.toMs > range.fromMs))
        throw new Problem('range-empty', 422, 'The time range is empty', {
          errors: [{ pointer: '#/toMs', detail: 'must be later than fromMs' }],
        });
      return {
        channels: query.channels.split(',').map((index) => {
          const channel = channels[Number(index)];
          if (!channel)
            throw new Problem('channel-not-found', 404, 'The recording has no such channel', {
              detail: `There are channels 0 to ${channels.length - 1}; ${index} was asked for.`,
            });
          return series.envelope(recording, channel, range);
        }),
      };
    },
    async rejectedRows(id) {
      const { rejectedSha256 } = await get(id);
      return rejectedSha256 === null ? undefined : createReadStream(files.pathOf(rejectedSha256));
    },
  };
}
