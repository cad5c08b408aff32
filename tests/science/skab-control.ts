/**
 * Control values of the published T²+Q result per file (SKAB v0.9, own recomputation): kept components, limit of T², limit of Q with the
 * eigenvalue order of the benchmark's own code (LAPACK's, unsorted), limit of Q with sorted eigenvalues.
 */
export type Control = readonly [components: number, limitT2: number, limitQ: number, sortedLimitQ: number];

export const skabControl: Readonly<Record<string, Control>> = {
  'other/1.csv': [5, 21.241, 32.802, 12.71],
  'other/2.csv': [6, 23.341, 11.878, 7.715],
  'other/3.csv': [6, 23.341, 22.421, 11.486],
  'other/4.csv': [6, 23.341, 14.697, 10.579],
  'other/5.csv': [6, 23.341, 19.204, 9.58],
  'other/6.csv': [6, 23.341, 11.442, 11.442],
  'other/7.csv': [6, 23.341, 20.448, 8.506],
  'other/8.csv': [6, 23.341, 22.231, 9.375],
  'other/9.csv': [6, 23.341, 12.674, 10.155],
  'other/10.csv': [6, 23.341, 22.917, 11.271],
  'other/11.csv': [6, 23.341, 22.012, 9.568],
  'other/12.csv': [6, 23.341, 21.805, 10.156],
  'other/13.csv': [4, 19.046, 12.78, 12.78],
  'other/14.csv': [6, 23.341, 20.903, 8.731],
  'valve1/0.csv': [6, 23.341, 22.22, 6.813],
  'valve1/1.csv': [6, 23.341, 22.418, 11.874],
  'valve1/2.csv': [6, 23.341, 19.973, 6.903],
  'valve1/3.csv': [6, 23.341, 31.037, 10.872],
  'valve1/4.csv': [6, 23.341, 21.894, 10.466],
  'valve1/5.csv': [6, 23.341, 25.228, 8.163],
  'valve1/6.csv': [6, 23.341, 16.706, 10.222],
  'valve1/7.csv': [6, 23.341, 21.426, 11.36],
  'valve1/8.csv': [6, 23.341, 21.619, 11.443],
  'valve1/9.csv': [6, 23.341, 20.965, 10.401],
  'valve1/10.csv': [6, 23.341, 23.991, 12.795],
  'valve1/11.csv': [6, 23.341, 20.951, 8.547],
  'valve1/12.csv': [6, 23.341, 21.42, 11.218],
  'valve1/13.csv': [6, 23.341, 21.805, 10.578],
  'valve1/14.csv': [6, 23.341, 20.725, 8.903],
  'valve1/15.csv': [6, 23.341, 22.421, 12.454],
  'valve2/0.csv': [7, 25.372, 11.453, 7.059],
  'valve2/1.csv': [6, 23.341, 22.427, 12.904],
  'valve2/2.csv': [7, 25.372, 10.634, 6.832],
  'valve2/3.csv': [7, 25.372, 11.097, 6.781],
};
