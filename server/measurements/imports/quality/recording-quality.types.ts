/** In the words of NAMUR NE 107, from what the import alone can see; the diagnosis judges deeper. */
export interface ReportedQuality {
  readonly status: 'good' | 'maintenance-required' | 'check-function' | 'out-of-specification' | 'failure';
  readonly reasons: readonly (
    | { readonly code: 'no-values' }
    | { readonly code: 'impossible' | 'constant'; readonly value: number }
    | { readonly code: 'words'; readonly count: number }
    | { readonly code: 'missing'; readonly share: number }
  )[];
}

/** Nothing was measured between two rows; seconds from the start of the recording. */
export interface ReportedGap {
  /** Null: all channels of the file. */
  readonly channel: string | null;
  readonly from_s: number;
  readonly length_s: number;
}

export interface ReportedClockShift {
  /** summer-time: the wall clock jumped, the instants did not. grid: after a pause the rows stand beside the rhythm before it. */
  readonly kind: 'summer-time' | 'grid';
  readonly at_s: number;
  readonly shift_s: number;
}

export interface ReportedTiming {
  /** `first`: the first 100. */
  readonly gaps: { readonly count: number; readonly longest_s: number; readonly first: readonly ReportedGap[] };
  readonly clockShifts: readonly ReportedClockShift[];
}
