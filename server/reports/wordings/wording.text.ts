import type { Wording } from './wording.ts';

/** A component by its name, or what kind it is where it has none. */
export function componentText({ kinds, say }: Wording, component: string): string {
  const kind = kinds[component];
  return kind === undefined ? component : say.component(kind);
}

/** An instant to the second, UTC, as the language writes it. */
export function instantText({ say }: Wording, instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  const [day = '', time = ''] = date.toISOString().slice(0, 19).split('T');
  return say.instant(day, time);
}
