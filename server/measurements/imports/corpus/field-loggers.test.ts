import { afterAll } from 'vitest';
import { fixture } from '../import.fixture.ts';
import { corpus, lines, NONE } from './corpus.fixture.ts';

/** Headers, states and statuses as loggers in the field write them. Every file is made up after the look of such an export. */
const place = fixture();
afterAll(() => place.remove());

const first = '2026-01-15T06:00:00';
const second = (i: number): string => `06:00:0${i}`;

corpus('field loggers', place, [
  {
    title: 'HMGWIN: names, units and ranges in labelled rows, the time named in a row of its own',
    content: lines(
      'Kurvenname;Pumpendruck;Volumenstrom',
      'Einheit;bar;l/min',
      'Messbereich;0..400;0..60',
      'Zeit;;',
      '00:00:00,000;150,5;24,5',
      '00:00:00,100;151,5;24,25',
    ),
    truth: {
      first: null,
      seconds: [0, 0.1],
      channels: [
        ['Pumpendruck', 'bar', [150.5, 151.5]],
        ['Volumenstrom', 'l/min', [24.5, 24.25]],
      ],
    },
  },
  {
    title: 'Graphtec GL840: the row of units names the time once more',
    content: lines(
      'Vendor,GRAPHTEC Corporation',
      'Number,Date&Time,ms,CH1,CH2,Alarm1-10',
      'NO.,Time,ms,bar,degC,A12345678',
      '1,2026/01/15 06:00:00,0,+  150.5,+   41.0,LLLLLLLLLL',
      '2,2026/01/15 06:00:00,200,+  151.5,BURNOUT,LLLLLLLLLL',
      '3,2026/01/15 06:00:00,400,+  152.5,+   41.5,LLLLLLLLLL',
    ),
    truth: {
      first,
      seconds: [0, 0.2, 0.4],
      channels: [
        ['CH1', 'bar', [150.5, 151.5, 152.5]],
        ['CH2', '°C', [41, NONE, 41.5]],
      ],
    },
  },
  {
    title: 'ALMEMO: units behind colons, one of them with a slash in it',
    content: lines('DATUM:;ZEIT:;M00: bar;M01: l/min;M02: °C', ...[0, 1].map((i) => `15.01.26;${second(i)};15${i},5;24,${i};41,5`)),
    truth: {
      first,
      channels: [
        ['M00', 'bar', [150.5, 151.5]],
        ['M01', 'l/min', [24, 24.1]],
        ['M02', '°C', [41.5, 41.5]],
      ],
    },
  },
  {
    title: 'units with blanks around their slash',
    content: lines('Zeit [s];Volumenstrom l / min;Drehzahl 1 / min;Druck / bar', '0;24,5;1450;150,5', '1;24,6;1451;150,6'),
    truth: {
      first: null,
      channels: [
        ['Volumenstrom', 'l/min', [24.5, 24.6]],
        ['Drehzahl', 'rpm', [1450, 1451]],
        ['Druck', 'bar', [150.5, 150.6]],
      ],
    },
  },
  {
    title: 'Delphin: the group stands above each of its columns',
    content: lines(
      'Zeit;Druck P1;Druck P1;Volumenstrom',
      'Zeit;Mittelwert [bar];Maximum [bar];Mittelwert [l/min]',
      ...[0, 1].map((i) => `15.01.2026 ${second(i)},000;150,5;15${i},5;24,5`),
    ),
    truth: {
      first,
      channels: [
        ['Druck P1 Mittelwert', 'bar', [150.5, 150.5]],
        ['Druck P1 Maximum', 'bar', [150.5, 151.5]],
        ['Volumenstrom Mittelwert', 'l/min', [24.5, 24.5]],
      ],
    },
  },
  {
    title: 'WinCC Unified: a quality behind every value; what is bad is missing',
    content: lines(
      '"Timestamp","Pump [bar]","Pump QualityCode","Tank [°C]","Tank QualityCode"',
      ...[0, 1, 2].map((i) => `"2026-01-15 ${second(i)}.000","15${i}.25","Good","41.5","${i === 1 ? 'Bad' : 'Good'}"`),
    ),
    truth: {
      first,
      channels: [
        ['Pump', 'bar', [150.25, 151.25, 152.25]],
        ['Tank', '°C', [41.5, NONE, 41.5]],
      ],
      notes: /"Tank QualityCode" says which values of "Tank" are good/,
    },
  },
  {
    title: 'OPC UA: status codes; what has none stays, a later code is judged, too',
    content: lines(
      'Timestamp;Pump [bar];StatusCode;Tank [°C];StatusCode',
      ...['0x00000000', '0x80340000', '', '0x40920000'].map((code, i) => `2026-01-15T${second(i)}Z;15${i}.25;${code};41.5;0x00000000`),
    ),
    truth: {
      first: `${first}Z`,
      channels: [
        ['Pump', 'bar', [150.25, NONE, 152.25, NONE]],
        ['Tank', '°C', [41.5, 41.5, 41.5, 41.5]],
      ],
    },
  },
  {
    title: 'OPC classic: qualities as numbers',
    content: lines(
      'Time,Pump_Pressure [bar],Pump_Pressure_Quality,Flow [l/min],Flow_Quality',
      ...[192, 24, 216].map((quality, i) => `2026-01-15 ${second(i)},15${i}.25,${quality},24.5,192`),
    ),
    truth: {
      first,
      channels: [
        ['Pump_Pressure', 'bar', [150.25, NONE, 152.25]],
        ['Flow', 'l/min', [24.5, 24.5, 24.5]],
      ],
    },
  },
  {
    title: 'one status behind several values belongs to none of them, and the report shows its words',
    content: lines(
      'Time;p [bar];Q [l/min];Status',
      ...['OK', 'BAD', 'OK'].map((word, i) => `2026-01-15 ${second(i)};15${i},5;24,5;${word}`),
    ),
    truth: {
      first,
      channels: [
        ['p', 'bar', [150.5, 151.5, 152.5]],
        ['Q', 'l/min', [24.5, 24.5, 24.5]],
      ],
      notes: /"Status" holds words \("OK", "BAD"\)/,
    },
  },
  {
    title: 'Keysight 34970: alarms that are 0 or 1 need no unit, and milliseconds stand behind a colon',
    content: lines(
      'Channel,Name,Function,Range,Scale,Gain',
      'Scan,Time,101 (bar),Alarm 101,102 (C),Alarm 102',
      ...[0, 1, 2].map((i) => `${i + 1},1/15/2026 ${second(i)}:125,15${i}.5,${i % 2},41.5,0`),
    ),
    truth: {
      first: '2026-01-15T06:00:00.125',
      channels: [
        ['101', 'bar', [150.5, 151.5, 152.5]],
        ['Alarm 101', '', [0, 1, 0]],
        ['102', '°C', [41.5, 41.5, 41.5]],
        ['Alarm 102', '', [0, 0, 0]],
      ],
    },
  },
  {
    title: 'Lutron: units in columns beside the values are offered as the answer',
    content: lines(
      'Date,Time,Ch1_Value,Ch1_Unit,Ch2_Value,Ch2_Unit',
      ...[0, 1].map((i) => `2026/01/15,${second(i)},15${i}.5,psi,41.5,DegC`),
    ),
    asks: ['unit'],
    answers: { unit: { Ch1_Value: 'psi', Ch2_Value: 'DegC' } },
    truth: {
      first,
      channels: [
        ['Ch1_Value', 'bar', [150.5 * 0.0689475729, 151.5 * 0.0689475729]],
        ['Ch2_Value', '°C', [41.5, 41.5]],
      ],
    },
  },
  {
    title: 'SIMATIC S7-1200: a data log that ends with //END',
    content: lines(
      'Record,Date,UTC Time,Pump [bar]',
      ...[0, 1, 2].map((i) => `${i + 1},1/15/2026,${second(i)}, 15${i}.500000`),
      '//END,,,',
    ),
    truth: { first: `${first}Z`, channels: [['Pump', 'bar', [150.5, 151.5, 152.5]]], rejected: [[5, 'footer']] },
  },
  {
    title: 'moneo: device and data source beside the value',
    content: lines(
      '"deviceName";"dataSource";"unit";"timestamp";"value"',
      ...[0, 1].flatMap((i) => [
        `"PN7092";"Pressure";"bar";"2026-01-15T${second(i)}.000Z";"15${i}.5"`,
        `"SM8020";"Flow";"l/min";"2026-01-15T${second(i)}.000Z";"24.${i}"`,
      ]),
    ),
    truth: {
      first: `${first}Z`,
      channels: [
        ['Pressure', 'bar', [150.5, 151.5]],
        ['Flow', 'l/min', [24, 24.1]],
      ],
    },
  },
  {
    title: 'the same signal of two devices at the same times is refused, not taken for duplicates',
    content: lines(
      'Time;Device;Signal;Value',
      ...[0, 1, 2].flatMap((i) => ['Press 4', 'Press 5'].map((device, d) => `15.01.2026 ${second(i)};${device};Pressure;15${i},${d}`)),
    ),
    refused: { code: 'import-not-understood', says: /same "Signal" of several "Device"/ },
  },
  {
    title: 'minimum, maximum and mean under one name that stands once',
    content: lines(
      'Time;P1 [bar];;;P2 [bar];;',
      ';min;max;avg;min;max;avg',
      ...[0, 1].map((i) => `15.01.2026 ${second(i)};149,5;151,5;150,5;74,5;76,5;75,5`),
    ),
    truth: {
      first,
      channels: [
        ['P1 min', 'bar', [149.5, 149.5]],
        ['P1 max', 'bar', [151.5, 151.5]],
        ['P1 avg', 'bar', [150.5, 150.5]],
        ['P2 min', 'bar', [74.5, 74.5]],
        ['P2 max', 'bar', [76.5, 76.5]],
        ['P2 avg', 'bar', [75.5, 75.5]],
      ],
    },
  },
  {
    title: 'Yokogawa GX: units between the tags and the names that repeat',
    content: lines(
      '"Ch.","","","0001","0002"',
      '"Tag","","","PT-101","TT-201"',
      '"Unit","","","bar","C"',
      '"Date","Time","msec","VALUE","VALUE"',
      ...[0, 1].map((i) => `"2026/01/15","${second(i)}","250",15${i}.5,41.5`),
    ),
    truth: {
      first: '2026-01-15T06:00:00.250',
      channels: [
        ['PT-101 VALUE', 'bar', [150.5, 151.5]],
        ['TT-201 VALUE', '°C', [41.5, 41.5]],
      ],
    },
  },
  {
    title: 'Yokogawa DL850: interval, units and start in labelled rows below the names, samples without a time',
    content: lines(
      '"Header Size",12',
      '"TraceName","Pump","Flow"',
      '"BlockSize",3,3',
      '"VUnit","bar","l/min"',
      '"HResolution",2.0000000E-03,2.0000000E-03',
      '"HUnit","s","s"',
      '"Date","2026/01/15","2026/01/15"',
      '"Time","06:00:00.000000","06:00:00.000000"',
      '',
      ',150.5,24.5,',
      ',151.5,24.25,',
      ',152.5,24.75,',
    ),
    truth: {
      first,
      seconds: [0, 0.002, 0.004],
      channels: [
        ['Pump', 'bar', [150.5, 151.5, 152.5]],
        ['Flow', 'l/min', [24.5, 24.25, 24.75]],
      ],
    },
  },
  {
    title: 'a scaling that names no channel, above a table that has one: offered, not applied',
    content: lines('# 4 mA = 0 bar; 20 mA = 400 bar', 'Zeit;p [mA]', '15.01.2026 06:00:00;4,0', '15.01.2026 06:00:01;12,0'),
    asks: ['scaling'],
    answers: { scaling: { p: { raw: [4, 20], value: [0, 400], unit: 'bar' } } },
    truth: { first, channels: [['p', 'bar', [0, 200]]] },
  },
  {
    title: 'dates that may begin with the year are asked',
    content: lines('Zeit;p [bar]', '26-01-15 06:00:00;150,5', '26-01-15 06:00:01;151,5'),
    asks: ['date-order'],
    answers: { 'date-order': 'ymd' },
    truth: { first, channels: [['p', 'bar', [150.5, 151.5]]] },
  },
]);
