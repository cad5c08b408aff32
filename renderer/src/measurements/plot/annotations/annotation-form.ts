import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Annotation, NewAnnotation } from '../../../../../server/measurements/annotations/annotation.schema.ts';
import type { TimeRange } from '../../../charts/time-range.ts';

export interface AnnotationFields {
  text: string;
  /** s since the start. */
  from: number | string;
  /** Empty: a point in time. */
  to: number | string;
  /** Index of a channel, or empty for the recording as a whole. */
  channel: string;
  tags: string[];
  inReport: boolean;
}

/** What the dialog opens with: a stretch that was marked, or an annotation that exists. */
export type AnnotationDraft = { range: TimeRange } | { annotation: Annotation };

export function fieldsOf(draft: AnnotationDraft): AnnotationFields {
  if ('range' in draft) {
    const { from, to } = draft.range;
    return { text: '', from: tidy(from), to: to > from ? tidy(to) : '', channel: '', tags: [], inReport: true };
  }
  const { text, fromMs, toMs, channel, tags, inReport } = draft.annotation;
  return { text, from: fromMs / 1000, to: toMs === null ? '' : toMs / 1000, channel: String(channel ?? ''), tags, inReport };
}

/** Milliseconds are as fine as a pointer can mean it. */
function tidy(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

export function bodyOf({ text, from, to, channel, tags, inReport }: AnnotationFields): NewAnnotation {
  return {
    text: text.trim(),
    fromMs: Number(from) * 1000,
    toMs: to === '' ? null : Number(to) * 1000,
    channel: channel === '' ? null : Number(channel),
    tags: [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))],
    inReport,
  };
}

export function useAnnotationForm(draft: AnnotationDraft) {
  const { t } = useTranslation();
  return useForm<AnnotationFields>({
    initialValues: fieldsOf(draft),
    validate: {
      text: (value) => (value.trim() === '' ? t('systems.required') : null),
      from: (value) => (value === '' ? t('systems.required') : null),
      to: (value, { from }) => (value !== '' && Number(value) <= Number(from) ? t('annotations.endRule') : null),
    },
  });
}
