import { SaxesParser } from 'saxes';
import { damaged, unsafe } from '../unpack-budget.ts';

export interface XmlHandler {
  /** Names without prefix; attributes with theirs (`r:id`). */
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Longer texts are no cells; a parser that keeps them would fill the memory. */
const MOST_TEXT = 1_048_576;

/**
 * Reads XML as a stream. A document type declaration is refused: with it a file could name other files (XXE) or swell (billion laughs), and
 * no spreadsheet program writes one.
 */
export async function readXml(chunks: AsyncIterable<Buffer>, name: string, handler: XmlHandler): Promise<void> {
  const parser = new SaxesParser({ position: false });
  const bare = (qualified: string): string => qualified.slice(qualified.indexOf(':') + 1);
  let failure: Error | null = null;
  let held = 0;
  parser.on('error', (error) => {
    failure ??= error;
  });
  parser.on('doctype', () => {
    failure = unsafe(name, 'Its XML declares entities, as only attacks on readers of XML do.');
  });
  parser.on('opentag', (tag) => {
    held = 0;
    if (failure === null) handler.open(bare(tag.name), tag.attributes as Record<string, string>);
  });
  parser.on('text', (text) => {
    if (failure === null) handler.text?.(text);
  });
  parser.on('closetag', (tag) => {
    held = 0;
    if (failure === null) handler.close?.(bare(tag.name));
  });
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true });
    held += text.length;
    parser.write(text);
    if (held > MOST_TEXT * 2) failure ??= damaged(name, 'One of its cells holds more than a million letters.');
    if (failure !== null) break;
  }
  if (failure === null) parser.close();
  if (failure !== null) throw asProblem(failure, name);
}

function asProblem(failure: Error, name: string): Error {
  if ('code' in failure) return failure;
  return damaged(name, 'Its XML is damaged. Open the workbook in Excel and save it again.');
}
