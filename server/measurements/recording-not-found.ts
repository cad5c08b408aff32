import { Problem } from '../platform/problem.ts';

export function recordingNotFound(): Problem {
  return new Problem('recording-not-found', 404, 'There is no such recording', {
    detail: 'List the recordings of the system; one that was removed by a retention rule does not come back.',
  });
}
