import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import {
  type Annotation,
  type AnnotationChange,
  annotationApi,
  type NewAnnotation,
} from '../../../../../server/measurements/annotations/annotation.schema.ts';
import { call } from '../../../platform/api.ts';
import { usePages } from '../../../platform/pages.ts';

/** More marks than this are no help on a plot. */
const most = 500;

const keyOf = (recordingId: string) => ['annotations', recordingId];

/** The annotations of a recording by time, the first 500 of them. */
export function useAnnotations(recordingId: string) {
  const pages = usePages<Annotation>(keyOf(recordingId), (cursor, signal) =>
    call(annotationApi.list, { params: { id: recordingId }, querystring: { limit: 100, ...cursor } }, signal),
  );
  const { hasNextPage, isFetching, fetchNextPage, items } = pages;
  useEffect(() => {
    if (hasNextPage && !isFetching && items.length < most) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage, items.length]);
  return pages;
}

/** Making, changing and removing annotations; the list is read anew afterwards, also when somebody else was faster. */
export function useAnnotationChanges(recordingId: string) {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: keyOf(recordingId) });
  const params = { id: recordingId };
  const create = useMutation({ mutationFn: (body: NewAnnotation) => call(annotationApi.create, { params, body }), onSettled });
  const update = useMutation({
    mutationFn: ({ id, body }: { id: string; body: AnnotationChange }) =>
      call(annotationApi.update, { params: { ...params, annotationId: id }, body }),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: ({ id, version }: Annotation) =>
      call(annotationApi.remove, { params: { ...params, annotationId: id }, querystring: { version } }),
    onSettled,
  });
  return { create, update, remove };
}
