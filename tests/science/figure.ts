/** One line of the table: what is measured against what was promised. */
export interface Figure {
  readonly figure: string;
  readonly target: string;
  readonly measured: string;
  readonly isReached: boolean;
  /** Said below the table: what the figure hides. */
  readonly note?: string;
}

/** A subject of the table; null where its data are not there. */
export interface Study {
  readonly name: string;
  run(say: (text: string) => void): Promise<Figure[] | null>;
}

export function formatTable(figures: readonly Figure[]): string {
  const rows = [
    ['figure', 'target', 'measured', 'reached'],
    ...figures.map(({ figure, target, measured, isReached }) => [figure, target, measured, isReached ? 'yes' : 'NO']),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] as string).length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] as number))
      .join('  ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
  return [...lines, '', ...figures.flatMap(({ figure, note }) => (note ? [`${figure}: ${note}`] : []))].join('\n');
}
