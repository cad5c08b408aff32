import { Problem } from '../../platform/problem.ts';
import type { RecordingInput } from './model-task.ts';
import type { TrainedModel } from './trained-model.ts';

/**
 * A model speaks about the rig it was made from, with its sensors, units and cycle, and about nothing else.
 *
 * @throws Problem `model-of-another-system`, `model-sensors-differ`, `model-cycle-differs`
 */
export function refuseForeign(model: TrainedModel, recording: RecordingInput, systemId: string): void {
  if (model.systemId !== systemId) {
    throw new Problem('model-of-another-system', 409, 'This model was made from another system', {
      detail: `What "${model.target}" looks like there says nothing about "${recording.name}". Train a model with labelled cycles of this system.`,
    });
  }
  const wrong = model.channels.flatMap(({ name, unit }) => {
    const own = recording.channels.find((channel) => channel.name === name);
    if (!own) return [`${name} is missing`];
    return own.unit === unit ? [] : [`${name} is in ${own.unit || 'no unit'} instead of ${unit || 'no unit'}`];
  });
  if (wrong.length > 0) {
    throw new Problem('model-sensors-differ', 409, 'This recording has not the sensors the model was made with', {
      detail: `In "${recording.name}" ${wrong.slice(0, 10).join(', ')}. Map the channels, or train a model with these sensors.`,
    });
  }
  if (Math.abs(recording.cycleLengthS / model.cycleLengthS - 1) > 0.01) {
    throw new Problem('model-cycle-differs', 409, 'This recording has other work cycles than the model was made from', {
      detail: `A cycle of "${recording.name}" takes ${recording.cycleLengthS} s, the model's ${model.cycleLengthS} s.`,
    });
  }
}
