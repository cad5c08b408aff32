import { type Static, type TSchema, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { ById, orNull, pageQuery, words } from '../../platform/http/page.schema.ts';
import { LimitSource } from '../../systems/limits/limit.schema.ts';

const closed = { additionalProperties: false } as const;
const Count = Type.Integer({ minimum: 0 });
const Value = orNull(Type.Number());
/** Times are ms since the start of the recording, as everywhere in the API of recordings. Ranges are closed: fromMs <= t <= toMs. */
const range = { fromMs: Type.Optional(Type.Number()), toMs: Type.Optional(Type.Number()) };
const ChannelIndex = Type.Integer({ minimum: 0, maximum: 100_000, description: 'index of a channel of the recording' });

/**
 * Statistics of the raw samples of a range. `count` = samples with a finite value, `missing` = the others; null where nothing can be computed.
 * `std` with n - 1; `rms` includes the mean; `slopePerS` = least squares against time; quantiles of Hyndman and Fan type 7.
 */
export const ChannelStatistics = Type.Object(
  {
    channel: Type.Integer(),
    name: Type.String(),
    unit: Type.String(),
    count: Count,
    missing: Count,
    min: Value,
    minAtMs: orNull(Type.Number({ description: 'where the lowest value stands for the first time' })),
    max: Value,
    maxAtMs: Value,
    mean: Value,
    rms: Value,
    std: Value,
    slopePerS: Value,
    p05: Value,
    median: Value,
    p95: Value,
    first: Value,
    last: Value,
  },
  { $id: 'ChannelStatistics', ...closed },
);
export type ChannelStatistics = Static<typeof ChannelStatistics>;

/** Why something cannot be computed: a code for programs, sentences for people. */
const notComputable = {
  computable: Type.Literal(false),
  code: words(['no-samples', 'too-few-samples', 'irregular-sampling', 'gaps', 'no-speed', 'speed-varies', 'rate-too-low']),
  because: Type.String(),
  whatWouldHelp: Type.String(),
};
const NotComputable = Type.Object(notComputable, closed);
export type NotComputable = Static<typeof NotComputable>;

/** Orders of a shaft: multiples of its speed. The order of line i is `frequencyHz[i] / shaftHz`. */
const OrderAxis = Type.Object(
  {
    computable: Type.Literal(true),
    rpm: Type.Number(),
    shaftHz: Type.Number(),
    speedVariationPercent: orNull(Type.Number({ description: '5th to 95th percentile over the mean; null for a given rpm' })),
    highestOrder: Type.Number({ description: 'at half the sampling rate' }),
    pump: orNull(
      Type.Object(
        {
          order: Type.Integer({ description: 'pistons, vanes or teeth' }),
          frequencyHz: Type.Number(),
          neededRateHz: Type.Number({ description: 'for this order; five times of it for the harmonics' }),
          visible: Type.Boolean(),
          because: orNull(Type.String()),
          whatWouldHelp: orNull(Type.String()),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type OrderAxis = Static<typeof OrderAxis>;

const SpectrumPeak = Type.Object({ frequencyHz: Type.Number(), amplitude: Type.Number(), order: orNull(Type.Number()) }, closed);
export type SpectrumPeak = Static<typeof SpectrumPeak>;

/** Welch's averaged periodogram. `amplitude` = peak value of a sine, in the unit of the channel; `psd` one-sided, unit² / Hz. */
const ComputedSpectrum = Type.Object(
  {
    computable: Type.Literal(true),
    channel: Type.Integer(),
    name: Type.String(),
    unit: Type.String(),
    frequencyHz: Type.Array(Type.Number()),
    amplitude: Type.Array(Type.Number()),
    psd: Type.Array(Type.Number()),
    segments: Type.Integer(),
    segmentsAvailable: Type.Integer({ description: 'above `segments` when only evenly spread ones were taken' }),
    segmentLength: Type.Integer(),
    resolutionHz: Type.Number(),
    window: words(['hann']),
    overlap: Type.Number(),
    sampleRateHz: Type.Number(),
    samplesUsed: Type.Integer(),
    samplesSkipped: Type.Integer({ description: 'in runs too short for a segment, because of gaps and missing values' }),
    peaks: Type.Array(SpectrumPeak),
    order: Type.Optional(Type.Union([OrderAxis, NotComputable])),
  },
  closed,
);
export type ComputedSpectrum = Static<typeof ComputedSpectrum>;
export const Spectrum = Type.Union([ComputedSpectrum, NotComputable], { $id: 'Spectrum' });
export type Spectrum = Static<typeof Spectrum>;

const Cycle = Type.Object({ index: Type.Integer(), fromMs: Type.Number(), toMs: Type.Number() }, closed);
export type Cycle = Static<typeof Cycle>;
/** `file`: the recording says so; `detected`: found in a channel, `because` says how; `none`: `because` says why not. */
export const CyclePage = Type.Object(
  {
    source: words(['file', 'detected', 'none']),
    because: Type.Optional(Type.String()),
    channel: Type.Optional(Type.Integer({ description: 'where they were found' })),
    total: Type.Integer(),
    items: Type.Array(Cycle),
    next: Type.Optional(Type.String()),
  },
  { $id: 'CyclePage', ...closed },
);
export type CyclePage = Static<typeof CyclePage>;

const Trigger = Type.Object(
  { atMs: Type.Number({ description: 'the first sample beyond the level; nothing is interpolated' }), value: Type.Number() },
  closed,
);
export type Trigger = Static<typeof Trigger>;
export const TriggerPage = Type.Object(
  {
    channel: Type.Integer(),
    unit: Type.String(),
    level: Type.Number(),
    edge: words(['rising', 'falling']),
    hysteresis: Type.Number(),
    items: Type.Array(Trigger),
    next: Type.Optional(Type.String()),
  },
  { $id: 'TriggerPage', ...closed },
);
export type TriggerPage = Static<typeof TriggerPage>;

/** Pairs of two channels in the order of time. With more pairs than asked for, the extremes of both channels survive in each slice of time. */
export const CrossPlot = Type.Object(
  {
    xChannel: Type.Integer(),
    yChannel: Type.Integer(),
    xUnit: Type.String(),
    yUnit: Type.String(),
    x: Type.Array(Type.Number()),
    y: Type.Array(Type.Number()),
    timeMs: Type.Array(Type.Number()),
    pairing: words(['same-instants', 'nearest-sample']),
    pairs: Type.Integer({ description: 'pairs in the range; more than x.length when thinned out' }),
    unpaired: Type.Integer({ description: 'instants of the slower channel without a partner' }),
    missing: Type.Integer({ description: 'pairs in which a value is missing' }),
    note: Type.String(),
  },
  { $id: 'CrossPlot', ...closed },
);
export type CrossPlot = Static<typeof CrossPlot>;

/** The limits of the system's channel, in the unit of the recorded one: what a plot draws as bands. */
export const ChannelLimit = Type.Object(
  {
    channel: Type.Integer(),
    unit: Type.String(),
    warningLow: Value,
    warningHigh: Value,
    alarmLow: Value,
    alarmHigh: Value,
    source: LimitSource,
    unitWritten: Type.String({ description: 'the unit the limit was set in' }),
    operatingPoint: Type.Union([Type.String({ description: 'where it holds' }), Type.Null()]),
  },
  { $id: 'ChannelLimit', ...closed },
);
export type ChannelLimit = Static<typeof ChannelLimit>;

const tags = ['analyses'] as const;
const read = { method: 'GET', permission: 'recordings:read' } as const;
const query = <P extends Record<string, TSchema>>(words: P) => Type.Object({ ...words, ...range }, closed);

/** What is computed from the raw samples on request. All of it runs in a worker process and stops when the caller goes away. */
export const analysisApi = {
  statistics: {
    ...read,
    url: '/api/v1/recordings/:id/statistics',
    schema: {
      operationId: 'getStatistics',
      summary: 'Exact statistics of the raw samples of some channels in a time range',
      tags,
      params: ById,
      querystring: query({
        channels: Type.String({ pattern: '^\\d{1,6}(,\\d{1,6}){0,31}$', description: 'channel indexes, comma separated, at most 32' }),
      }),
      response: { 200: Type.Object({ channels: Type.Array(ChannelStatistics) }, closed) },
    },
  },
  spectrum: {
    ...read,
    url: '/api/v1/recordings/:id/spectrum',
    schema: {
      operationId: 'getSpectrum',
      summary: 'Welch spectrum of a channel, with orders when a speed is given; or why there is none',
      tags,
      params: ById,
      querystring: query({
        channel: ChannelIndex,
        window: Type.Optional(words(['hann'])),
        segmentLength: Type.Optional(Type.Integer({ minimum: 64, maximum: 65_536, description: 'a power of two' })),
        speedChannel: Type.Optional(ChannelIndex),
        rpm: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 200_000 })),
        pumpOrder: Type.Optional(
          Type.Integer({ minimum: 1, maximum: 200, description: 'pistons, vanes or teeth; else from the nameplate' }),
        ),
      }),
      response: { 200: Spectrum },
    },
  },
  cycles: {
    ...read,
    url: '/api/v1/recordings/:id/cycles',
    schema: {
      operationId: 'listCycles',
      summary: 'Cycles of the recording: from the file, else found in a channel',
      tags,
      params: ById,
      querystring: pageQuery({ channel: Type.Optional(ChannelIndex) }),
      response: { 200: CyclePage },
    },
  },
  trigger: {
    ...read,
    url: '/api/v1/recordings/:id/triggers',
    schema: {
      operationId: 'listTriggers',
      summary: 'Instants at which a channel crosses a level',
      tags,
      params: ById,
      querystring: pageQuery({
        ...range,
        channel: ChannelIndex,
        level: Type.Number(),
        edge: Type.Optional(words(['rising', 'falling'])),
        hysteresis: Type.Optional(Type.Number({ minimum: 0, description: 'how far it must go back before the next one; 0 when absent' })),
      }),
      response: { 200: TriggerPage },
    },
  },
  limits: {
    ...read,
    url: '/api/v1/recordings/:id/limits',
    schema: {
      operationId: 'getChannelLimits',
      summary: 'Warning and alarm limits of the channels of a recording, in the units of its samples',
      tags,
      params: ById,
      response: { 200: Type.Object({ limits: Type.Array(ChannelLimit) }, closed) },
    },
  },
  crossPlot: {
    ...read,
    url: '/api/v1/recordings/:id/cross-plot',
    schema: {
      operationId: 'getCrossPlot',
      summary: 'One channel over another, at the instants of the slower one',
      tags,
      params: ById,
      querystring: query({
        x: ChannelIndex,
        y: ChannelIndex,
        points: Type.Optional(Type.Integer({ minimum: 8, maximum: 5000, default: 2000 })),
      }),
      response: { 200: CrossPlot },
    },
  },
} as const satisfies Record<string, Endpoint>;
