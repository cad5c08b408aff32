import { afterAll } from 'vitest';
import { fixture } from '../import.fixture.ts';
import { corpus, lines, NONE } from './corpus.fixture.ts';

const place = fixture();
afterAll(() => place.remove());

const p = [101.5, 102.25, 103.75] as const;
const q = [33.2, 33.1, 33.3] as const;
const first = '2026-03-23T14:05:10';
const both = (a: string, b: string) =>
  [
    [a, 'bar', [...p]],
    [b, 'l/min', [...q]],
  ] as const;

corpus('devices, benches and controllers', place, [
  {
    title: 'HMGWIN: facts as key;value, sensors in round brackets',
    content: lines(
      'HMGWIN 3000;V02.11',
      'Messung;Presse 3 Zyklus',
      'Datum;23.03.2026',
      'Startzeit;14:05:10',
      'Abtastrate;500 ms',
      'Anzahl Messwerte;3',
      '',
      'Zeit[s];Kanal A (HDA 4748-H-0600-000) [bar];Kanal B (EVS 3108-H-0300-000) [l/min]',
      '0,000;101,5;33,2',
      '0,500;102,25;33,1',
      '1,000;103,75;33,3',
    ),
    truth: { first, seconds: [0, 0.5, 1], channels: both('Kanal A (HDA 4748-H-0600-000)', 'Kanal B (EVS 3108-H-0300-000)') },
  },
  {
    title: 'Parker Serviceman: index, interval in ms, date and clock in two quoted lines',
    content: lines(
      '"Serviceman Plus","SN 1234567"',
      '"Date","03/23/2026"',
      '"Time","02:05:10 PM"',
      '"Interval","100 ms"',
      '',
      '"Index","P1 [bar]","P1 Min [bar]","P1 Max [bar]"',
      '"1","101.5","101.0","102.0"',
      '"2","102.25","102.0","102.5"',
      '"3","103.75","103.5","104.0"',
    ),
    truth: {
      first,
      seconds: [0, 0.1, 0.2],
      channels: [
        ['P1', 'bar', [...p]],
        ['P1 Min', 'bar', [101, 102, 103.5]],
        ['P1 Max', 'bar', [102, 102.5, 104]],
      ],
    },
  },
  {
    title: 'Rexroth IndraWorks: moment of measuring, parameter numbers in the names',
    content: lines(
      'Oszilloskop Export',
      'Gerät: IndraMotion MLC L45',
      'Messzeitpunkt: 23.03.2026 14:05:10.250',
      'Zeitauflösung [µs]: 500',
      '',
      'Zeit [ms];S-0-0800 Druck [bar];P-0-0440 Durchfluss [l/min]',
      '0.0;101.5;33.2',
      '0.5;102.25;33.1',
      '1.0;103.75;33.3',
    ),
    truth: {
      first: '2026-03-23T14:05:10.250',
      seconds: [0, 0.0005, 0.001],
      channels: both('S-0-0800 Druck', 'P-0-0440 Durchfluss'),
    },
  },
  {
    title: 'WinCC trend control: curves as pairs, their names above',
    content: lines(
      'Druck Pumpe;;Menge Leck;',
      'Zeitstempel;Wert;Zeitstempel;Wert',
      '23.03.2026 14:05:10;101,5;23.03.2026 14:05:10;33,2',
      '23.03.2026 14:05:11;102,25;23.03.2026 14:05:12;33,1',
      '23.03.2026 14:05:12;103,75;23.03.2026 14:05:14;33,3',
    ),
    asks: ['unit'],
    answers: { unit: { 'Druck Pumpe Wert': 'bar', 'Menge Leck Wert': 'l/min' } },
    truth: { first, channels: both('Druck Pumpe Wert', 'Menge Leck Wert'), report: { layout: 'side-by-side' } },
  },
  {
    title: 'Ignition: names, types and rows, Java dates',
    content: lines(
      '"#NAMES"',
      '"t_stamp","p [bar]","q [l/min]"',
      '"#TYPES"',
      '"date","D","D"',
      '"#ROWS","3"',
      '"Mon Mar 23 14:05:10 CET 2026","101.5","33.2"',
      '"Mon Mar 23 14:05:11 CET 2026","102.25","33.1"',
      '"Mon Mar 23 14:05:12 CET 2026","103.75","33.3"',
    ),
    truth: { first: '2026-03-23T13:05:10Z', seconds: [0, 1, 2], channels: both('p', 'q') },
  },
  {
    title: 'PI DataLink: digital states among the values',
    content: lines(
      'Timestamp,sinusoid.P [bar],Flow [l/min]',
      '23-Mar-26 14:05:10,101.5,Bad Input',
      '23-Mar-26 14:05:11,No Data,33.1',
      '23-Mar-26 14:05:12,103.75,Calc Failed',
      '23-Mar-26 14:05:13,104.5,33.4',
      '23-Mar-26 14:05:14,Pt Created,33.5',
    ),
    truth: {
      first,
      channels: [
        ['sinusoid.P', 'bar', [101.5, NONE, 103.75, 104.5, NONE]],
        ['Flow', 'l/min', [NONE, 33.1, NONE, 33.4, 33.5]],
      ],
    },
  },
  {
    title: 'Grafana: series, time, value',
    content: lines(
      '"Series";"Time";"Value"',
      '"p [bar]";"2026-03-23T14:05:10+01:00";"101.5"',
      '"p [bar]";"2026-03-23T14:05:11+01:00";"102.25"',
      '"p [bar]";"2026-03-23T14:05:12+01:00";"103.75"',
      '"q [l/min]";"2026-03-23T14:05:10+01:00";"33.2"',
      '"q [l/min]";"2026-03-23T14:05:11+01:00";"null"',
      '"q [l/min]";"2026-03-23T14:05:12+01:00";"33.3"',
    ),
    truth: {
      first: '2026-03-23T13:05:10Z',
      channels: [
        ['p [bar]', 'bar', [...p]],
        ['q [l/min]', 'l/min', [33.2, 33.3]],
      ],
      rejected: [[6, 'invalid-value']],
      report: { layout: 'long' },
    },
  },
  {
    title: 'LabVIEW: a second segment begins at zero again',
    content: lines(
      'LabVIEW Measurement',
      'Separator\tTab',
      'Decimal_Separator\t.',
      '***End_of_Header***',
      'Channels\t2',
      'Samples\t2\t2',
      'Date\t2026/03/23\t2026/03/23',
      'Time\t14:05:10\t14:05:10',
      'Y_Unit_Label\tbar\tl/min',
      '***End_of_Header***',
      'X_Value\tP\tQ\tComment',
      '0.0\t101.5\t33.2',
      '0.5\t102.25\t33.1',
      '1.0\t102.5\t33.1',
      'Channels\t2',
      'Samples\t2\t2',
      'Date\t2026/03/23\t2026/03/23',
      'Time\t14:06:10\t14:06:10',
      '***End_of_Header***',
      'X_Value\tP\tQ\tComment',
      '0.0\t103.75\t33.3',
      '0.5\t104.5\t33.4',
    ),
    refused: { code: 'import-not-understood', says: /begin.*again|restart|from the beginning|second/i },
  },
  {
    title: 'DASYLab: date of the recording above, clock with hundredths',
    content: lines(
      'DASYLab - V 13.00.00',
      'Schaltbildname: Prüfstand',
      'Aufnahmedatum : 23.03.2026,  14:05:10',
      'Blocklänge    : 3',
      'Delta         : 0.5 s',
      'Kanalanzahl   : 2',
      'Messzeit[hh:mm:ss];Druck [bar];Leckage [l/min];',
      '14:05:10,00;101,5;33,2;',
      '14:05:10,50;102,25;33,1;',
      '14:05:11,00;103,75;33,3;',
    ),
    truth: { first, seconds: [0, 0.5, 1], channels: both('Druck', 'Leckage') },
  },
  {
    title: 'DIAdem: names, units and descriptions above the rows',
    content: lines(
      'Time\tPressure\tFlow',
      's\tbar\tl/min',
      'Zeitkanal\tPumpendruck\tLeckage',
      '0,0\t101,5\t33,2',
      '0,5\t102,25\t33,1',
      '1,0\t103,75\t33,3',
    ),
    truth: {
      first: null,
      seconds: [0, 0.5, 1],
      channels: both('Pressure', 'Flow'),
      report: { headerLine: 1, unitsLine: 2, firstDataLine: 4 },
    },
  },
  {
    title: 'Dewesoft: rate, start with slashes, a title before the header',
    content: lines(
      'File name: bench.dxd',
      'Sample rate [Hz]: 2',
      'Start time: 2026/03/23 14:05:10.000',
      'Number of channels: 2',
      '',
      'Data1',
      'Time (s)\tPressure (bar)\tFlow (l/min)',
      '0\t101.5\t33.2',
      '0.5\t102.25\t33.1',
      '1\t103.75\t33.3',
    ),
    truth: { first, seconds: [0, 0.5, 1], channels: both('Pressure', 'Flow') },
  },
  {
    title: 'Ecograph: a status behind every value',
    content: lines(
      'Gerät;Ecograph T',
      'Messstelle;RSG35',
      'Datum;Uhrzeit;Druck;Status;Menge;Status',
      ';;bar;;l/min;',
      '23.03.2026;14:05:10;101,5;OK;33,2;OK',
      '23.03.2026;14:05:11;102,25;OK;33,1;OK',
      '23.03.2026;14:05:12;103,75;OK;33,3;OK',
    ),
    truth: { first, seconds: [0, 1, 2], channels: both('Druck', 'Menge'), notes: /Status.*OK/ },
  },
  {
    title: 'Eurotherm: two-digit years, slashes',
    content: lines(
      '"Date/Time","Pump.Pressure (bar)","Flow (l/min)"',
      '"23/03/26 14:05:10","101.5","33.2"',
      '"23/03/26 14:05:11","102.25","33.1"',
      '"23/03/26 14:05:12","103.75","33.3"',
    ),
    truth: { first, seconds: [0, 1, 2], channels: both('Pump.Pressure', 'Flow') },
  },
  {
    title: 'MTS: date and clock in two lines, tabs, exponents with three digits',
    content: lines(
      'Test Run Name:\tRun 1',
      'Date:\t3/23/2026',
      'Time:\t2:05:10 PM',
      'Data Header:\tTimed',
      'Time\tSupply Pressure\tReturn Flow',
      'sec\tbar\tl/min',
      '0.00000E+000\t1.01500E+002\t3.32000E+001',
      '5.00000E-001\t1.02250E+002\t3.31000E+001',
      '1.00000E+000\t1.03750E+002\t3.33000E+001',
    ),
    truth: { first, seconds: [0, 0.5, 1], channels: both('Supply Pressure', 'Return Flow') },
  },
  {
    title: 'FlukeView: start, stop and extremes have times of their own; which one counts is asked',
    content: lines(
      '"Reading","Sample","Start Time","Duration","Max Time","Max","Stop Time"',
      ...[0, 1, 2].map(
        (i) =>
          `${i + 1},"12.4${i}2 mA DC","3/23/2026 2:05:1${i} PM","00:00:01.0","3/23/2026 2:05:1${i} PM","12.4${i}9 mA","3/23/2026 2:05:1${i + 1} PM"`,
      ),
    ),
    asks: ['time-column'],
    answers: { 'time-column': 'Start Time' },
    truth: {
      first,
      seconds: [0, 1, 2],
      channels: [
        ['Sample', 'mA', [12.402, 12.412, 12.422]],
        ['Max', 'mA', [12.409, 12.419, 12.429]],
      ],
      notes: /"Stop Time" holds words/,
    },
  },
]);
