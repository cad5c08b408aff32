/** A name that every operating system takes: letters, digits, dots and hyphens of the title, at most 80. */
export function fileName(title: string, extension: string): string {
  const stem = title
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}.]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80);
  return `${stem || 'plot'}.${extension}`;
}
