import { useQuery } from '@tanstack/react-query';
import { type OperatingPoint, operatingPointApi } from '../../../../server/systems/operating-points/operating-point.schema.ts';
import { call } from '../../platform/api.ts';
import { systemsKey } from '../system.queries.ts';

const mostPoints = 500;
const none: readonly OperatingPoint[] = [];

/** Operating points that people named in a system. */
export function useOperatingPoints(systemId: string): readonly OperatingPoint[] {
  const list = useQuery({
    queryKey: [...systemsKey, systemId, 'operating-points'],
    queryFn: async ({ signal }) =>
      (await call(operatingPointApi.list, { params: { id: systemId }, querystring: { limit: mostPoints } }, signal)).items,
  });
  return list.data ?? none;
}
