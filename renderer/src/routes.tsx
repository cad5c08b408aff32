import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router';
import { LoginPage } from './accounts/LoginPage.tsx';
import { SetupPage } from './accounts/SetupPage.tsx';
import { AppFrame } from './components/AppFrame.tsx';
import { NotFoundPage } from './components/NotFoundPage.tsx';
import { PageFailure } from './components/PageFailure.tsx';
import { CataloguePage } from './diagnostics/catalogue/CataloguePage.tsx';
import { FaultPage } from './diagnostics/catalogue/FaultPage.tsx';
import { FindingsPage } from './diagnostics/FindingsPage.tsx';
import { TestRunPage } from './diagnostics/guided-tests/TestRunPage.tsx';
import { ReevaluationPage } from './diagnostics/reevaluations/ReevaluationPage.tsx';
import { ReevaluationsPage } from './diagnostics/reevaluations/ReevaluationsPage.tsx';
import { ImportPage } from './measurements/imports/ImportPage.tsx';
import { RecordingPage } from './measurements/RecordingPage.tsx';
import { RecordingsPage } from './measurements/RecordingsPage.tsx';
import { recordingSearch } from './measurements/recording-search.ts';
import { AdministrationPage } from './operations/AdministrationPage.tsx';
import { JobsPage } from './operations/JobsPage.tsx';
import { OverviewPage } from './operations/OverviewPage.tsx';
import { text } from './platform/search-values.ts';
import { ReportsPage } from './reports/ReportsPage.tsx';
import { SystemPage } from './systems/SystemPage.tsx';
import { SystemsPage } from './systems/SystemsPage.tsx';

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
    jobsRoute,
    administrationRoute,
  ]),
]);

export const router = createRouter({ routeTree, defaultErrorComponent: PageFailure, scrollRestoration: true });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
