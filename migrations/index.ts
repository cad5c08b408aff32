import type { Knex } from 'knex';
import * as createAccounts from './0001-create-accounts.ts';
import * as createSystems from './0002-create-systems.ts';
import * as createJobs from './0003-create-jobs.ts';
import * as createMeasurements from './0004-create-measurements.ts';
import * as createDiagnostics from './0005-create-diagnostics.ts';
import * as createReports from './0006-create-reports.ts';
import * as createUploads from './0007-create-uploads.ts';
import * as createAnnotations from './0008-create-annotations.ts';
import * as createDerivedChannels from './0009-create-derived-channels.ts';
import * as createLoggerTemplates from './0010-create-logger-templates.ts';
import * as createRetention from './0011-create-retention.ts';
import * as createIndicatorValues from './0012-create-indicator-values.ts';
import * as createLearnedModels from './0013-create-learned-models.ts';
import * as createFindingDecisions from './0015-create-finding-decisions.ts';
import * as createAnomalyModels from './0016-create-anomaly-models.ts';
import * as createLimitVersions from './0017-create-limit-versions.ts';
import * as createGuidedTests from './0018-create-guided-tests.ts';
import * as createCatalogueEntries from './0019-create-catalogue-entries.ts';
import * as createReevaluations from './0020-create-reevaluations.ts';
import * as createComponentGrades from './0021-create-component-grades.ts';
import * as createOperatingPoints from './0022-create-operating-points.ts';
import * as gradeByFindings from './0023-grade-by-findings.ts';
import * as createReportVersions from './0024-create-report-versions.ts';
import * as createReportTemplates from './0025-create-report-templates.ts';
import * as createDataExports from './0026-create-data-exports.ts';

/** A static list, named without ending: knex's folder loader breaks between `.ts` sources and the packaged `.js`. */
const all: Record<string, Knex.Migration> = {
  '0001-create-accounts': createAccounts,
  '0002-create-systems': createSystems,
  '0003-create-jobs': createJobs,
  '0004-create-measurements': createMeasurements,
  '0005-create-diagnostics': createDiagnostics,
  '0006-create-reports': createReports,
  '0007-create-uploads': createUploads,
  '0008-create-annotations': createAnnotations,
  '0009-create-derived-channels': createDerivedChannels,
  '0010-create-logger-templates': createLoggerTemplates,
  '0011-create-retention': createRetention,
  '0012-create-indicator-values': createIndicatorValues,
  '0013-create-learned-models': createLearnedModels,
  '0015-create-finding-decisions': createFindingDecisions,
  '0016-create-anomaly-models': createAnomalyModels,
  '0017-create-limit-versions': createLimitVersions,
  '0018-create-guided-tests': createGuidedTests,
  '0019-create-catalogue-entries': createCatalogueEntries,
  '0020-create-reevaluations': createReevaluations,
  '0021-create-component-grades': createComponentGrades,
  '0022-create-operating-points': createOperatingPoints,
  '0023-grade-by-findings': gradeByFindings,
  '0024-create-report-versions': createReportVersions,
  '0025-create-report-templates': createReportTemplates,
  '0026-create-data-exports': createDataExports,
};

export const migrations: Knex.MigrationSource<string> = {
  getMigrations: async () => Object.keys(all),
  getMigrationName: (name) => name,
  getMigration: async (name) => {
    const migration = all[name];
    if (!migration) throw new Error(`Unknown migration ${name}`);
    return migration;
  },
};
