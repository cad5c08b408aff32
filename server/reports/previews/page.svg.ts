/**
 * Cuts the typesetter's one long picture of all pages into pages. It draws page after page on the top level, each beginning with its white
 * sheet, and puts what several pages use (glyphs, clips, gradients) at the end; each page gets what it uses itself.
 * @param svg as `plainSvg` of typst.ts 0.7 writes it
 */
export function pagesOf(svg: string): string[] {
  const size = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg);
  const sheet = /^ {4}<path class="typst-shape" fill="#ffffff" fill-rule="nonzero" d="M 0 0v ([\d.]+)/m.exec(svg);
  const [width, whole, height] = [Number(size?.[1]), Number(size?.[2]), Number(sheet?.[1])];
  const count = Math.round(whole / height);
  const { body, defs } = parted(svg);
  const starts = body.flatMap((line, index) => (line.startsWith('    <path class="typst-shape" fill="#ffffff"') ? [index] : []));
  if (!(count > 0) || starts.length !== count) throw new Error(`a picture of ${count} pages has ${starts.length} sheets`);
  return starts.map((start, index) => {
    const lines = body.slice(start, starts[index + 1] ?? body.length).join('\n');
    const top = (index * whole) / count;
    const used = neededDefs(lines, defs);
    return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 ${top} ${width} ${whole / count}" width="${width}" height="${whole / count}">\n${lines}\n<defs>\n${used.join('\n')}\n</defs>\n</svg>`;
  });
}

interface Parted {
  /** Lines of the pages, in their order. */
  readonly body: string[];
  /** What lines refer to, by id. */
  readonly defs: ReadonlyMap<string, string>;
}

function parted(svg: string): Parted {
  const lines = svg.split('\n');
  const body: string[] = [];
  const defs = new Map<string, string>();
  let open: { id: string; lines: string[] } | undefined;
  let isDefs = false;
  for (const line of lines.slice(1)) {
    if (line === '</svg>') break;
    if (/^ {4}<defs/.test(line)) isDefs = true;
    else if (/^ {4}<\/defs/.test(line)) isDefs = false;
    else if (!isDefs) body.push(line);
    else {
      const id = /^ {8}<[^/][^>]* id="([^"]+)"/.exec(line)?.[1];
      if (id !== undefined) open = { id, lines: [] };
      open?.lines.push(line);
      if (open !== undefined) defs.set(open.id, open.lines.join('\n'));
    }
  }
  return { body, defs };
}

/** Everything that is referred to, and what that refers to. */
function neededDefs(lines: string, defs: ReadonlyMap<string, string>): string[] {
  const found = new Set<string>();
  const visit = (text: string): void => {
    for (const [, id = ''] of text.matchAll(/(?:href="|url\()#([^")]+)/g)) {
      const definition = defs.get(id);
      if (definition === undefined || found.has(id)) continue;
      found.add(id);
      visit(definition);
    }
  };
  visit(lines);
  return [...found].map((id) => defs.get(id) ?? '');
}
