import { toCanonical } from '../../../systems/units.ts';
import type { ChannelRecipe, ImportAnswers, ImportQuestion, Json } from '../import.types.ts';
import type { TableRow } from './delimiter-detection.ts';
import { isFlagName } from './flag-name.ts';

/** Two points of a straight line: raw (as in the file) and the value there. */
export interface Scaling {
  readonly raw: readonly [number, number];
  readonly value: readonly [number, number];
  readonly unit: string;
}

export interface ScalingNotes {
  readonly byChannel: ReadonlyMap<string, Scaling>;
  /** A line that speaks of scaling and was not understood. */
  readonly unread: string | null;
}

const number = '([+-]?\\d+(?:[.,]\\d+)?)';
const equals = '\\s*(?:=|->|→|≙|=>|entspricht|corresponds to)\\s*';
const upTo = '\\s*(?:\\.\\.\\.?|…|–|-|to|bis|à|/)\\s*';
const unit = '\\s*([^\\s\\d;,:=]+)';
/** `4 mA = 0 bar; 20 mA = 250 bar`. */
const points = new RegExp(`${number}${unit}${equals}${number}${unit}.{0,12}?${number}\\s*[^\\s\\d;,:=]+${equals}${number}`);
/** `4..20 mA = 0..250 bar`. */
const ranges = new RegExp(`${number}${upTo}${number}${unit}${equals}${number}${upTo}${number}${unit}`);
const speaksOfScaling = /skalier|scaling|\bscaled?\b|échelle|echelle/i;
const isOff = /(?:aus|off|none|keine|aucune|no|nein|-)\W*$/i;

/** The scaling that notes above the table give for its channels. Nothing is applied: the user is asked. */
export function findScalings(rows: readonly TableRow[], channels: readonly string[]): ScalingNotes {
  const byChannel = new Map<string, Scaling>();
  // In a table of one channel nothing else can be meant.
  const only = channels.length === 1 ? channels[0] : undefined;
  let unread: string | null = null;
  for (const { text } of rows) {
    const scaling = scalingOf(text);
    if (scaling === null && (!speaksOfScaling.test(text) || isOff.test(text))) continue;
    const words = text.split(/[\s:;,=|()[\]"]+/);
    const channel =
      channels.find((name) => words.includes(name)) ?? channels.find((name) => name.includes(' ') && text.includes(name)) ?? only;
    if (scaling === null || channel === undefined) unread ??= text;
    else byChannel.set(channel, scaling);
  }
  return { byChannel, unread };
}

function scalingOf(text: string): Scaling | null {
  const value = (written: string | undefined): number => Number((written ?? '').replace(',', '.'));
  const two = points.exec(text);
  if (two) return checked([value(two[1]), value(two[5])], [value(two[3]), value(two[6])], two[4]!);
  const range = ranges.exec(text);
  return range ? checked([value(range[1]), value(range[2])], [value(range[4]), value(range[5])], range[6]!) : null;
}

function checked(raw: readonly [number, number], value: readonly [number, number], unitText: string): Scaling | null {
  const isLine = [...raw, ...value].every(Number.isFinite) && raw[0] !== raw[1] && value[0] !== value[1];
  return isLine ? { raw, value, unit: unitText.replace(/[)\].]+$/, '') } : null;
}

const isElectric = (channel: ChannelRecipe): boolean =>
  !isFlagName(channel.name) &&
  (channel.quantity === 'current' || channel.quantity === 'voltage' || channel.unit === '' || channel.quantity === null);

/** Channels with the scaling that was answered, or the question whether to apply what the notes say. */
export function applyScaling(
  channels: readonly ChannelRecipe[],
  notes: ScalingNotes,
  answers: ImportAnswers,
): { readonly channels: readonly ChannelRecipe[]; readonly questions: readonly ImportQuestion[] } {
  const answer = answers.scaling;
  if (answer === undefined) {
    const noted = channels.filter(({ name }) => notes.byChannel.has(name));
    const about = (noted.length > 0 ? noted : notes.unread === null ? [] : channels.filter(isElectric)).map(({ name }) => name);
    return { channels, questions: about.length === 0 ? [] : [scalingQuestion(about, notes)] };
  }
  if (answer === null || typeof answer !== 'object' || Array.isArray(answer)) return { channels, questions: [] };
  const map = answer as Readonly<Record<string, Json>>;
  return { channels: channels.map((channel) => scaled(channel, map[channel.name])), questions: [] };
}

function scalingQuestion(about: readonly string[], { byChannel, unread }: ScalingNotes): ImportQuestion {
  const noted = Object.fromEntries(
    [...byChannel].map(([name, { raw, value, unit: to }]) => [name, { raw: [...raw], value: [...value], unit: to }]),
  );
  const seen = byChannel.size > 0 ? 'Notes above the table give a scaling' : `"${(unread ?? '').slice(0, 80)}" speaks of a scaling`;
  return {
    id: 'scaling',
    ask: `${seen} for ${about.map((name) => `"${name}"`).join(', ')}. Shall it be applied?`,
    about,
    options: [
      ...(byChannel.size > 0 ? [{ answer: noted, meaning: 'apply the scaling of the notes' }] : []),
      { answer: null, meaning: 'leave the values as they are written' },
    ],
  };
}

function scaled(channel: ChannelRecipe, answer: Json | undefined): ChannelRecipe {
  if (answer === undefined || answer === null || typeof answer !== 'object' || Array.isArray(answer)) return channel;
  const { raw, value, unit: to } = answer as Readonly<Record<string, Json>>;
  if (!isPair(raw) || !isPair(value) || raw[0] === raw[1]) return channel;
  const unitText = typeof to === 'string' ? to : '';
  const conversion = toCanonical(unitText);
  const slope = (value[1] - value[0]) / (raw[1] - raw[0]);
  const factor = conversion?.factor ?? 1;
  return {
    ...channel,
    unit: conversion?.unit ?? unitText,
    quantity: conversion?.quantity ?? null,
    factor: slope * factor,
    offset: (value[0] - raw[0] * slope) * factor + (conversion?.offset ?? 0),
  };
}

function isPair(json: Json | undefined): json is readonly [number, number] {
  return Array.isArray(json) && json.length === 2 && json.every((entry) => typeof entry === 'number' && Number.isFinite(entry));
}

/** `Missing value: -9999`: a number that stands for no value. */
export function findMissingCodes(pairs: readonly { readonly key: string; readonly value: string }[]): number[] {
  const isCode = /missing|fehlwert|fehlend|no[\s_-]?data|ungültig|invalid|manquant|bad[\s_-]?value|fill[\s_-]?value|null[\s_-]?value/i;
  return pairs
    .filter(({ key }) => isCode.test(key))
    .map(({ value }) => (/^[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?$/.test(value) ? Number(value.replace(',', '.')) : Number.NaN))
    .filter(Number.isFinite);
}
