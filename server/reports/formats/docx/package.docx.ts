import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { zipArchive } from '../../../platform/files/zip-archive.ts';

/**
 * The package written anew so that the same document is the same bytes: ids counted from 1 in the order in which they stand instead of
 * through the life of the process, the date of the report instead of that of the writing, no times in the archive.
 */
export async function stablePackage(bytes: Buffer, createdAt: string): Promise<Buffer> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  const members: { path: string; content: Buffer }[] = [];
  for await (const entry of zip.eachEntry()) {
    const content = await buffer(await zip.openReadStreamPromise(entry));
    const isText = /\.(xml|rels)$/.test(entry.fileName);
    members.push({ path: entry.fileName, content: isText ? Buffer.from(stableXml(content.toString('utf8'), createdAt)) : content });
  }
  // Programs that tell files by their first bytes look for this member first.
  members.sort((a, b) => Number(b.path === contentTypes) - Number(a.path === contentTypes));
  const compressed = (path: string) => !path.endsWith('.png');
  return buffer(zipArchive(members.map(({ path, content }) => ({ path, compress: compressed(path), content: () => [content] }))));
}

const contentTypes = '[Content_Types].xml';
const counted = [/(<w:bookmark(?:Start|End)\b[^>]*? w:id=")([^"]+)(")/g, /(<wp:docPr\b[^>]*? id=")([^"]+)(")/g];

function stableXml(xml: string, createdAt: string): string {
  let text = xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)/g, `$1${createdAt}$2`);
  for (const pattern of counted) {
    const names = new Map<string, number>();
    text = text.replace(pattern, (_, before: string, id: string, after: string) => {
      const number = names.get(id) ?? names.size + 1;
      names.set(id, number);
      return `${before}${number}${after}`;
    });
  }
  return text;
}
