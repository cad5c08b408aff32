import { figureSvg } from '../figures/figure.svg.ts';
import type { Block, Cell, Level, ReportDocument, Run } from '../report-document.schema.ts';
import type { Standing } from '../report-standing.schema.ts';
import { joinedRefs } from './evidence.refs.ts';
import { htmlStyle } from './html.style.ts';
import { markSections, namedNumber } from './section.mark.ts';

/** Severity is a shape and a word; colour only repeats it (ISA-101). */
const shapes: Readonly<Record<Level, string>> = { alarm: '■', attention: '▲', normal: '○', unknown: '⬠', neutral: '' };

/**
 * The report as one HTML file that needs nothing else: style and figures inside, no script, links from every number to its evidence.
 * Text of files and people is escaped everywhere. The same document gives the same bytes.
 */
export function reportHtml(document: ReportDocument): string {
  const { title, subtitle, language, labels, isSimulated, resultSha256 } = document;
  const figures = new Map(document.figures.map((figure) => [figure.id, figure]));
  const numbered = markSections(document.sections);
  const { standing } = document;
  const show = (block: Block) => blockHtml(block, { figures, labels, standing });
  const named = namedNumber(document);
  const status = standing?.mark ? `<strong>${text(standing.mark)}</strong>` : '';
  const sections = numbered.map(
    ({ section, mark }) =>
      `<section>\n<h2 id="section-${section.id}">${mark} ${text(section.title)}</h2>\n${section.blocks.map(show).join('\n')}\n</section>`,
  );
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${text(`${named} ${title}`)}</title>
<style>${htmlStyle}</style>
</head>
<body>
<header class="top"><span>${text(labels.report)} ${text(named)}</span>${status}${isSimulated ? `<strong>${text(labels.simulated)}</strong>` : ''}<span>${text(subtitle)}</span></header>
<main>
${letterheadHtml(document.letterhead)}<h1>${text(title)}</h1>
${status ? `<p class="simulated">${status} ${text(standing?.sentence ?? '')}</p>` : ''}
${isSimulated ? `<p class="simulated"><strong>${text(labels.simulated)}</strong> ${text(labels.simulatedNote)}</p>` : ''}
${sections.join('\n')}
</main>
<footer class="foot">${standing ? `<span>${text(standing.contentLabel)} <code>${standing.contentSha256}</code></span>` : ''}<span>${text(labels.resultHash)} <code>${resultSha256}</code></span></footer>
</body>
</html>
`;
}

/** Company and logo above the title; what is not set is not there. */
function letterheadHtml(letterhead: ReportDocument['letterhead']): string {
  if (letterhead === null) return '';
  const { company, logo, confidentiality } = letterhead;
  const words = [company, confidentiality].filter((one) => one !== null).map((one) => `<strong>${text(one)}</strong>`);
  const picture =
    logo === null
      ? ''
      : `<img src="data:${logo.mediaType};base64,${text(logo.base64)}" alt="${text(company ?? 'Logo')}" style="max-width:15rem;max-height:3.5rem">`;
  return words.length === 0 && picture === '' ? '' : `<p class="letterhead">${[...words, picture].join(' ')}</p>\n`;
}

interface Shown {
  readonly figures: ReadonlyMap<string, ReportDocument['figures'][number]>;
  readonly labels: ReportDocument['labels'];
  readonly standing: Standing | undefined;
}

function blockHtml(block: Block, shown: Shown): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${runsHtml(block.runs, shown)}</p>`;
    case 'heading':
      return `<h3>${marked(block.level, text(block.text))}</h3>`;
    case 'label':
      return `<p class="label">${marked(block.level, text(block.text))}</p>`;
    case 'list': {
      const items = block.items.map((runs) => `<li>${runsHtml(runs, shown)}</li>`).join('');
      return block.ordered ? `<ol>${items}</ol>` : `<ul>${items}</ul>`;
    }
    case 'facts':
      return `<dl>${block.rows.map(({ name, runs }) => `<dt>${text(name)}</dt><dd>${runsHtml(runs, shown)}</dd>`).join('')}</dl>`;
    case 'callout': {
      const word = `<div class="word">${shape(block.level)}${text(block.word)}</div>`;
      return `<div class="callout ${block.level}">${word}${runsHtml(block.runs, shown)}</div>`;
    }
    case 'figure':
      return figureHtml(block.figure, shown);
    case 'table':
      return tableHtml(block, shown);
    case 'sign-off':
      return shown.standing ? signedHtml(shown.standing) : signOffHtml(block);
  }
}

