import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { type Actor, systemActor } from '../accounts/actor.ts';
import type { ImportService } from '../measurements/import.service.ts';
import type { ContentStore } from '../platform/files/content-store.ts';
import type { JobContext, JobHandler } from '../platform/jobs/job-runner.ts';
import { Problem } from '../platform/problem.ts';
import type { WorkerProcess } from '../platform/workers/worker-process.ts';
import { demoScenarios } from '../simulation/demo.ts';
import { demoFileName } from '../simulation/logger-file.ts';
import type { LimitService } from '../systems/limits/limit.service.ts';
import type { SystemService } from '../systems/system.service.ts';
import { demoChannels, demoComponents, demoLimits, demoSite, demoSystem } from './demo-plant.ts';
import type { SimulationTask } from './simulation.worker.ts';

interface Deps {
  systems: SystemService;
  limits: LimitService;
  imports: ImportService;
  files: ContentStore;
  worker: WorkerProcess;
}

const runs = [
  { name: 'Simulated: healthy machine', scenario: demoScenarios.healthy, startIso: '2026-03-02T06:00:00Z' },
  { name: 'Simulated: the same machine, worn', scenario: demoScenarios.faulty, startIso: '2026-09-07T06:00:00Z' },
];
const deadlineMs = 5 * 60_000;

/**
 * Builds the demo plant: registers it, simulates its recordings and hands the files to the very import jobs that a user's file goes
 * through. Each step looks first whether it is done, so that a repeated or resumed job repeats nothing.
 */
export function createDemoHandler(deps: Deps): JobHandler {
  return async (_payload: unknown, context) => {
    const systemId = await registerDemoPlant(deps, systemActor);
    const importJobIds: string[] = [];
    for (const [index, run] of runs.entries()) {
      context.onProgress({ phase: run.name, done: index, total: runs.length, unit: 'recordings', ratePerSecond: null });
      const jobId = await importRun(deps, { run, systemId, context });
      if (jobId) importJobIds.push(jobId);
    }
    return async () => ({ systemId, importJobIds });
  };
}

async function registerDemoPlant({ systems, limits }: Pick<Deps, 'systems' | 'limits'>, actor: Actor): Promise<string> {
  const site = (await systems.findSiteByName(demoSite.name)) ?? (await systems.createSite(demoSite, actor));
  const system = (await systems.findByName(site.id, demoSystem.name)) ?? (await systems.create({ ...demoSystem, siteId: site.id }, actor));
  const detail = await systems.getDetail(system.id);
  for (const component of demoComponents()) {
    if (!detail.components.some((known) => known.name === component.name)) await systems.createComponent(system.id, component, actor);
  }
  for (const channel of demoChannels()) {
    if (!detail.channels.some((known) => known.name === channel.name)) await systems.createChannel(system.id, channel, actor);
  }
  for (const limit of demoLimits) {
    if (!detail.limits.some((known) => known.subject === limit.subject)) await limits.install(system.id, limit, actor);
  }
  return system.id;
}

async function importRun(
  { imports, files, worker }: Deps,
  what: { run: (typeof runs)[number]; systemId: string; context: JobContext },
): Promise<string | undefined> {
  const { run, systemId, context } = what;
  const folder = files.stage(`demo-${context.jobId}`);
  try {
    const name = demoFileName(run.scenario);
    const task: SimulationTask = { scenario: run.scenario, startIso: run.startIso, path: join(folder, 'logger.csv') };
    await worker.run('simulate', task, { signal: context.signal, deadlineMs, onProgress: () => undefined });
    const file = await imports.keepFile(createReadStream(task.path), name, systemActor);
    const job = await imports.start({ systemId, name: run.name, files: [{ sha256: file.sha256, name }] }, systemActor);
    return job.id;
  } catch (error) {
    if (error instanceof Problem && error.code === 'recording-exists') return undefined;
    throw error;
  } finally {
    files.discard(folder);
  }
}
