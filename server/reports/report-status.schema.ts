import type { Static } from 'typebox';
import { words } from '../platform/http/page.schema.ts';

/** draft → in review → issued → superseded by the next version; an issued one can be withdrawn, with a reason. */
export const reportStatuses = ['draft', 'in-review', 'issued', 'superseded', 'withdrawn'] as const;
export const ReportStatus = words(reportStatuses);
export type ReportStatus = Static<typeof ReportStatus>;
