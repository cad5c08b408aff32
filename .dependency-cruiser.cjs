// The import rules of ARCHITECTURE.md section 4. `scripts/check.mjs` also asserts how many modules were seen.
const domains = 'accounts|systems|measurements|diagnostics|reports|knowledge|assistant';
const left = {
  accounts: 'systems|measurements|diagnostics|reports|knowledge|assistant',
  systems: 'measurements|diagnostics|reports|knowledge|assistant',
  measurements: 'diagnostics|reports|knowledge|assistant',
  diagnostics: 'reports|knowledge|assistant',
  reports: 'knowledge|assistant',
};
const layers = Object.entries(left).map(([from, to]) => ({
  name: `${from}-looks-left-only`,
  severity: 'error',
  from: { path: `^server/${from}/` },
  to: { path: `^server/(${to})/` },
}));
module.exports = {
  forbidden: [
    ...layers,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'renderer-sees-only-schemas',
      severity: 'error',
      from: { path: '^renderer' },
      to: { path: '^(server|electron|migrations)', pathNot: '\\.schema\\.ts$' },
    },
    {
      name: 'schemas-run-anywhere',
      severity: 'error',
      from: { path: '\\.schema\\.ts$' },
      to: { pathNot: ['\\.schema\\.ts$', 'node_modules/typebox'] },
    },
    {
      name: 'server-knows-no-shell',
      severity: 'error',
      from: { path: '^server' },
      to: { path: ['^electron', '^renderer', 'node_modules/electron'] },
    },
    {
      name: 'shell-knows-no-server',
      severity: 'error',
      from: { path: '^electron' },
      to: { path: '^(server|renderer|migrations)', pathNot: '\\.schema\\.ts$' },
    },
    {
      name: 'platform-knows-no-domain',
      severity: 'error',
      from: { path: '^server/platform' },
      to: { path: `^server/(${domains}|simulation|operations|sync)/` },
    },
    {
      name: 'simulation-stands-alone',
      severity: 'error',
      from: { path: '^server/simulation' },
      to: { path: '^server/', pathNot: '^server/simulation' },
    },
    {
      name: 'no-domain-knows-the-simulator',
      severity: 'error',
      from: { path: `^server/(${domains})/` },
      to: { path: '^server/simulation' },
    },
    {
      name: 'only-repositories-speak-sql',
      severity: 'error',
      from: {
        path: '^server',
        pathNot: ['\\.(repository|queries)\\.ts$', '^server/platform/database', '^server/platform/jobs/job\\.repository\\.ts$'],
      },
      to: { path: 'node_modules/(knex|better-sqlite3|pg)/' },
    },
    {
      name: 'only-routes-speak-http',
      severity: 'error',
      from: {
        path: '^server',
        pathNot: ['\\.routes\\.ts$', '^server/(app|main|measurements/measurements)\\.ts$', '^server/platform/http'],
      },
      to: { path: 'node_modules/(@fastify|fastify)/' },
    },
    {
      name: 'repositories-stay-home',
      severity: 'error',
      from: { path: `^server/(${domains})/` },
      to: { path: '\\.repository\\.ts$', pathNot: ['^server/$1/', '^server/platform/'] },
    },
    {
      name: 'pure-science-stays-pure',
      severity: 'error',
      from: { path: '\\.(indicator|rule|segment|science)\\.ts$' },
      to: {
        pathNot: [
          '\\.(indicator|rule|segment|science|schema)\\.ts$',
          '^server/(systems|measurements|diagnostics)/(units|signals|statistics|uncertainty)\\.ts$',
        ],
      },
    },
    { name: 'migrations-are-frozen-history', severity: 'error', from: { path: '^migrations/\\d' }, to: { pathNot: ['node_modules/knex'] } },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
    exclude: '\\.test\\.tsx?$',
  },
};
