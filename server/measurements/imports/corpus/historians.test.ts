import { afterAll } from 'vitest';
import { fixture } from '../import.fixture.ts';
import { corpus, lines, NONE } from './corpus.fixture.ts';

const place = fixture();
afterAll(() => place.remove());

const p = [101.5, 102.25, 103.75] as const;
const t = [41.1, 41.1, 41.2] as const;
const both = [
  ['Pressure', 'bar', [...p]],
  ['Temperature', '°C', [...t]],
] as const;

corpus('historians, databases and spreadsheets', place, [
  {
    title: 'OSIsoft PI: long with month names and digital states',
    content: lines(
      'Tag,Timestamp,Value,Units',
      'Pressure,03-Jan-26 08:15:00,101.5,bar',
      'Temperature,03-Jan-26 08:15:00,41.1,°C',
      'Pressure,03-Jan-26 08:15:01,I/O Timeout,bar',
      'Temperature,03-Jan-26 08:15:01,41.1,°C',
      'Pressure,03-Jan-26 08:15:02,103.75,bar',
      'Temperature,03-Jan-26 08:15:02,41.2,°C',
    ),
    truth: {
      first: '2026-01-03T08:15:00',
      seconds: [0, 2],
      channels: [
        ['Pressure', 'bar', [101.5, 103.75]],
        ['Temperature', '°C', [...t]],
      ],
      rejected: [[4, 'invalid-value']],
      report: { layout: 'long' },
    },
  },
  {
    title: 'Ignition: [Header] and [Rows] sections, epoch in ms',
    content: lines(
      '"#NAMES"',
      '"Pressure","Temperature"',
      '"#TYPES"',
      '"F","F"',
      '"#ROWS","3"',
      '"101.5","41.1"',
      '"102.25","41.1"',
      '"103.75","41.2"',
    ),
    asks: ['sample-interval', 'start-time', 'unit'],
    answers: { 'sample-interval': 1, 'start-time': 'relative', unit: { Pressure: 'bar', Temperature: '°C' } },
    truth: { first: null, seconds: [0, 1, 2], channels: both },
  },
  {
    title: 'InfluxDB annotated CSV: three time columns, long',
    content: lines(
      '#group,false,false,true,true,false,false,true',
      '#datatype,string,long,dateTime:RFC3339,dateTime:RFC3339,dateTime:RFC3339,double,string',
      '#default,_result,,,,,,',
      ',result,table,_start,_stop,_time,_value,_field',
      ',,0,2026-01-03T08:00:00Z,2026-01-03T09:00:00Z,2026-01-03T08:15:00Z,101.5,Pressure [bar]',
      ',,0,2026-01-03T08:00:00Z,2026-01-03T09:00:00Z,2026-01-03T08:15:01Z,102.25,Pressure [bar]',
      ',,1,2026-01-03T08:00:00Z,2026-01-03T09:00:00Z,2026-01-03T08:15:00Z,41.1,Temperature [°C]',
      ',,1,2026-01-03T08:00:00Z,2026-01-03T09:00:00Z,2026-01-03T08:15:01Z,41.2,Temperature [°C]',
    ),
    truth: {
      first: '2026-01-03T08:15:00Z',
      seconds: [0, 1],
      channels: [
        ['Pressure [bar]', 'bar', [101.5, 102.25]],
        ['Temperature [°C]', '°C', [41.1, 41.2]],
      ],
      report: { layout: 'long' },
    },
  },
  {
    title: 'Grafana: quoted header, units with the values',
    content: lines(
      '"Time","Pressure","Temperature"',
      '2026-01-03 08:15:00,101.5 bar,41.1 °C',
      '2026-01-03 08:15:01,102.25 bar,41.1 °C',
      '2026-01-03 08:15:02,103.75 bar,41.2 °C',
    ),
    truth: { first: '2026-01-03T08:15:00', channels: both },
  },
  {
    title: 'pandas: unnamed index, ISO with microseconds',
    content: lines(
      ',time,Pressure [bar],Temperature [°C]',
      '0,2026-01-03 08:15:00.000000,101.5,41.1',
      '1,2026-01-03 08:15:00.500000,102.25,41.1',
      '2,2026-01-03 08:15:01.000000,103.75,41.2',
    ),
    truth: { first: '2026-01-03T08:15:00', seconds: [0, 0.5, 1], channels: both },
  },
  {
    title: 'pandas: unnamed time index, NaN and inf',
    content: lines(
      ',Pressure [bar],Temperature [°C]',
      '2026-01-03 08:15:00+00:00,101.5,41.1',
      '2026-01-03 08:15:01+00:00,,41.1',
      '2026-01-03 08:15:02+00:00,inf,NaN',
    ),
    truth: {
      first: '2026-01-03T08:15:00Z',
      channels: [
        ['Pressure', 'bar', [101.5, NONE, NONE]],
        ['Temperature', '°C', [41.1, 41.1, NONE]],
      ],
    },
  },
  {
    title: 'MATLAB writetable: dd-MMM-yyyy, underscored names',
    content: lines(
      'Time,Pressure_bar,Temperature_degC',
      '03-Jan-2026 08:15:00,101.5,41.1',
      '03-Jan-2026 08:15:01,102.25,41.1',
      '03-Jan-2026 08:15:02,103.75,41.2',
    ),
    truth: {
      first: '2026-01-03T08:15:00',
      channels: [
        ['Pressure_bar', 'bar', [...p]],
        ['Temperature_degC', '°C', [...t]],
      ],
    },
  },
  {
    title: 'Excel in German: sep line, hh:mm without seconds, errors',
    content: lines(
      'sep=;',
      'Zeit;Pressure [bar];Temperature [°C]',
      '03.01.2026 08:15;101,5;#BEZUG!',
      '03.01.2026 08:16;#DIV/0!;41,1',
      '03.01.2026 08:17;103,75;#NV',
    ),
    truth: {
      first: '2026-01-03T08:15:00',
      seconds: [0, 60, 120],
      channels: [
        ['Pressure', 'bar', [101.5, NONE, 103.75]],
        ['Temperature', '°C', [NONE, 41.1, NONE]],
      ],
      report: { metadataLines: 1, headerLine: 2 },
    },
  },
  {
    title: 'Excel in French: month names, #VALEUR!, thin spaces',
    content: lines(
      'Date;Pression (bar);Température (°C)',
      '03 janv. 2026 08:15:00;1\u202f101,5;41,1',
      '03 janv. 2026 08:15:01;#VALEUR!;41,1',
      '03 févr. 2026 08:15:02;103,75;41,2',
    ),
    truth: {
      first: '2026-01-03T08:15:00',
      seconds: [0, 1, 2678402],
      channels: [
        ['Pression', 'bar', [1101.5, NONE, 103.75]],
        ['Température', '°C', [...t]],
      ],
    },
  },
  {
    title: 'Excel in English: AM/PM without seconds, percent cells',
    content: lines(
      'Date,Valve,Pressure (psi)',
      '1/13/2026 8:15 AM,45.0%,1000',
      '1/13/2026 8:16 AM,46.5%,1010',
      '1/13/2026 8:17 PM,47.0%,990',
    ),
    truth: {
      first: '2026-01-13T08:15:00',
      seconds: [0, 60, 43320],
      channels: [
        ['Valve', '%', [45, 46.5, 47]],
        ['Pressure', 'bar', [68.94757293168, 69.637048661, 68.2580972024]],
      ],
    },
  },
  {
    title: 'SQL export: NULL, time with T and no seconds fraction, spaces after commas',
    content: lines(
      'ts, pressure [bar], temp [°C]',
      '2026-01-03T08:15:00, 101.5, 41.1',
      '2026-01-03T08:15:01, NULL, 41.1',
      '2026-01-03T08:15:02, 103.75, \\N',
    ),
    truth: {
      first: '2026-01-03T08:15:00',
      channels: [
        ['pressure', 'bar', [101.5, NONE, 103.75]],
        ['temp', '°C', [41.1, 41.1, NONE]],
      ],
    },
  },
  {
    title: 'R: quoted row names without a header cell are refused, not shifted',
    content: lines('"time" "p"', '"1" 2026-01-03 101.5', '"2" 2026-01-04 102.5', '"3" 2026-01-05 103.5'),
    refused: { code: 'import-not-understood', says: /header/ },
  },
  {
    title: 'Wonderware: long with quality 192 and milliseconds after a colon',
    content: lines(
      'TagName;DateTime;Value;Quality;Unit',
      'Pressure;2026/01/03 08:15:00:250;101.5;192;bar',
      'Pressure;2026/01/03 08:15:01:250;0;24;bar',
      'Pressure;2026/01/03 08:15:02:250;103.75;192;bar',
    ),
    truth: {
      first: '2026-01-03T08:15:00.25',
      seconds: [0, 2],
      channels: [['Pressure', 'bar', [101.5, 103.75]]],
      rejected: [[3, 'invalid-value']],
    },
  },
  {
    title: 'DeltaV: a mode among the tags has no unit, and nobody is asked for one',
    content: lines(
      'Tag,Timestamp,Value,Units,Status',
      'V-101/MODE.ACTUAL,2026-01-03 08:15:00.000,AUTO,,Good',
      ...[0, 1, 2].flatMap((i) => [
        `Pressure,2026-01-03 08:15:0${i}.000,${p[i]},bar,Good`,
        `Temperature,2026-01-03 08:15:0${i}.000,${t[i]},°C,${i === 1 ? 'Bad' : 'Good'}`,
      ]),
      'V-101/MODE.ACTUAL,2026-01-03 08:15:02.000,MAN,,Good',
    ),
    truth: {
      first: '2026-01-03T08:15:00',
      seconds: [],
      channels: [
        ['V-101/MODE.ACTUAL', '', []],
        ['Pressure', 'bar', [...p]],
        ['Temperature', '°C', [41.1, 41.2]],
      ],
      rejected: [
        [2, 'invalid-value'],
        [6, 'invalid-value'],
        [9, 'invalid-value'],
      ],
      notes: /values of "V-101\/MODE\.ACTUAL" are words/,
    },
  },
  {
    title: 'Aspen: one number among four valves that are open or closed',
    content: lines(
      'Name,IP_TREND_TIME,IP_TREND_VALUE,IP_TREND_QSTATUS',
      ...[0, 1, 2].flatMap((i) => [
        ...['XV1', 'XV2', 'XV3', 'XV4'].map((name) => `${name},03-JAN-26 08:15:0${i}.0,${i === 1 ? 'CLOSED' : 'OPEN'},Good`),
        `PI101,03-JAN-26 08:15:0${i}.0,${p[i]},Good`,
      ]),
    ),
    asks: ['unit'],
    answers: { unit: { PI101: 'bar' } },
    truth: {
      first: '2026-01-03T08:15:00',
      channels: [...['XV1', 'XV2', 'XV3', 'XV4'].map((name) => [name, '', [1, 0, 1]] as const), ['PI101', 'bar', [...p]]],
      report: { layout: 'long' },
    },
  },
]);
