import { useQuery } from '@tanstack/react-query';
import type { Report } from '../../../../server/reports/report.schema.ts';
import { reportApi } from '../../../../server/reports/report.schema.ts';
import { reportSettingApi } from '../../../../server/reports/settings/report-setting.schema.ts';
import { statusApi } from '../../../../server/reports/statuses/status.schema.ts';
import { type ReportEvent, versionApi } from '../../../../server/reports/versions/version-api.schema.ts';
import { call } from '../../platform/api.ts';
import { usePages } from '../../platform/pages.ts';
import { reportsKey } from '../report.queries.ts';

const pollMs = 500;

export function isBeingWritten(report: Pick<Report, 'files' | 'formats' | 'contentSha256'>): boolean {
  return report.contentSha256 !== null && report.files.length < report.formats.length;
}

/** One report; asked again while its files are being written. */
export function useReport(id: string) {
  return useQuery({
    queryKey: [...reportsKey, id],
    queryFn: ({ signal }) => call(reportApi.get, { params: { id } }, signal),
    refetchInterval: ({ state: { data } }) => (data && isBeingWritten(data) ? pollMs : false),
  });
}

export function useReportVersions(id: string) {
  return useQuery({
    queryKey: [...reportsKey, id, 'versions'],
    queryFn: ({ signal }) => call(versionApi.list, { params: { id }, querystring: { limit: 100 } }, signal),
  });
}

export function useReportChanges(id: string) {
  return useQuery({
    queryKey: [...reportsKey, id, 'changes'],
    queryFn: ({ signal }) => call(versionApi.changes, { params: { id } }, signal),
  });
}

export function useReportCondition(id: string) {
  return useQuery({
    queryKey: [...reportsKey, id, 'condition'],
    queryFn: ({ signal }) => call(statusApi.condition, { params: { id } }, signal),
  });
}

export function useReportEvents(id: string) {
  return usePages<ReportEvent>([...reportsKey, id, 'events'], (cursor, signal) =>
    call(versionApi.events, { params: { id }, querystring: { limit: 20, ...cursor } }, signal),
  );
}

export const reportSettingsKey = ['report-settings'] as const;

/** @param numberPattern previewed instead of the one in force */
export function useReportSettings(numberPattern?: string) {
  return useQuery({
    queryKey: [...reportSettingsKey, numberPattern ?? null],
    queryFn: ({ signal }) => call(reportSettingApi.get, { querystring: numberPattern === undefined ? {} : { numberPattern } }, signal),
    retry: false,
  });
}
