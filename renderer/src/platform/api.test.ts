import { describe, expect, it } from 'vitest';
import { recordingApi } from '../../../server/measurements/recording.schema.ts';
import { systemApi } from '../../../server/systems/system.schema.ts';
import { addressOf, problemFrom, problemOf } from './api.ts';

describe('addresses', () => {
  it('fill in path and query parameters', () => {
    const address = addressOf(recordingApi.series, { params: { id: 'a b' }, querystring: { channels: '0,2', buckets: 900 } });
    expect(address).toBe('/api/v1/recordings/a%20b/series?channels=0%2C2&buckets=900');
  });
  it('leave out what is not given', () => {
    expect(addressOf(systemApi.list, { querystring: {} })).toBe('/api/v1/systems');
  });
});

describe('problems', () => {
  it('are read from problem+json', () => {
    const text = '{"type":"urn:problem:x","title":"No","status":409,"code":"x"}';
    expect(problemFrom(text, 409)).toMatchObject({ code: 'x', status: 409 });
  });
  it('are made from any other answer', () => {
    expect(problemFrom('<html>Bad gateway</html>', 502)).toMatchObject({ code: 'unexpected-answer', status: 502 });
    expect(problemOf(new TypeError('oops'))).toMatchObject({ code: 'internal', detail: 'oops' });
  });
});
