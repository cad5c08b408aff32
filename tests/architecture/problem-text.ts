import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** A sentence of a problem as the code has it: `{0}` where a value goes. */
export interface ProblemText {
  readonly code: string;
  readonly text: string;
  readonly where: string;
}

/** Titles and details of every `new Problem(…)` of a file, as far as they stand there as text; both branches of a choice. */
export function problemTexts(path: string): ProblemText[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: ProblemText[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText() === 'Problem') found.push(...textsOf(node));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function textsOf(node: ts.NewExpression): ProblemText[] {
  const [code, , title, options] = node.arguments ?? [];
  const where = `${node.getSourceFile().fileName}:${node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  const detail = options && ts.isObjectLiteralExpression(options) ? options.properties.find(isDetail)?.initializer : undefined;
  const said = [...(title ? sentencesOf(title) : []), ...(detail ? sentencesOf(detail) : [])];
  return said.map((text) => ({ code: code ? (sentencesOf(code)[0] ?? '') : '', text, where }));
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
