import { toCanonical } from '../../../systems/units.ts';
import type { ChannelRecipe, Detection, ImportQuestion, ImportRefusal, Json } from '../import.types.ts';
import { suggestRole } from './signal-names.ts';

/** Column null: the file is the channel. A unit we do not know stays as written, without conversion. */
export function channelOf({ name, column, unit }: { name: string; column: number | null; unit: string | null }): ChannelRecipe {
  const conversion = unit === null || unit === '' ? null : toCanonical(unit);
  return {
    name,
    column,
    unitWritten: unit === '' ? null : unit,
    unit: conversion?.unit ?? unit ?? '',
    quantity: conversion?.quantity ?? null,
    factor: conversion?.factor ?? 1,
    offset: conversion?.offset ?? 0,
    role: suggestRole(name, conversion?.quantity ?? null),
  };
}

/** undefined: not answered; '': it has none. */
export function answeredUnit(answer: Json | undefined, name: string): string | undefined {
  if (answer === null) return '';
  if (answer === undefined || typeof answer !== 'object' || Array.isArray(answer)) return undefined;
  const unit = (answer as Readonly<Record<string, Json>>)[name];
  return unit === null ? '' : typeof unit === 'string' ? unit : undefined;
}

/** Two questions with the same id (a time column and channels without units) become one. */
export function merge(questions: readonly ImportQuestion[]): ImportQuestion[] {
  const merged = new Map<string, ImportQuestion>();
  for (const question of questions) {
    const before = merged.get(question.id);
    merged.set(
      question.id,
      before ? { ...before, ask: `${before.ask} ${question.ask}`, about: [...before.about, ...question.about], options: [] } : question,
    );
  }
  return [...merged.values()];
}

export function refuse(refusal: ImportRefusal): Detection<never> {
  return { verdict: 'refused', recipe: null, questions: [], refusal };
}
