import type { Actor } from '../../accounts/actor.ts';
import type { AuditTrail } from '../../accounts/audit.service.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database/database.ts';
import type { ContentStore } from '../../platform/files/content-store.ts';
import { Problem } from '../../platform/problem.ts';
import type { WorkerProcess } from '../../platform/workers/worker-process.ts';
import type { Channel } from '../../systems/system.schema.ts';
import type { SystemService } from '../../systems/system.service.ts';
import { entityTag, matchesTag } from '../envelopes/entity-tag.ts';
import { handedInFiles } from '../import-reading.ts';
import type { ImportAnswers, ImportRecipe } from '../imports/import.types.ts';
import { channelsOfRecording, updateMeanings } from '../recording.repository.ts';
import type { RecordingChannel, RecordingDetail } from '../recording.schema.ts';
import type { RecordingService } from '../recording.service.ts';
import { createIdentity } from '../templates/file-identity.ts';
import { documentedSignals, explainedNames, suggestChannels, withSignals } from './channel-suggestion.ts';
import { upsertMapping } from './mapping.repository.ts';
import type { ChannelMapping, ChannelSuggestion, MappingChange, RecordingMapping } from './mapping.schema.ts';

export interface MappingService {
  /** @throws Problem `recording-not-found` */
  get(recordingId: string): Promise<RecordingMapping>;
  /**
   * `madeOn`: the entity tag of the state that was looked at, as in an If-Match header.
   * @throws Problem `precondition-required` without it, `mapping-changed` when somebody else was faster, `mapping-unknown` when a name is
   * not there
   */
  change(recordingId: string, change: MappingChange & { readonly madeOn: string | undefined }, actor: Actor): Promise<RecordingMapping>;
}

interface Deps {
  db: Db;
  now: Clock;
  audit: AuditTrail;
  files: ContentStore;
  systems: SystemService;
  recordings: RecordingService;
  worker: WorkerProcess;
}

/** What channels of a recording are in its system: said once at the import, corrected here. */
export function createMappingService({ db, now, audit, files, systems, recordings, worker }: Deps): MappingService {
  async function read(id: string): Promise<{ detail: RecordingDetail; known: readonly Channel[] }> {
    const detail = await recordings.getDetail(id);
    return { detail, known: (await systems.getDetail(detail.recording.systemId)).channels };
  }

  /** The fingerprint by which later files of the same logger are recognised; null when the raw files say nothing of one. */
  async function fingerprintOf({ files: named, importSettings }: RecordingDetail): Promise<string | null> {
    if (importSettings === null) return null;
    const folder = files.stage('mapping');
    try {
      const { answers, siteZone } = importSettings;
      const input = { files: await handedInFiles({ db, files }, named), answers: answers as ImportAnswers, siteZone, folder };
      return await createIdentity(worker, input, new AbortController().signal)();
    } finally {
      files.discard(folder);
    }
  }

  return {
    async get(id) {
      const { detail, known } = await read(id);
      return toMapping(detail, suggestionsOf(detail, known, {}));
    },
    async change(id, { madeOn, mapping }, actor) {
      if (madeOn === undefined) throw unconditional();
      const { detail, known } = await read(id);
      if (!matchesTag(madeOn, tagOf(detail))) throw changed();
      const before = Object.fromEntries(own(detail).map(({ name, signal, channelId }) => [name, { signal, channelId }]));
      const said = suggestionsOf(detail, known, mapping).filter(({ name }) => name in mapping);
      assertKnown(mapping, said);
      const channels = own(detail).map((channel) => withMeaning(channel, { said, known }));
      const fingerprint = await fingerprintOf(detail);
      await db.transaction(async (trx) => {
        // Read again under the lock of the transaction: two people may have looked at the same state.
        if (!matchesTag(madeOn, tagOf({ channels: await channelsOfRecording(trx, id) }))) throw changed();
        await updateMeanings(trx, id, { channels, account: accountOf(detail, said) });
        const at = now().toISOString();
        const system = { systemId: detail.recording.systemId };
        if (fingerprint !== null) await upsertMapping(trx, { ...system, fingerprint }, { mapping, at, by: actor.name });
        const what = { action: 'recording.mapping-changed', subjectType: 'recording', subjectId: id };
        await audit.record(trx, { actor, ...what, oldValue: before, newValue: mapping });
      });
      return this.get(id);
    },
  };
}

