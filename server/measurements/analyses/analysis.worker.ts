import { serveTasks, type TaskContext } from '../../platform/workers/worker-host.ts';
import { type CrossPlotTask, readCrossPlot } from './cross-plot-reading.ts';
import { type CycleTask, readCycles } from './cycle-reading.ts';
import { readSpectrum, type SpectrumTask } from './spectrum-reading.ts';
import { readStatistics, type StatisticsTask } from './statistics-reading.ts';
import { readTriggers, type TriggerTask } from './trigger-reading.ts';

serveTasks({
  statistics: (task: StatisticsTask, { signal }: TaskContext) => readStatistics(task, signal),
  spectrum: (task: SpectrumTask, { signal }: TaskContext) => readSpectrum(task, signal),
  cycles: (task: CycleTask, { signal }: TaskContext) => readCycles(task, signal),
  triggers: (task: TriggerTask, { signal }: TaskContext) => readTriggers(task, signal),
  crossPlot: (task: CrossPlotTask, { signal }: TaskContext) => readCrossPlot(task, signal),
});
