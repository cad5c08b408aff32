import { SaxesParser, type SaxesTagNS } from 'saxes';

/** Drawing, and nothing that moves, loads, computes or repeats without end. */
const elements = new Set(
  'svg g defs symbol use title desc metadata style path rect circle ellipse line polyline polygon text tspan linearGradient radialGradient stop clipPath mask'.split(
    ' ',
  ),
);
const svgNamespace = 'http://www.w3.org/2000/svg';
/** Notes that drawing programs leave for themselves; nobody draws them. */
const noteNamespaces = [
  /^http:\/\/sodipodi\.sourceforge\.net\//,
  /^http:\/\/www\.inkscape\.org\//,
  /^http:\/\/(web\.resource|creativecommons)\.org\//,
  /^http:\/\/www\.w3\.org\/1999\/02\/22-rdf-syntax-ns#$/,
  /^http:\/\/purl\.org\/dc\//,
];
const mostElements = 5000;
const mostDepth = 60;
/** Uses may name uses: with twelve of them nothing is drawn more than 3⁴ times. */
const mostUses = 12;
const pieceLength = 4096;

/**
 * Is this SVG a drawing that stands alone: no script, no events, nothing fetched from elsewhere, no document type (and so no entities)?
 * Everything is refused that is not known to be harmless.
 * @returns why it cannot be used, as the end of a sentence; undefined when it can
 */
export function svgFault(bytes: Uint8Array): string | undefined {
  const text = utf8(bytes);
  if (text === undefined) return 'it is not UTF-8 text';
  const parser = new SaxesParser({ xmlns: true, position: false });
  const seen = { depth: 0, elements: 0, uses: 0 };
  let fault: string | undefined;
  // Words inside <style> are the only ones that do something; elsewhere they may say what they like.
  let style = '';
  let styleDepth = 0;
  const say = (why: string | undefined) => {
    fault ??= why;
  };
  const collect = (words: string) => {
    if (styleDepth > 0) style += words;
  };
  parser.on('error', () => say('its XML is damaged'));
  parser.on('doctype', () => say('it declares a document type, which can name other files'));
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^utf-?8$/i.test(encoding)) say(`it says that it is written in ${encoding.slice(0, 20)}`);
  });
  parser.on('processinginstruction', ({ target }) => say(`it has an instruction for programs (${target.slice(0, 30)})`));
  parser.on('opentag', (tag) => {
    seen.depth++;
    seen.elements++;
    if (tag.local === 'use') seen.uses++;
    if (tag.local === 'style' && styleDepth === 0) styleDepth = seen.depth;
    if (seen.depth === 1) say(rootFault(tag));
    if (seen.elements > mostElements || seen.depth > mostDepth || seen.uses > mostUses) say('it is drawn of too many parts');
    say(elementFault(tag));
    for (const attribute of Object.values(tag.attributes)) say(attributeFault(attribute));
  });
  parser.on('closetag', () => {
    if (seen.depth === styleDepth) styleDepth = 0;
    seen.depth--;
  });
  parser.on('text', collect);
  parser.on('cdata', collect);
  // In pieces: whoever nests without end is not read to the end.
  for (let at = 0; at < text.length && fault === undefined; at += pieceLength) parser.write(text.slice(at, at + pieceLength));
  if (fault === undefined) parser.close();
  say(styleFault(style));
  return fault;
}

function rootFault({ local, uri, attributes }: SaxesTagNS): string | undefined {
  if (local !== 'svg' || uri !== svgNamespace) return 'it is no SVG';
  return hasSize(attributes) ? undefined : 'it has neither a viewBox nor a width and height';
}

function elementFault({ local, uri }: SaxesTagNS): string | undefined {
  const isKnown = uri === svgNamespace ? elements.has(local) : noteNamespaces.some((one) => one.test(uri));
  return isKnown ? undefined : `it has an element <${local.slice(0, 30)}>`;
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

interface Attribute {
  readonly name: string;
  readonly local: string;
  readonly value: string;
}

function attributeFault({ name, local, value }: Attribute): string | undefined {
  if (/^on/i.test(local)) return `it reacts to events (${name.slice(0, 30)})`;
  if (/^(href|src)$/i.test(local) && !/^#[\w.:-]+$/.test(value.trim()))
    return `it refers to something outside (${value.trim().slice(0, 40)})`;
  if (name === 'xml:base') return 'it refers to something outside (xml:base)';
  return name.startsWith('xmlns') ? undefined : styleFault(value);
}

/** Names of parts of the same drawing are fine: `url(#gradient)`. A backslash can spell anything. */
function styleFault(css: string): string | undefined {
  if (/url\s*\((?!\s*['"]?#)/i.test(css)) return 'its style refers to something outside';
  if (/@(import|font-face|namespace|charset)|image-set|image\s*\(|expression\s*\(|(java|vb)script\s*:/i.test(css))
    return 'its style loads or runs something';
  return css.includes('\\') ? 'its style has a backslash, which can hide words' : undefined;
}

function hasSize(attributes: Readonly<Record<string, Attribute>>): boolean {
  const numbers =
    attributes['viewBox']?.value
      .trim()
      .split(/[\s,]+/)
      .map(Number) ?? [];
  if (numbers.length === 4 && numbers.every(Number.isFinite) && numbers.slice(2).every((one) => one > 0)) return true;
  return ['width', 'height'].every((name) => Number.parseFloat(attributes[name]?.value ?? '') > 0);
}
