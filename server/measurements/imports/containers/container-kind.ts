/** What the first bytes of a file say it is. */
export type FileKind = 'text' | 'gzip' | 'zip' | 'parquet' | 'json' | Foreign;

/** A format that is not read, with what to do about it. */
export interface Foreign {
  readonly what: string;
  readonly advice: string;
  /** Nobody expects these to hold a measurement: they are refused as any other binary. */
  readonly isPlainBinary: boolean;
}

/** So many bytes are looked at. */
export const KIND_BYTES = 4_096;

type Sign = readonly [at: number, bytes: string];

interface Format {
  /** All of them must stand there (latin-1). */
  readonly signs: readonly Sign[];
  readonly what: string;
  readonly advice: string;
}

const packed = 'Unpack it, or pack the file as zip or gzip.';
const matlab = 'Export the table in MATLAB with writetable (CSV) or parquetwrite.';

/** Formats by their first bytes. No library on npm reads the measurement formats soundly (DECISIONS.md): how to get a table out is said instead. */
const foreign: readonly Format[] = [
  {
    signs: [[0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1']],
    what: 'an old Excel workbook (.xls) or another old Office file',
    advice: 'Open it in Excel or LibreOffice and save it as .xlsx or CSV.',
  },
  { signs: [[0, '7z\xbc\xaf\x27\x1c']], what: 'a 7z archive', advice: 'Unpack it, or pack the files as zip.' },
  { signs: [[0, 'Rar!\x1a\x07']], what: 'a RAR archive', advice: 'Unpack it, or pack the files as zip.' },
  { signs: [[257, 'ustar']], what: 'a tar archive', advice: 'Unpack it, or pack the files as zip.' },
  {
    signs: [
      [0, 'BZh'],
      [4, '1AY&SY'],
    ],
    what: 'a bzip2 archive',
    advice: packed,
  },
  { signs: [[0, '\xfd7zXZ\x00']], what: 'an xz archive', advice: packed },
  { signs: [[0, '\x28\xb5\x2f\xfd']], what: 'a Zstandard archive', advice: packed },
  { signs: [[0, '\x04\x22\x4d\x18']], what: 'an LZ4 archive', advice: packed },
  {
    signs: [[0, 'MDF     ']],
    what: 'an ASAM MDF measurement (.mf4, .mdf)',
    advice: 'Export it as CSV or Parquet with asammdf (free), CANape or INCA.',
  },
  {
    signs: [[0, 'UnFinMF ']],
    what: 'an ASAM MDF measurement that was not finished',
    advice: 'Open it in asammdf (free), CANape or INCA and export it as CSV or Parquet.',
  },
  {
    signs: [[0, 'TDSm']],
    what: 'an NI TDMS measurement',
    advice: 'Export it as CSV with LabVIEW or DIAdem, or as CSV or Parquet with npTDMS (free, Python).',
  },
  {
    signs: [[0, 'TDSh']],
    what: 'the index of an NI TDMS measurement',
    advice: 'Export the .tdms file beside it as CSV with LabVIEW or DIAdem.',
  },
  { signs: [[0, 'MATLAB 7.3 MAT-file']], what: 'a MATLAB v7.3 file (HDF5)', advice: matlab },
  { signs: [[0, 'MATLAB 5.0 MAT-file']], what: 'a MATLAB file (.mat)', advice: matlab },
  {
    signs: [[0, '\x89HDF\r\n\x1a\n']],
    what: 'an HDF5 file',
    advice: 'Export its tables as CSV or Parquet, for instance with pandas (read_hdf, to_parquet) or HDFView.',
  },
  { signs: [[0, 'CDF\x01']], what: 'a NetCDF file', advice: 'Export its tables as CSV, for instance with xarray (to_dataframe, to_csv).' },
  { signs: [[0, 'CDF\x02']], what: 'a NetCDF file', advice: 'Export its tables as CSV, for instance with xarray (to_dataframe, to_csv).' },
  {
    signs: [
      [0, 'RIFF'],
      [8, 'WAVE'],
    ],
    what: 'a WAV recording',
    advice: 'Export it as CSV with time, names and units: a WAV file knows neither units nor scaling.',
  },
  {
    signs: [
      [0, 'RF64'],
      [8, 'WAVE'],
    ],
    what: 'a WAV recording',
    advice: 'Export it as CSV with time, names and units: a WAV file knows neither units nor scaling.',
  },
  { signs: [[0, '|CF,']], what: 'an imc FAMOS measurement', advice: 'Export it as CSV in imc FAMOS or imc STUDIO.' },
  {
    signs: [
      [0, 'LOGG'],
      [8, '\x90'],
    ],
    what: 'a Vector BLF bus log',
    advice: 'Export the signals as CSV with CANoe or CANalyzer.',
  },
  { signs: [[0, 'ARROW1\x00\x00']], what: 'an Arrow or Feather file', advice: 'Save the table as Parquet.' },
  { signs: [[0, 'PARE']], what: 'an encrypted Parquet file', advice: 'Write it without encryption.' },
  { signs: [[0, 'Obj\x01']], what: 'an Avro file', advice: 'Export the table as CSV or Parquet.' },
  { signs: [[0, 'SQLite format 3\x00']], what: 'an SQLite database', advice: 'Export the table as CSV.' },
];

const universalFile: Format = {
  signs: [],
  what: 'a universal file (UFF/UNV 58)',
  advice: 'Export the measurement as CSV in the measuring software, or convert it with pyuff (free, Python).',
};

/** What a file is by its first bytes. A zip may turn out to be a workbook. */
export function kindOf(head: Uint8Array): FileKind {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, KIND_BYTES)).toString('latin1');
  const has = (at: number, bytes: string): boolean => text.startsWith(bytes, at);
  if (has(0, '\x1f\x8b')) return 'gzip';
  if (has(0, 'PK\x03\x04') || has(0, 'PK\x05\x06') || has(0, 'PK\x07\x08')) return 'zip';
  if (has(0, 'PAR1')) return 'parquet';
  const isUniversal = /^ {4}-1\s+58b?\s/.test(text);
  const found = isUniversal ? universalFile : foreign.find(({ signs }) => signs.every(([at, bytes]) => has(at, bytes)));
  if (found !== undefined) return { what: found.what, advice: found.advice, isPlainBinary: /Office|SQLite/.test(found.what) };
  return /^(?:\xef\xbb\xbf)?\s*(?:\{\s*"|\[\s*\{\s*")/.test(text) ? 'json' : 'text';
}