function figureHtml(id: string, { figures, labels }: Shown): string {
  const figure = figures.get(id);
  if (!figure) throw new Error(`no figure ${id}`);
  const svg = figureSvg(figure).replace('<svg ', `<svg role="img" aria-label="${text(figure.alt)}" `);
  const source = `<span class="source">${text(labels.source)}: ${text(figure.source)}.</span>`;
  const caption = `<strong>${text(labels.figure)} ${figure.number}</strong> ${text(figure.caption)} ${source}`;
  return `<figure id="figure-${id}">\n${svg}\n<figcaption>${caption}</figcaption>\n</figure>`;
}

function tableHtml({ number, caption, columns, rows }: Extract<Block, { kind: 'table' }>, { labels }: Shown): string {
  const classOf = (index: number) => (columns[index]?.align === 'right' ? ' class="right"' : '');
  const head = columns.map((column, index) => `<th scope="col"${classOf(index)}>${text(column.title)}</th>`).join('');
  const body = rows.map((row) => {
    let index = 0;
    const cells = row.map((cell) => {
      const open = `<td${classOf(index)}${cell.span ? ` colspan="${cell.span}"` : ''}${cell.anchor ? ` id="evidence-${text(cell.anchor)}"` : ''}>`;
      index += cell.span ?? 1;
      return `${open}${cellHtml(cell)}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  const title = `<caption><strong>${text(labels.table)} ${number}</strong> ${text(caption)}</caption>`;
  return `<div class="scroll" id="table-${number}" role="region" tabindex="0" aria-label="${text(caption)}"><table>${title}<thead><tr>${head}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table></div>`;
}

function cellHtml({ text: words, evidence, level, mono }: Cell): string {
  const body = mono ? `<code>${text(words)}</code>` : text(words);
  return `${marked(level, body)}${refsHtml(evidence)}`;
}

function signOffHtml({ roles, fields, statement }: Extract<Block, { kind: 'sign-off' }>): string {
  const rows = roles.map((role) => `<strong>${text(role)}</strong>${fields.map((field) => `<span>${text(field)}</span>`).join('')}`);
  return `<p>${text(statement)}</p>\n<div class="sign">${rows.join('')}</div>`;
}

/** Who signed, when, and what the signature means: name, time and meaning stand on every rendering. */
function signedHtml({ slots, contentLabel }: Standing): string {
  const rows = slots.map(({ role, signature, open }) => {
    if (!signature) return `<dt>${text(role)}</dt><dd>${text(open)}</dd>`;
    const { name, at, meaning, note, signed } = signature;
    const proof = `${text(contentLabel)} <code>${signed.contentSha256}</code><br>Ed25519 <code>${text(signed.seal)}</code>`;
    return `<dt>${text(role)}</dt><dd><strong>${text(name)}</strong> ${text(at)}<br>${text(meaning)} ${text(note ?? '')}<br><small>${proof}</small></dd>`;
  });
  return `<dl class="signed">${rows.join('')}</dl>`;
}

function runsHtml(runs: readonly Run[], { figures, labels }: Shown): string {
  return runs
    .map((run) => {
      const figure = run.figure === undefined ? undefined : figures.get(run.figure);
      if (figure) return `<a href="#figure-${figure.id}">${text(run.text || labels.figure)} ${figure.number}</a>${refsHtml(run.evidence)}`;
      const words = text(run.text);
      if (run.table !== undefined) return `<a href="#table-${run.table}">${words} ${run.table}</a>`;
      return `${run.strong ? `<strong>${words}</strong>` : words}${refsHtml(run.evidence)}`;
    })
    .join('');
}

function refsHtml(evidence: readonly string[] | undefined): string {
  if (!evidence || evidence.length === 0) return '';
  const links = joinedRefs(evidence).map((ref) => `<a href="#evidence-${text(ref.to)}">${text(ref.text)}</a>`);
  return `<span class="refs">${links.join('')}</span>`;
}

function marked(level: Level | undefined, body: string): string {
  if (level === undefined || level === 'neutral') return body;
  return `<span class="mark ${level}">${shape(level)}${body}</span>`;
}

function shape(level: Level): string {
  return shapes[level] === '' ? '' : `<span class="shape" aria-hidden="true">${shapes[level]}</span>`;
}

function text(value: string | undefined): string {
  return String(value ?? '').replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
