import type { DecimalMark, TextEncodingName } from './import.types.ts';

/** A file of bare numbers: no header, no time, equally many numbers in every line. */
export interface MatrixShape {
  readonly name: string;
  readonly encoding: TextEncodingName;
  readonly bom: boolean;
  readonly eol: 'lf' | 'crlf';
  readonly delimiter: string;
  readonly decimalMark: DecimalMark;
  readonly columns: number;
}
