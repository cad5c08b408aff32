/** As the server has it: one line without @, at most 100 characters. */
export function isTemplateName(name: string): boolean {
  return /^[^\s@][^@]{0,99}$/.test(name.trim());
}
