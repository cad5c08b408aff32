import { anomalyCommand } from './commands/anomaly.command.ts';
import { catalogueCommand } from './commands/catalogue.command.ts';
import { type Command, type CommandContext, createOutput, type Output, UsageError } from './commands/command.ts';
import { compareCommand } from './commands/compare.command.ts';
import { demoCommand } from './commands/demo.command.ts';
import { diagnoseCommand } from './commands/diagnose.command.ts';
import { exportCommand } from './commands/export.command.ts';
import { healthCommand } from './commands/health.command.ts';
import { importCommand } from './commands/import.command.ts';
import { limitsCommand } from './commands/limits.command.ts';
import { modelsCommand } from './commands/models.command.ts';
import { pointsCommand } from './commands/points.command.ts';
import { recordingsCommand } from './commands/recordings.command.ts';
import { reevaluateCommand } from './commands/reevaluate.command.ts';
import { reimportCommand } from './commands/reimport.command.ts';
import { reportCommand } from './commands/report.command.ts';
import { reportTemplatesCommand } from './commands/report-templates.command.ts';
import { retentionCommand } from './commands/retention.command.ts';
import { serveCommand } from './commands/serve.command.ts';
import { systemsCommand } from './commands/systems.command.ts';
import { templatesCommand } from './commands/templates.command.ts';
import { testsCommand } from './commands/tests.command.ts';
import { traceCommand } from './commands/trace.command.ts';
import { usersCommand } from './commands/users.command.ts';
import { verifyCommand } from './commands/verify.command.ts';
import { toProblemDetails } from './platform/http/problem-handler.ts';
import { Problem } from './platform/problem.ts';

/** The command line: the same services as HTTP. Exit codes: 0 done, 1 refused, 2 wrong usage, 3 an import needs answers. */
const commands: Readonly<Record<string, Command>> = {
  demo: demoCommand,
  serve: serveCommand,
  systems: systemsCommand,
  import: importCommand,
  recordings: recordingsCommand,
  export: exportCommand,
  templates: templatesCommand,
  reimport: reimportCommand,
  verify: verifyCommand,
  diagnose: diagnoseCommand,
  reevaluate: reevaluateCommand,
  health: healthCommand,
  compare: compareCommand,
  limits: limitsCommand,
  points: pointsCommand,
  catalogue: catalogueCommand,
  tests: testsCommand,
  models: modelsCommand,
  anomaly: anomalyCommand,
  report: reportCommand,
  'report-templates': reportTemplatesCommand,
  trace: traceCommand,
  retention: retentionCommand,
  users: usersCommand,
};

function usage(): string {
  const lines = Object.values(commands).map((command) => `  ${command.usage}`);
  return ['Usage: sightglass <command> [--data DIR] [--json]', '', ...lines, ''].join('\n');
}

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...args] = argv;
  const output = createOutput(args.includes('--json'));
  if (name === undefined || name === 'help' || name === '--help') {
    process.stdout.write(usage());
    return name === undefined ? 2 : 0;
  }
  const command = commands[name];
  if (!command) {
    return wrongUsage(output, `There is no command "${name}".`, usage());
  }
  const context: CommandContext = { output, exit: { code: 0 } };
  try {
    await command.run(args, context);
    return context.exit.code;
  } catch (error) {
    if (error instanceof UsageError) {
      return wrongUsage(output, error.message, `Usage: sightglass ${command.usage}`);
    }
    if (!(error instanceof Problem)) process.stderr.write(`${(error as Error).stack ?? String(error)}\n`);
    output.problem(toProblemDetails(error));
    return error instanceof Problem && error.code === 'import-needs-answers' ? 3 : 1;
  }
}

function wrongUsage(output: Output, message: string, help: string): number {
  if (output.isJson) output.problem(toProblemDetails(new Problem('usage-wrong', 400, message, { detail: help })));
  else process.stderr.write(`${message}\n\n${help}\n`);
  return 2;
}

// What is written here holds password hashes and measurements: for this user's eyes only, worker processes included.
process.umask(0o077);
process.exitCode = await main(process.argv.slice(2));