/** The channels that the file holds: a computed one is what its expression says. */
const own = ({ channels }: Pick<RecordingDetail, 'channels'>): RecordingChannel[] => channels.filter(({ derived }) => derived === null);

/** What a person said before stays; everything else is looked at anew, since the system may have got channels in the meantime. */
function suggestionsOf(detail: RecordingDetail, known: readonly Channel[], answered: ChannelMapping): ChannelSuggestion[] {
  const stored = new Map((detail.importSettings?.mapping ?? []).map((suggestion) => [suggestion.name, suggestion]));
  const fresh = suggestChannels({
    channels: own(detail),
    systemChannels: known,
    answered,
    confirmed: new Map(),
    documented: documentedSignals(detail.recipe as ImportRecipe),
    explained: explainedNames(detail.recipe as ImportRecipe),
  });
  return fresh.map((suggestion) => {
    const before = stored.get(suggestion.name);
    return before?.confidence === 'confirmed' && !(suggestion.name in answered) ? before : suggestion;
  });
}

function toMapping(detail: RecordingDetail, suggestions: readonly ChannelSuggestion[]): RecordingMapping {
  const channels = own(detail).flatMap(({ index, name, signal, channelId }) => {
    const suggestion = suggestions.find((found) => found.name === name);
    return suggestion ? [{ index, signal, channelId, suggestion }] : [];
  });
  return { tag: tagOf(detail), channels };
}

function tagOf(detail: Pick<RecordingDetail, 'channels'>): string {
  const meanings = own(detail).map(({ index, signal, channelId }) => [index, signal, channelId]);
  return entityTag(meanings);
}

/** A channel of the system gives its quantity, too, as at the import. */
function withMeaning(
  channel: RecordingChannel,
  { said, known }: { said: readonly ChannelSuggestion[]; known: readonly Channel[] },
): RecordingChannel {
  const meaning = said.find(({ name }) => name === channel.name);
  if (meaning === undefined) return channel;
  const ofSystem = known.find(({ id }) => id === meaning.channelId);
  return { ...channel, signal: meaning.signal, channelId: ofSystem?.id ?? null, quantity: ofSystem?.quantity ?? channel.quantity };
}

/** The recipe and the settings say what the channels are, as if it had been said at the import. */
function accountOf({ importReport, recipe, importSettings, skippedFiles }: RecordingDetail, said: readonly ChannelSuggestion[]) {
  const names = new Set(said.map(({ name }) => name));
  const mapping = [...(importSettings?.mapping ?? []).filter(({ name }) => !names.has(name)), ...said];
  const settings = importSettings && { ...importSettings, mapping };
  return { report: importReport, recipe: withSignals(recipe as ImportRecipe, said), settings, skippedFiles };
}

function assertKnown(mapping: ChannelMapping, said: readonly ChannelSuggestion[]): void {
  const errors = Object.keys(mapping).flatMap((name) => {
    const found = said.find((suggestion) => suggestion.name === name);
    if (found === undefined) return [{ pointer: `#/mapping/${name}`, detail: 'the recording has no channel of this name' }];
    return found.confidence === 'confirmed' ? [] : [{ pointer: `#/mapping/${name}`, detail: 'the system has no channel of this name' }];
  });
  if (errors.length > 0) throw new Problem('mapping-unknown', 422, 'A name in the mapping is not there', { errors: errors.slice(0, 20) });
}

function changed(): Problem {
  return new Problem('mapping-changed', 412, 'Somebody else has said what the channels are', {
    detail: 'Load it again, look at what is different, and make your change once more.',
  });
}

function unconditional(): Problem {
  return new Problem('precondition-required', 428, 'Say which state you are changing', {
    detail: 'Send the tag of the mapping that you have looked at as If-Match, so that nobody else’s change is overwritten.',
  });
}
