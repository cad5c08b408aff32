import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  type NewPlotView,
  type PlotView,
  type PlotViewChange,
  viewApi,
} from '../../../../../server/measurements/plot-views/plot-view.schema.ts';
import { call } from '../../../platform/api.ts';
import { usePages } from '../../../platform/pages.ts';

const keyOf = (systemId: string) => ['plot-views', systemId];

/** The views of a system by name: one's own and the shared ones. */
export function usePlotViews(systemId: string) {
  return usePages<PlotView>(keyOf(systemId), (cursor, signal) =>
    call(viewApi.list, { params: { id: systemId }, querystring: { limit: 100, ...cursor } }, signal),
  );
}

export function usePlotViewChanges(systemId: string) {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: keyOf(systemId) });
  const params = { id: systemId };
  const create = useMutation({ mutationFn: (body: NewPlotView) => call(viewApi.create, { params, body }), onSettled });
  const update = useMutation({
    mutationFn: ({ id, body }: { id: string; body: PlotViewChange }) => call(viewApi.update, { params: { ...params, viewId: id }, body }),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: ({ id, version }: PlotView) => call(viewApi.remove, { params: { ...params, viewId: id }, querystring: { version } }),
    onSettled,
  });
  return { create, update, remove };
}
