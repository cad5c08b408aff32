import { serveTasks, type TaskContext } from '../../platform/workers/worker-host.ts';
import { type CrossPlotTask, readCrossPlot } from './cross-plot-reading.ts';
import { readStatistics, type StatisticsTask } from './statistics-reading.ts';
import { readTriggers, type TriggerTask } from './trigger-reading.ts';

serveTasks({
  statistics: (task: StatisticsTask, { signal }: TaskContext) => readStatistics(task, signal),
  triggers: (task: TriggerTask, { signal }: TaskContext) => readTriggers(task, signal),
  crossPlot: (task: CrossPlotTask, { signal }: TaskContext) => readCrossPlot(task, signal),
});
