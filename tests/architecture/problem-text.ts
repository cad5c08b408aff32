import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** A sentence of a problem as the code has it: `{0}` where a value goes. */
export interface ProblemText {
  readonly code: string;
  readonly text: string;
  readonly where: string;
}

/** Functions that make a refusal of an import from its words. */
const refusing = new Set(['notUnderstood', 'refuse', 'refused', 'damaged', 'unsafe']);

/** Titles and details of every `new Problem(…)` and refusal of a file, as far as they stand there as text; both branches of a choice. */
export function problemTexts(path: string): ProblemText[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: ProblemText[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText() === 'Problem') found.push(...textsOf(node));
    // What two recordings cannot be compared by is no problem but a result, in the words of results.
    if (ts.isCallExpression(node) && refusing.has(node.expression.getText()) && !path.includes('comparisons'))
      found.push(...refusalOf(node));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function textsOf(node: ts.NewExpression): ProblemText[] {
  const [code, , title, options] = node.arguments ?? [];
  const where = placeOf(node);
  const detail = options && ts.isObjectLiteralExpression(options) ? options.properties.find(isDetail)?.initializer : undefined;
  const said = [...(title ? sentencesOf(title) : []), ...(detail ? sentencesOf(detail) : [])];
  return said.map((text) => ({ code: code ? (sentencesOf(code)[0] ?? '') : '', text, where }));
}

/** Words among the arguments; names and codes hold no blank. */
function refusalOf(node: ts.CallExpression): ProblemText[] {
  const where = placeOf(node);
  const said = node.arguments.flatMap((argument) => sentencesOf(argument)).filter((text) => text.includes(' '));
  return said.map((text) => ({ code: node.expression.getText(), text, where }));
}

function placeOf(node: ts.Node): string {
  const source = node.getSourceFile();
  return `${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

const isDetail = (property: ts.ObjectLiteralElementLike): property is ts.PropertyAssignment =>
  ts.isPropertyAssignment(property) && property.name.getText() === 'detail';

/** Every sentence an expression can become; a value that is no text there is a place. */
function sentencesOf(node: ts.Expression): string[] {
  let places = 0;
  const variants = (expression: ts.Expression): string[] => {
    if (ts.isStringLiteralLike(expression)) return [expression.text];
    if (ts.isParenthesizedExpression(expression)) return variants(expression.expression);
    if (ts.isConditionalExpression(expression)) return [...variants(expression.whenTrue), ...variants(expression.whenFalse)];
    if (!ts.isTemplateExpression(expression)) return [`{${places++}}`];
    return expression.templateSpans.reduce(
      (begun, span) => {
        const inserted = variants(span.expression);
        return begun.flatMap((text) => inserted.map((part) => `${text}${part}${span.literal.text}`));
      },
      [expression.head.text],
    );
  };
  return variants(node);
}
