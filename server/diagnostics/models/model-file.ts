import type { TrainedModel } from './trained-model.ts';

/** Numbers are kept bit by bit: `{"f64": base64}` of little-endian doubles. */
export function writeModel(model: TrainedModel): string {
  return JSON.stringify(model, (_, value: unknown) =>
    value instanceof Float64Array ? { f64: Buffer.from(littleEndian(value)).toString('base64') } : value,
  );
}

/** @throws RangeError when the text is not a model of a version this program knows */
export function readModel(text: string): TrainedModel {
  const model = JSON.parse(text, (_, value: unknown) => {
    const packed = (value as { f64?: unknown } | null)?.f64;
    return typeof packed === 'string' ? unpacked(packed) : value;
  }) as TrainedModel;
  if (model.format !== 'sightglass-model' || model.version !== 1)
    throw new RangeError(`not a model of version 1: ${String(model.version)}`);
  return model;
}

function littleEndian(values: Float64Array): Uint8Array {
  const bytes = new Uint8Array(values.length * 8);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    view.setFloat64(index * 8, value, true);
  });
  return bytes;
}

function unpacked(base64: string): Float64Array {
  const bytes = Buffer.from(base64, 'base64');
  return Float64Array.from({ length: bytes.length / 8 }, (_, index) => bytes.readDoubleLE(index * 8));
}
