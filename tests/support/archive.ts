import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';

/** Members of a ZIP archive with their text; length and CRC of each are checked on the way. */
export async function unzipped(bytes: Buffer): Promise<Map<string, string>> {
  const parts = await unzippedBytes(bytes);
  return new Map([...parts].map(([name, content]) => [name, content.toString('utf8')]));
}

export async function unzippedBytes(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  const members = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) members.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return members;
}
