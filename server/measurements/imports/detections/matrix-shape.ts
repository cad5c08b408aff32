import type { DecimalMark, LineEnd, Spacing, TextEncodingName } from '../import.types.ts';

/** A file of bare numbers: no header, no time, equally many numbers in every line. */
export interface MatrixShape {
  readonly name: string;
  readonly encoding: TextEncodingName;
  readonly bom: boolean;
  readonly eol: LineEnd;
  readonly delimiter: string;
  readonly spacing?: Spacing;
  readonly decimalMark: DecimalMark;
  readonly columns: number;
}
