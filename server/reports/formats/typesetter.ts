import { createRequire } from 'node:module';
import type * as Typst from '@myriaddreamin/typst-ts-node-compiler';

/** Names no folder that exists: a template reads no file of the machine. */
const noFolder = process.platform === 'win32' ? 'C:\\sightglass-report' : '/sightglass-report';

let compiler: Typst.NodeCompiler | undefined;

/** Loaded when first needed: the typesetter is a native library of 50 MB. */
export function startTypesetter(): Typst.NodeCompiler {
  if (compiler === undefined) {
    const typst: typeof Typst = createRequire(import.meta.url)('@myriaddreamin/typst-ts-node-compiler');
    compiler = typst.NodeCompiler.create({ workspace: noFolder });
  }
  return compiler;
}

/** Pages of a template; data come in as strings only. @throws Error when the template does not compile: that is a bug of ours */
export function compilePages(typst: Typst.NodeCompiler, template: string, inputs: Record<string, string>): Typst.NodeTypstDocument {
  const result = typst.compile({ mainFileContent: template, inputs, resetRead: true });
  if (result.result === null) throw new Error(`The report template does not compile: ${messages(typst, result.takeDiagnostics())}`);
  return result.result;
}

function messages(typst: Typst.NodeCompiler, problems: Typst.NodeError | null): string {
  return problems === null ? 'no reason given' : JSON.stringify(typst.fetchDiagnostics(problems)).slice(0, 2000);
}
