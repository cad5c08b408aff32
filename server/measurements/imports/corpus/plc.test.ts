import { afterAll } from 'vitest';
import { fixture } from '../import.fixture.ts';
import { corpus, lines, NONE } from './corpus.fixture.ts';

const place = fixture();
afterAll(() => place.remove());

const p = [101.5, 102.25, 103.75] as const;
const t = [41.1, 41.1, 41.2] as const;

corpus('controllers and panels', place, [
  {
    title: 'WinCC tag logging: long, quoted, with validity and RT_OFF',
    content: lines(
      '"VarName"\t"TimeString"\t"VarValue"\t"Validity"\t"Time_ms"',
      '"p_P [bar]"\t"03.01.2026 08:15:00"\t101,5\t1\t46025343750,0000',
      '"T_T [°C]"\t"03.01.2026 08:15:00"\t41,1\t1\t46025343750,0000',
      '"p_P [bar]"\t"03.01.2026 08:15:01"\t102,25\t1\t46025343761,5741',
      '"T_T [°C]"\t"03.01.2026 08:15:01"\t41,1\t1\t46025343761,5741',
      '"$RT_OFF$"\t"03.01.2026 08:15:02"\t0\t2\t46025343773,1481',
    ),
    truth: {
      first: '2026-01-03T08:15:00',
      seconds: [0, 1],
      channels: [
        ['p_P [bar]', 'bar', [101.5, 102.25]],
        ['T_T [°C]', '°C', [41.1, 41.1]],
      ],
      rejected: [[6, 'event-marker']],
      report: { layout: 'long' },
    },
  },
  {
    title: 'TIA Portal trace: index, ms, names with quotes and types in a row',
    content: lines(
      'Trace;Trace_Presse',
      'Device;PLC_1',
      'TriggerTime;2026-01-03 08:15:00.000',
      'Sample;Time [ms];"DB1".pPump [bar];"DB1".Valve_Open',
      ';;Real;Bool',
      '0;0;101.5;TRUE',
      '1;10;102.25;TRUE',
      '2;20;103.75;FALSE',
    ),
    truth: {
      first: null,
      seconds: [0, 0.01, 0.02],
      channels: [
        ['"DB1".pPump', 'bar', [...p]],
        ['"DB1".Valve_Open', '', [1, 1, 0]],
      ],
    },
  },
  {
    title: 'TwinCAT Scope: name rows, a time in ms before every channel',
    content: lines(
      'Name\tScope Project',
      'File\tC:\\Temp\\press.svdx',
      'Starttime of export\t2026-01-03 08:15:00',
      'Name\tpPump [bar]\tName\ttOil [°C]',
      'Time [ms]\tpPump [bar]\tTime [ms]\ttOil [°C]',
      '0\t101.5\t0\t41.1',
      '1\t102.25\t10\t41.1',
      '2\t103.75\t20\t41.2',
    ),
    truth: {
      first: '2026-01-03T08:15:00',
      seconds: [0, 0.001, 0.002],
      channels: [
        ['pPump', 'bar', [...p]],
        ['tOil', '°C', [...t]],
      ],
      report: { layout: 'side-by-side', firstDataLine: 6 },
    },
  },
  {
    title: 'Rockwell data log: date, time and milliseconds in three columns, marker and blank status',
    content: lines(
      '"Date","Time","Millitm","Marker","Pump_Pressure [psi]","Status"',
      '"01/13/2026","08:15:00","000","B","1000",""',
      '"01/13/2026","08:15:00","500","","1010",""',
      '"01/13/2026","08:15:01","000","E","990",""',
    ),
    truth: {
      first: '2026-01-13T08:15:00',
      seconds: [0, 0.5, 1],
      channels: [['Pump_Pressure', 'bar', [68.94757293168, 69.637048661, 68.2580972024]]],
    },
  },
  {
    title: 'Mitsubishi GX LogViewer: types above names, tenths of a second',
    content: lines(
      '[LOGGING],RD81DL96_1,2,3',
      'DATETIME[YYYY/MM/DD hh:mm:ss.s],SHORT[DEC.0],FLOAT[DEC.2],FLOAT[DEC.1]',
      'TIME,INDEX,pPump [bar],tOil [°C]',
      '2026/01/03 08:15:00.0,1,101.5,41.1',
      '2026/01/03 08:15:00.5,2,102.25,41.1',
      '2026/01/03 08:15:01.0,3,103.75,41.2',
    ),
    truth: {
      first: '2026-01-03T08:15:00',
      seconds: [0, 0.5, 1],
      channels: [
        ['pPump', 'bar', [...p]],
        ['tOil', '°C', [...t]],
      ],
      report: { headerLine: 3, firstDataLine: 4 },
    },
  },
  {
    title: 'B&R: microseconds of a 32-bit counter that wraps',
    content: lines(
      'Time [us];pPump [bar];tOil [°C]',
      '4294957296;101,5;41,1',
      '4294967295;102,25;41,1',
      '9999;103,75;41,2',
      '19999;104,5;41,3',
    ),
    truth: {
      first: null,
      seconds: [4294.957296, 4294.967295, 4294.977295, 4294.987295],
      channels: [
        ['pPump', 'bar', [101.5, 102.25, 103.75, 104.5]],
        ['tOil', '°C', [41.1, 41.1, 41.2, 41.3]],
      ],
      notes: /wrap|begins again|overflow/i,
    },
  },
  {
    title: 'ibaAnalyzer: names, units and signal numbers in rows, day with fractions after a comma',
    content: lines(
      'time\tPump pressure\tOil temperature',
      '\tbar\t°C',
      '\t[0:0]\t[0:1]',
      '03.01.2026 08:15:00.000000\t101.5\t41.1',
      '03.01.2026 08:15:00.010000\t102.25\t41.1',
      '03.01.2026 08:15:00.020000\t103.75\t41.2',
    ),
    truth: {
      first: '2026-01-03T08:15:00',
      seconds: [0, 0.01, 0.02],
      channels: [
        ['Pump pressure', 'bar', [...p]],
        ['Oil temperature', '°C', [...t]],
      ],
      report: { headerLine: 1, unitsLine: 2, firstDataLine: 4 },
    },
  },
  {
    title: 'Omron: no units, asked for',
    content: lines(
      'Time,D100,D102',
      '2026/01/03 08:15:00,101.5,41.1',
      '2026/01/03 08:15:01,102.25,41.1',
      '2026/01/03 08:15:02,103.75,41.2',
    ),
    asks: ['unit'],
    answers: { unit: { D100: 'bar', D102: '°C' } },
    truth: {
      first: '2026-01-03T08:15:00',
      channels: [
        ['D100', 'bar', [...p]],
        ['D102', '°C', [...t]],
      ],
    },
  },
  {
    title: 'a panel in a DOS code page, with umlauts',
    content: Buffer.concat([
      Buffer.from('Zeit;Druck R'),
      Buffer.from([0x81]),
      Buffer.from('cklauf [bar];'),
      Buffer.from([0x99]),
      Buffer.from('ltemperatur ['),
      Buffer.from([0xf8]),
      Buffer.from('C]\r\n03.01.2026 08:15:00;101,5;41,1\r\n03.01.2026 08:15:01;102,25;41,1\r\n03.01.2026 08:15:02;103,75;41,2\r\n'),
    ]),
    truth: {
      first: '2026-01-03T08:15:00',
      channels: [
        ['Druck Rücklauf', 'bar', [...p]],
        ['Öltemperatur', '°C', [...t]],
      ],
      report: { encoding: 'cp850', eol: 'crlf' },
    },
  },
  {
    title: 'Codesys trace with millisecond timestamps and missing samples',
    content: lines(
      'TimeStamp_ms;PLC_PRG.rPressure_bar;PLC_PRG.rTemp_degC',
      '1767428100000;101.5;41.1',
      '1767428100010;;41.1',
      '1767428100020;103.75;41.2',
    ),
    truth: {
      first: '2026-01-03T08:15:00Z',
      seconds: [0, 0.01, 0.02],
      channels: [
        ['PLC_PRG.rPressure_bar', 'bar', [101.5, NONE, 103.75]],
        ['PLC_PRG.rTemp_degC', '°C', [...t]],
      ],
    },
  },
]);
