import type { Readable } from 'node:stream';
import type { Db } from '../platform/database/database.ts';
import type { ContentStore } from '../platform/files/content-store.ts';
import type { Page, PageRequest } from '../platform/http/page.schema.ts';
import { Problem } from '../platform/problem.ts';
import { chooseChannels, chooseRange, indexesOf } from './channel-choice.ts';
import { seriesHashOf } from './channel-series.ts';
import { entityTag } from './envelopes/entity-tag.ts';
import type { EnvelopeStore } from './envelopes/envelope.store.ts';
import type { WireAnswer } from './envelopes/series-answer.ts';
import type { AnswerForm, SeriesQuestion } from './envelopes/series-question.ts';
import { rawFilesOf } from './raw-file.repository.ts';
import { channelsOfRecording, findLastMeasured, findRecording, findRecordingHead, listRecordings } from './recording.repository.ts';
import type { Envelope, Recording, RecordingDetail, SeriesContent } from './recording.schema.ts';
import { startMs } from './recording-clock.ts';
import { recordingNotFound } from './recording-not-found.ts';

export interface SeriesQuery {
  /** Channel indexes, comma separated. */
  channels: string;
  fromMs?: number;
  toMs?: number;
  buckets?: number;
}

/** A question that is understood, not yet read: whoever has an answer with the same tag needs no new one. */
export interface SeriesAnswer {
  readonly tag: string;
  read(signal?: AbortSignal): Promise<WireAnswer>;
}

export interface RecordingService {
  list(request: PageRequest & { systemId?: string }): Promise<Page<Recording>>;
  /** @throws Problem `recording-not-found` */
  getDetail(id: string): Promise<RecordingDetail>;
  /** Id of the system's recording that was measured last; undefined when it has none. */
  findLastMeasured(systemId: string): Promise<string | undefined>;
  /** All of the channels or nothing. @throws Problem `recording-not-found`, `channel-not-found`, `range-empty`, `series-damaged`, `series-missing` */
  series(id: string, query: SeriesQuery): Promise<{ channels: Envelope[] }>;
  /** What can be read, with the damaged channels named. @throws Problem as `series`; for damage only when no channel can be read */
  askSeries(id: string, query: SeriesQuery, form: AnswerForm): Promise<SeriesAnswer>;
  /** Every rejected row as CSV, or undefined when none was rejected. */
  rejectedRows(id: string): Promise<Readable | undefined>;
}

interface Deps {
  db: Db;
  files: ContentStore;
  envelopes: EnvelopeStore;
}

export function createRecordingService({ db, files, envelopes }: Deps): RecordingService {
  async function get(id: string) {
    const found = await findRecording(db, id);
    if (!found) throw recordingNotFound();
    return found;
  }

  async function askSeries(id: string, query: SeriesQuery, form: AnswerForm): Promise<SeriesAnswer> {
    const recording = await findRecordingHead(db, id);
    if (!recording) throw recordingNotFound();
    const channels = chooseChannels(await channelsOfRecording(db, id, indexesOf(query.channels)), query.channels);
    const question: SeriesQuestion = {
      channels: channels.map((channel) => {
        const { timeBase, position, index, name, unit } = channel;
        return { path: files.pathOf(seriesHashOf(recording, channel)), timeBase, position, index, name, unit };
      }),
      zeroMs: startMs(recording),
      ...chooseRange(query, recording.durationMs),
      buckets: query.buckets ?? 1000,
      form,
    };
    // The path holds the hash of the samples: read again, a recording has new samples, another hash and so another tag.
    return { tag: entityTag(question), read: (signal) => envelopes.ask(question, signal) };
  }

  return {
    list: (request) => listRecordings(db, request),
    findLastMeasured: (systemId) => findLastMeasured(db, systemId),
    async getDetail(id) {
      const { recording, account } = await get(id);
      return {
        recording,
        channels: await channelsOfRecording(db, id),
        files: await rawFilesOf(db, id),
        skippedFiles: [...account.skippedFiles],
        importReport: account.report,
        recipe: account.recipe,
        importSettings: account.settings ?? null,
      };
    },
    askSeries,
    async series(id, query) {
      const answer = await askSeries(id, query, 'json');
      const { bytes } = await answer.read();
      const { channels, damaged } = JSON.parse(Buffer.from(bytes).toString()) as SeriesContent;
      if (damaged[0]) throw new Problem(damaged[0].code, 500, 'The stored samples are damaged', { detail: damaged[0].detail });
      return { channels };
    },
    async rejectedRows(id) {
      const { rejectedSha256 } = await get(id);
      return rejectedSha256 === null ? undefined : files.open(rejectedSha256);
    },
  };
}
