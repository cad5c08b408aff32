/**
 * Keeps the keyboard where the person works: when the field that has the focus goes away (saved, added, moved, removed) or is switched off,
 * the focus goes to what has come in its place, from the innermost `data-place` outwards: to what is named the same there, else to the first
 * field. Without this the browser gives the focus to the page, and the next Tab begins at its top (WCAG 2.4.3).
 *
 * A ref callback: the region is the element it is given.
 */
export function keepFocus(region: HTMLElement | null): (() => void) | undefined {
  if (region === null) return undefined;
  let left: Left | null = null;
  const remember = ({ target }: FocusEvent) => {
    left = target instanceof HTMLElement && region.contains(target) ? { places: placesOf(target, region), name: nameOf(target) } : null;
  };
  // Who clicks elsewhere wants the focus to leave; the click on a field is followed by its focus.
  const forget = () => {
    left = null;
  };
  const restore = () => {
    const { activeElement } = document;
    const isLost = activeElement === document.body || (region.contains(activeElement) && activeElement?.matches(':disabled') === true);
    if (left !== null && isLost) successorOf(left, region)?.focus();
  };
  const observer = new MutationObserver(() => requestAnimationFrame(restore));
  observer.observe(region, { subtree: true, childList: true, attributes: true, attributeFilter: ['disabled'] });
  document.addEventListener('focusin', remember);
  document.addEventListener('pointerdown', forget, true);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', remember);
    document.removeEventListener('pointerdown', forget, true);
  };
}

interface Left {
  /** Innermost first. */
  readonly places: readonly string[];
  readonly name: string;
}

const fields = 'button, input, textarea, select, a[href]';

const nameOf = (element: Element): string => element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';

function placesOf(element: HTMLElement, region: HTMLElement): string[] {
  const place = element.closest<HTMLElement>('[data-place]');
  if (place === null || !region.contains(place)) return [];
  return [place.dataset.place ?? '', ...(place.parentElement ? placesOf(place.parentElement, region) : [])];
}

function successorOf({ places, name }: Left, region: HTMLElement): HTMLElement | undefined {
  const homes = places.flatMap((place) => region.querySelector<HTMLElement>(`[data-place="${CSS.escape(place)}"]`) ?? []);
  for (const home of [...homes, region]) {
    const there = [...home.querySelectorAll<HTMLElement>(fields)].filter((field) => !field.matches(':disabled') && field.checkVisibility());
    const next =
      there.find((field) => name !== '' && nameOf(field) === name) ??
      there[0] ??
      (home.tabIndex === -1 && home.hasAttribute('tabindex') ? home : undefined);
    if (next) return next;
  }
  return undefined;
}
