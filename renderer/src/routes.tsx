import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { LoginPage } from './accounts/LoginPage.tsx';
import { SetupPage } from './accounts/SetupPage.tsx';
import { AppFrame } from './components/AppFrame.tsx';
import { NotFoundPage } from './components/NotFoundPage.tsx';
import { PageFailure } from './components/PageFailure.tsx';
import { recordingSearch } from './measurements/recording-search.ts';
import { OverviewPage } from './operations/OverviewPage.tsx';
import { text } from './platform/search-values.ts';

/** Loaded when they are first opened: what draws and edits is most of the program, and the first page needs none of it. */
const AdministrationPage = lazyRouteComponent(() => import('./operations/AdministrationPage.tsx'), 'AdministrationPage');
const CataloguePage = lazyRouteComponent(() => import('./diagnostics/catalogue/CataloguePage.tsx'), 'CataloguePage');
const FaultPage = lazyRouteComponent(() => import('./diagnostics/catalogue/FaultPage.tsx'), 'FaultPage');
const FindingsPage = lazyRouteComponent(() => import('./diagnostics/FindingsPage.tsx'), 'FindingsPage');
const ImportPage = lazyRouteComponent(() => import('./measurements/imports/ImportPage.tsx'), 'ImportPage');
const JobsPage = lazyRouteComponent(() => import('./operations/JobsPage.tsx'), 'JobsPage');
const RecordingPage = lazyRouteComponent(() => import('./measurements/RecordingPage.tsx'), 'RecordingPage');
const RecordingsPage = lazyRouteComponent(() => import('./measurements/RecordingsPage.tsx'), 'RecordingsPage');
const ReevaluationPage = lazyRouteComponent(() => import('./diagnostics/reevaluations/ReevaluationPage.tsx'), 'ReevaluationPage');
const ReevaluationsPage = lazyRouteComponent(() => import('./diagnostics/reevaluations/ReevaluationsPage.tsx'), 'ReevaluationsPage');
const ReportBatchPage = lazyRouteComponent(() => import('./reports/batches/ReportBatchPage.tsx'), 'ReportBatchPage');
const ComposerPage = lazyRouteComponent(() => import('./reports/composer/ComposerPage.tsx'), 'ComposerPage');
const ReportPage = lazyRouteComponent(() => import('./reports/life/ReportPage.tsx'), 'ReportPage');
const ReportsPage = lazyRouteComponent(() => import('./reports/ReportsPage.tsx'), 'ReportsPage');
const SystemPage = lazyRouteComponent(() => import('./systems/SystemPage.tsx'), 'SystemPage');
const SystemsPage = lazyRouteComponent(() => import('./systems/SystemsPage.tsx'), 'SystemsPage');
const TestRunPage = lazyRouteComponent(() => import('./diagnostics/guided-tests/TestRunPage.tsx'), 'TestRunPage');

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });

const loginRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/login',
  validateSearch: (search: Record<string, unknown>) => ({ ...text(search, 'next') }),
  component: () => <LoginPage next={loginRoute.useSearch().next} />,
});
const setupRoute = createRoute({ getParentRoute: () => rootRoute, path: '/setup', component: SetupPage });

/** Everything behind the login. */
const frameRoute = createRoute({ getParentRoute: () => rootRoute, id: 'frame', component: AppFrame });
const overviewRoute = createRoute({ getParentRoute: () => frameRoute, path: '/', component: OverviewPage });
const systemsRoute = createRoute({ getParentRoute: () => frameRoute, path: '/systems', component: SystemsPage });
const systemRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/systems/$systemId',
  validateSearch: (search: Record<string, unknown>) => ({ ...text(search, 'tab') }),
  component: () => <SystemPage systemId={systemRoute.useParams().systemId} tab={systemRoute.useSearch().tab} />,
});
const testRunRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/systems/$systemId/tests/$runId',
  component: () => <TestRunPage runId={testRunRoute.useParams().runId} />,
});
const importRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/import',
  validateSearch: (search: Record<string, unknown>) => ({ ...text(search, 'systemId') }),
  component: () => <ImportPage systemId={importRoute.useSearch().systemId} />,
});
const recordingsRoute = createRoute({ getParentRoute: () => frameRoute, path: '/recordings', component: RecordingsPage });
const recordingRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/recordings/$recordingId',
  validateSearch: recordingSearch,
  component: () => <RecordingPage recordingId={recordingRoute.useParams().recordingId} search={recordingRoute.useSearch()} />,
});
const findingsRoute = createRoute({ getParentRoute: () => frameRoute, path: '/findings', component: FindingsPage });
const catalogueRoute = createRoute({ getParentRoute: () => frameRoute, path: '/catalogue', component: CataloguePage });
const faultRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/catalogue/$faultId',
  component: () => <FaultPage faultId={faultRoute.useParams().faultId} />,
});
const reevaluationsRoute = createRoute({ getParentRoute: () => frameRoute, path: '/reevaluations', component: ReevaluationsPage });
const reevaluationRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/reevaluations/$reevaluationId',
  component: () => <ReevaluationPage reevaluationId={reevaluationRoute.useParams().reevaluationId} />,
});
const reportsRoute = createRoute({ getParentRoute: () => frameRoute, path: '/reports', component: ReportsPage });
const reportBatchRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/report-batches/$batchId',
  component: () => <ReportBatchPage batchId={reportBatchRoute.useParams().batchId} />,
});
const composerRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/reports/$reportId/compose',
  component: () => <ComposerPage reportId={composerRoute.useParams().reportId} />,
});
const reportRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/reports/$reportId',
  component: () => <ReportPage reportId={reportRoute.useParams().reportId} />,
});
const jobsRoute = createRoute({ getParentRoute: () => frameRoute, path: '/jobs', component: JobsPage });
const administrationRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/administration',
  validateSearch: (search: Record<string, unknown>) => ({ ...text(search, 'tab') }),
  component: () => <AdministrationPage tab={administrationRoute.useSearch().tab} />,
});

const routeTree = rootRoute.addChildren([
  loginRoute,
  setupRoute,
  frameRoute.addChildren([
    overviewRoute,
    systemsRoute,
    systemRoute,
    testRunRoute,
    importRoute,
    recordingsRoute,
    recordingRoute,
    findingsRoute,
    catalogueRoute,
    faultRoute,
    reevaluationsRoute,
    reevaluationRoute,
    reportsRoute,
    composerRoute,
    reportBatchRoute,
    reportRoute,
    jobsRoute,
    administrationRoute,
  ]),
]);

export const router = createRouter({ routeTree, defaultPreload: 'intent', defaultErrorComponent: PageFailure, scrollRestoration: true });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
