import { describe, expect, it } from 'vitest';
import { laneMarks } from './lane-rows.ts';

const note = (id: string, from: number, to = from) => ({ id, text: id, from, to });
const visible = { from: 100, to: 200 };

describe('the marks of a lane', () => {
  it('stand where their remark is, as wide as it lasts', () => {
    expect(laneMarks([note('a', 120, 160)], visible, 1000)).toEqual([{ note: note('a', 120, 160), left: 200, width: 400, row: 0 }]);
  });
  it('are left out where nothing of the remark is visible, and cut where a part is', () => {
    expect(laneMarks([note('early', 0, 50), note('late', 300)], visible, 1000)).toEqual([]);
    expect(laneMarks([note('wide', 0, 900)], visible, 1000)[0]).toMatchObject({ left: 0, width: 1000 });
  });
  it('take another row rather than cover each other', () => {
    const marks = laneMarks([note('a', 120), note('b', 121), note('c', 190)], visible, 1000);
    expect(marks.map(({ row }) => row)).toEqual([0, 1, 0]);
  });
  it('stay inside of the lane at its end', () => {
    const [mark] = laneMarks([note('a', 200)], visible, 1000);
    expect((mark?.left ?? 0) + (mark?.width ?? 0)).toBeLessThanOrEqual(1000);
  });
});
