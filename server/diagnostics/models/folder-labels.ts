import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { sha256 } from '../../platform/ids.ts';
import { Problem } from '../../platform/problem.ts';
import { readCycleFolder } from './cycle-folder.ts';
import type { LabelledTable } from './cycle-table.ts';
import { readLabels, runsFromLabels, targetIndex } from './label-file.ts';
import { labelledTable } from './labelled-cycles.ts';

export interface FolderRequest {
  readonly folder: string;
  readonly labelsPath: string;
  readonly target: string;
  /** Names of the label columns, for a file without a first line that names them. */
  readonly columns?: readonly string[];
  /** Text file with cycle number and run per line; without it, `cycles.txt` of the folder, or runs follow from the labels. */
  readonly cyclesFile?: string;
}

/** A folder of cycles with its labels, ready to learn from; nothing of a data base. Says which files with which SHA-256 it rests on. */
export function readFolderLabels(request: FolderRequest): { data: LabelledTable; sources: { name: string; sha256: string }[] } {
  const { folder, labelsPath, target, columns, cyclesFile } = request;
  const { table, runs, files } = readCycleFolder(folder, cyclesFile === undefined ? {} : { cyclesFile });
  const file = readLabels(readFileSync(labelsPath, 'utf8'), columns);
  const column = targetIndex(file, target);
  const texts = new Array<string>(table.cycles.length).fill('');
  const runOfRow = new Int32Array(table.cycles.length);
  const rowOfCycle = new Map(Array.from(table.cycles, (cycle, row) => [cycle, row]));
  const ownRuns = runsFromLabels(file);
  file.lines.forEach((line, index) => {
    const row = file.hasHeader ? rowOfCycle.get(line.cycle) : index;
    if (row === undefined || row >= texts.length) {
      throw new Problem('label-without-cycle', 422, 'A label speaks of a cycle that is not there', {
        detail: `Line ${line.line}: the folder has no cycle ${file.hasHeader ? line.cycle : index + 1}; it has ${texts.length} cycles.`,
      });
    }
    texts[row] = line.values[column] as string;
    runOfRow[row] = ownRuns[index] as number;
  });
  const data = labelledTable({ table, texts, runs: runs ?? runOfRow, target });
  return { data, sources: [...files, labelsPath].map((path) => ({ name: basename(path), sha256: sha256(readFileSync(path)) })) };
}
