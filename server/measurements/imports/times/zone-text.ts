/** Writings of a time zone. */

/** What a zone is called; `openZone`: the name leaves open which offset applies. */
const areas = 'Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc';
const ianaName = new RegExp(`\\b(?:${areas})/[A-Za-z_/+-]+[A-Za-z\\d]`);
/** Names that mean one offset wherever they are written. EST, CST, IST and BST mean several. */
const offsets: Readonly<Record<string, number>> = {
  Z: 0,
  UTC: 0,
  GMT: 0,
  WET: 0,
  CET: 60,
  MEZ: 60,
  WEST: 60,
  CEST: 120,
  MESZ: 120,
  EET: 120,
  EEST: 180,
};

/** A zone that can mean one thing only: an IANA name or an offset. `CET` and Windows names leave summer time open. */
export function zoneOf(text: string): string | null {
  const name = ianaName.exec(text)?.[0];
  if (name !== undefined) return isZone(name) ? name : null;
  const bare = text.trim().replace(/^\((.*)\)$/, '$1');
  if (/^(?:utc|gmt|z|zulu|universal)(?:\s*time)?(?:\s*[+-]0{1,2}(?::?00)?)?$/i.test(bare)) return 'UTC';
  const offset = /^(?:utc|gmt)?\s*([+-])(\d{1,2})(?::?(\d{2}))?(?:\s*h)?$/i.exec(bare);
  if (!offset) return null;
  return `${offset[1]}${offset[2]!.padStart(2, '0')}:${offset[3] ?? '00'}`;
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Minutes east of UTC of `+01:00`, `+0100`, `UTC+1`, `CEST` behind a time; null: the name leaves it open. */
export function offsetMinutes(text: string): number | null {
  const match = /^(?:utc|gmt)?\s?([+-])(\d{1,2}?)(?::?(\d{2}))?$/i.exec(text.trim());
  if (match) {
    const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
    return minutes > 18 * 60 ? null : match[1] === '-' ? -minutes : minutes;
  }
  return offsets[text.trim().toUpperCase()] ?? null;
}

/** The zone that the name of a time column speaks of: `Time (UTC)`, `Date Time, GMT+01:00`, `ts [Europe/Berlin]`. */
export function zoneInName(name: string): { readonly zone: string | null; readonly open: string | null } {
  const iana = ianaName.exec(name)?.[0];
  if (iana !== undefined && isZone(iana)) return { zone: iana, open: null };
  const offset = /\b(?:utc|gmt)(?:\s*[+-]\s*\d{1,2}(?::?\d{2})?)?(?![\w])/i.exec(name)?.[0];
  if (offset !== undefined) return { zone: zoneOf(offset.replace(/\s+/g, '')), open: null };
  const bare = /[([]\s*([+-]\d{2}:?\d{2})\s*[)\]]/.exec(name)?.[1];
  if (bare !== undefined) return { zone: zoneOf(bare), open: null };
  return { zone: null, open: /\b(?:CES?T|MES?Z|WES?T|EES?T|[ECMPB]S?[SD]T)\b/.test(name) ? name : null };
}
