/** Read once per colour scheme: asking the style sheet makes the browser lay out the page, and a plot asks in every frame. */
const read = new Map<string, string>();
let scheme: string | undefined;

/** A colour of the theme as the canvas needs it. */
export function cssColor(name: string): string {
  const { mantineColorScheme } = document.documentElement.dataset;
  if (mantineColorScheme !== scheme) read.clear();
  scheme = mantineColorScheme;
  const known = read.get(name);
  if (known) return known;
  const color = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  read.set(name, color);
  return color;
}
