import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { Logo } from '../compositions/report-composition.schema.ts';
import { compilePages, startTypesetter } from '../formats/typesetter.ts';

export const LogoTask = Logo;
export type LogoTask = Static<typeof LogoTask>;

const template = `#set document(title: "Logo", date: datetime(year: 2000, month: 1, day: 1))
#set page(width: 60mm, height: 14mm, margin: 0pt)
#image(bytes(json(bytes(sys.inputs.bytes))), format: sys.inputs.format, alt: "Logo", width: 60mm, height: 14mm, fit: "contain")`;
const formats = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/svg+xml': 'svg' } as const;

/** Does what will typeset the reports take this logo? Asked once, or every report with it would fail. */
export async function runLogo(task: LogoTask): Promise<{ isUsable: boolean }> {
  if (!Value.Check(LogoTask, task)) throw new Error('The logo task has the wrong shape');
  const typst = startTypesetter();
  const bytes = JSON.stringify([...Buffer.from(task.base64, 'base64')]);
  try {
    typst.pdf(compilePages(typst, template, { bytes, format: formats[task.mediaType] }), { pdfStandard: 'a-2a' });
    return { isUsable: true };
  } catch {
    return { isUsable: false };
  } finally {
    typst.evictCache(2);
  }
}
