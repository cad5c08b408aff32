import { afterAll } from 'vitest';
import { fixture } from '../import.fixture.ts';
import { corpus, lines, NONE } from './corpus.fixture.ts';

const place = fixture();
afterAll(() => place.remove());

corpus('hydraulic data loggers', place, [
  {
    title: 'HYDAC HMG: metadata in German, time in seconds, units in a row of their own',
    content: Buffer.from(
      lines(
        'HYDAC ELECTRONIC GMBH',
        'HMG 4000;Seriennummer;471100815',
        'Messung;Pumpentest links',
        'Startzeit;03.01.2026 08:15:00',
        'Abtastrate;10 ms',
        '',
        'Zeit;Kanal A;Kanal B;Kanal C',
        's;bar;l/min;°C',
        '0,000;101,5;38,2;41,1',
        '0,010;102,25;38,3;41,1',
        '0,020;103,75;38,1;41,2',
      ),
      'latin1',
    ),
    truth: {
      first: '2026-01-03T08:15:00',
      seconds: [0, 0.01, 0.02],
      channels: [
        ['Kanal A', 'bar', [101.5, 102.25, 103.75]],
        ['Kanal B', 'l/min', [38.2, 38.3, 38.1]],
        ['Kanal C', '°C', [41.1, 41.1, 41.2]],
      ],
      report: { encoding: 'windows-1252', headerLine: 7, unitsLine: 8, firstDataLine: 9, decimalMark: ',' },
    },
  },
  {
    title: 'HYDAC HMG: min, max and mean of each channel before the rows',
    content: lines(
      'HMG 500',
      'Datum:;03.01.2026',
      'Uhrzeit:;08:15:00',
      'Zeit [s];p1 [bar];T1 [°C]',
      'Min;101,5;41,1',
      'Max;103,75;41,2',
      'Mittelwert;102,5;41,13',
      '0,0;101,5;41,1',
      '0,1;102,25;41,1',
      '0,2;103,75;41,2',
    ),
    truth: {
      first: '2026-01-03T08:15:00',
      seconds: [0, 0.1, 0.2],
      channels: [
        ['p1', 'bar', [101.5, 102.25, 103.75]],
        ['T1', '°C', [41.1, 41.1, 41.2]],
      ],
      report: { headerLine: 4, firstDataLine: 8 },
    },
  },
  {
    title: 'Parker ServiceMaster: actual, min and max of each sensor, tab and decimal comma',
    content: lines(
      'The Parker ServiceMaster Plus',
      'Date:\t03.01.2026',
      'Time:\t08:15:00',
      'Comment:\tpump 2, after filter change',
      'Time [ms]\tPA1 [bar]\tPA2 [bar]\tTA1 [°C]\tQ [l/min]',
      '0\t101,5\t12,1\t41,1\t38,2',
      '500\t102,25\t12,2\t41,1\t38,3',
      '1000\t103,75\t12,1\t41,2\t38,1',
    ),
    truth: {
      first: '2026-01-03T08:15:00',
      seconds: [0, 0.5, 1],
      channels: [
        ['PA1', 'bar', [101.5, 102.25, 103.75]],
        ['PA2', 'bar', [12.1, 12.2, 12.1]],
        ['TA1', '°C', [41.1, 41.1, 41.2]],
        ['Q', 'l/min', [38.2, 38.3, 38.1]],
      ],
    },
  },
  {
    title: 'Parker SensoControl: each channel with its own time column',
    content: lines(
      'SCM-500 Export',
      'Start: 2026-01-03 08:15:00',
      't1 [s];p1 [bar];t2 [s];T1 [°C]',
      '0.0;101.5;0.0;41.1',
      '0.1;102.25;0.5;41.2',
      '0.2;103.75;1.0;41.3',
      '0.3;104;;',
    ),
    truth: {
      first: '2026-01-03T08:15:00',
      seconds: [0, 0.1, 0.2, 0.3],
      channels: [
        ['p1', 'bar', [101.5, 102.25, 103.75, 104]],
        ['T1', '°C', [41.1, 41.2, 41.3]],
      ],
      report: { layout: 'side-by-side', acceptedRows: 4, headerLine: 3 },
    },
  },
  {
    title: 'Hydrotechnik MultiSystem: names, units and sensor numbers in rows',
    content: lines(
      'MultiSystem 5060 Plus;V2.11',
      'Messreihe 7',
      'Datum;Zeit;P1;P2;Q1',
      ';;bar;bar;l/min',
      ';;SN 4711;SN 4712;SN 0815',
      '03.01.2026;08:15:00,000;101,5;12,1;38,2',
      '03.01.2026;08:15:00,005;102,25;12,2;38,3',
      '03.01.2026;08:15:00,010;103,75;12,1;38,1',
    ),
    truth: {
      first: '2026-01-03T08:15:00',
      seconds: [0, 0.005, 0.01],
      channels: [
        ['P1', 'bar', [101.5, 102.25, 103.75]],
        ['P2', 'bar', [12.1, 12.2, 12.1]],
        ['Q1', 'l/min', [38.2, 38.3, 38.1]],
      ],
      report: { headerLine: 3, unitsLine: 4, firstDataLine: 6, metadataLines: 2 },
    },
  },
  {
    title: 'STAUFF PPC: day with month name, unit behind a slash',
    content: lines(
      'PPC-Pad measurement "Press 3"',
      'Time stamp;Pump pressure / psi;Oil temp / °F',
      '03-Jan-2026 08:15:00;1000;104',
      '03-Jan-2026 08:15:01;1010;105.8',
      '03-Jan-2026 08:15:02;990;107.6',
    ),
    truth: {
      first: '2026-01-03T08:15:00',
      seconds: [0, 1, 2],
      channels: [
        ['Pump pressure', 'bar', [68.94757293168, 69.637048661, 68.2580972024]],
        ['Oil temp', '°C', [40, 41, 42]],
      ],
      format: 'dd-MMM-yyyy HH:mm:ss',
    },
  },
  {
    title: 'Webtec HPM: running number, rate in the notes',
    content: lines(
      '# Webtec HPM540 log file',
      '# Sample rate: 20 Hz',
      '# Started: 2026-01-03 08:15:00',
      '#',
      'Sample,Pressure A (psi),Flow (US gpm),Speed (rpm)',
      '0,1000,10,1500',
      '1,1010,10.5,1498',
      '2,990,9.5,1502',
    ),
    truth: {
      first: '2026-01-03T08:15:00',
      seconds: [0, 0.05, 0.1],
      channels: [
        ['Pressure A', 'bar', [68.94757293168, 69.637048661, 68.2580972024]],
        ['Flow', 'l/min', [37.85411784, 39.746823732, 35.961411948]],
        ['Speed', 'rpm', [1500, 1498, 1502]],
      ],
    },
  },
  {
    title: 'WIKA: number, date, time of day, value with its unit in every cell',
    content: lines(
      'Nr.;Datum;Uhrzeit;Druck;Temperatur',
      '1;03.01.2026;08:15:00;101,5 bar;41,1 °C',
      '2;03.01.2026;08:15:01;102,25 bar;41,1 °C',
      '3;03.01.2026;08:15:02;--- bar;41,2 °C',
    ),
    truth: {
      first: '2026-01-03T08:15:00',
      seconds: [0, 1, 2],
      channels: [
        ['Druck', 'bar', [101.5, 102.25, NONE]],
        ['Temperatur', '°C', [41.1, 41.1, 41.2]],
      ],
    },
  },
  {
    title: 'ifm moneo: ISO with Z, quoted, status words',
    content: lines(
      '"timestamp","PN7092 pressure [bar]","OUT1","device"',
      '"2026-01-03T08:15:00.000Z","101.5","ON","PN7092"',
      '"2026-01-03T08:15:01.000Z","102.25","OFF","PN7092"',
      '"2026-01-03T08:15:02.000Z","103.75","ON","PN7092"',
    ),
    truth: {
      first: '2026-01-03T08:15:00Z',
      seconds: [0, 1, 2],
      channels: [
        ['PN7092 pressure', 'bar', [101.5, 102.25, 103.75]],
        ['OUT1', '', [1, 0, 1]],
      ],
      notes: /device.*PN7092(?:.|\n)*OUT1.*ON = 1/,
    },
  },
  {
    title: 'a rig log in fixed width, separated by runs of spaces',
    name: 'rig.txt',
    content: lines(
      'Rig 4   2026-01-03',
      '   Time[s]   p_P[bar]   Q_P[l/min]    T_T[degC]',
      '     0.000      101.5         38.2         41.1',
      '     0.100     102.25         38.3         41.1',
      '     0.200     103.75         38.1         -1.2',
    ),
    truth: {
      first: null,
      seconds: [0, 0.1, 0.2],
      channels: [
        ['p_P', 'bar', [101.5, 102.25, 103.75]],
        ['Q_P', 'l/min', [38.2, 38.3, 38.1]],
        ['T_T', '°C', [41.1, 41.1, -1.2]],
      ],
      report: { delimiter: ' ', headerLine: 2 },
    },
  },
]);
