/**
 * Whether a client prefers a media type that it must name to get it over the usual `application/json` (RFC 9110, 12.5.1): named with a
 * weight above zero, and no less than what JSON has. Without the field, or with wildcards alone, JSON it is.
 */
export function prefers(accept: string | undefined, type: string): boolean {
  const weights = new Map<string, number>();
  for (const part of (accept ?? '').split(',')) {
    const [name = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase());
    const weight = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
    weights.set(name, Number.isFinite(weight) ? weight : 0);
  }
  const named = weights.get(type) ?? 0;
  // Only JSON by its own name competes: `*/*` stands behind every list that browsers send.
  return named > 0 && named >= (weights.get('application/json') ?? 0);
}
