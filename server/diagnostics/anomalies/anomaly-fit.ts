import { Problem } from '../../platform/problem.ts';
import type { StoredDetector } from './anomaly-file.ts';
import type { AnomalyRecording } from './anomaly-task.ts';

/**
 * What is usual for one rig with its sensors and units says nothing about another.
 *
 * @throws Problem `anomaly-other-system`, `anomaly-sensors-differ`
 */
export function refuseOtherRig(stored: StoredDetector, recording: AnomalyRecording, systemId: string): void {
  if (stored.systemId !== systemId) {
    throw new Problem('anomaly-other-system', 409, 'This reference belongs to another system', {
      detail: `What is usual in "${stored.reference.recordingName}" says nothing about "${recording.name}". Choose a reference range of this system.`,
    });
  }
  const wrong = stored.detector.channels.flatMap(({ name, unit, notWatched }) => {
    if (notWatched !== null) return [];
    const own = recording.channels.find((channel) => channel.name === name);
    if (!own) return [`${name} is missing`];
    return own.unit === unit ? [] : [`${name} is in ${own.unit || 'no unit'} instead of ${unit || 'no unit'}`];
  });
  if (wrong.length > 0) {
    throw new Problem('anomaly-sensors-differ', 409, 'This recording has not the sensors of the reference', {
      detail: `In "${recording.name}" ${wrong.slice(0, 10).join(', ')}. Map the channels, or choose a reference range with these sensors.`,
    });
  }
}
