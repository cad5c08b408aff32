/** A ref for what an address may name by its hash: rows come after the address was read, so the named one is brought into view then. */
export function showWanted(element: HTMLElement | null): void {
  if (element && window.location.hash === `#${element.id}`) element.scrollIntoView({ block: 'center' });
}
