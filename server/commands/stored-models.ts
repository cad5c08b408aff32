import type { Appliance } from '../app.ts';
import type { LearnedModel } from '../diagnostics/models/model.schema.ts';
import { describeReport } from '../diagnostics/models/model-report.ts';
import { Problem } from '../platform/problem.ts';
import { type Output, withAppliance } from './command.ts';

export async function allModels({ models }: Appliance, filter: { systemId?: string; newest?: boolean }): Promise<LearnedModel[]> {
  const all: LearnedModel[] = [];
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await models.list({ ...filter, limit: 500, ...(cursor === undefined ? {} : { cursor }) });
    all.push(...items);
    if (next === undefined) return all;
    cursor = next;
  }
}

export interface WantedModels {
  readonly model?: string | undefined;
  readonly system?: string | undefined;
  readonly target?: string | undefined;
}

/** The named model, or the newest of each target. @throws Problem `model-not-found` */
export async function chooseModels(appliance: Appliance, { model, system, target }: WantedModels): Promise<LearnedModel[]> {
  const ofSystem = await allModels(appliance, system === undefined ? {} : { systemId: system });
  const chosen = ofSystem.filter(
    ({ id, isNewest, target: own }) => (model === undefined ? isNewest : id === model) && (target ?? own) === own,
  );
  if (chosen.length > 0) return chosen;
  const known = model === undefined ? ofSystem : await allModels(appliance, {});
  throw new Problem('model-not-found', 404, 'There is no such model', {
    detail: known.length > 0 && (model !== undefined || target !== undefined) ? absent({ model, target }) : untrained,
  });
}

const untrained = 'Train one for this system: models train --system ID --labels FILE --target NAME.';

const absent = ({ model, target }: WantedModels): string =>
  `None has the ${model === undefined ? `target "${target}"` : `id "${model}"`}. See those that there are: models list.`;

/** What the validation of training found, as it is stored: whole runs held out, and beside it what a random split would have pretended. */
export async function showValidations(dataDir: string | undefined, wanted: WantedModels, output: Output): Promise<void> {
  await withAppliance(dataDir, async (appliance) => {
    const chosen = await chooseModels(appliance, wanted);
    const text = chosen.map((one) => `${describeReport(one.target, one.byRuns, one.atRandom)}\n  model ${one.id}, version ${one.version}`);
    const json = chosen.map(({ id, systemId, target, version, byRuns, atRandom }) => ({
      modelId: id,
      systemId,
      target,
      version,
      byRuns,
      atRandom,
    }));
    output.result(text.join('\n'), { models: json });
  });
}
