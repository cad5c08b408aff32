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

corpus('measuring instruments', place, [
  {
    title: 'HBM catman ASCII: tab, quoted names, units row, many header lines',
    content: lines(
      'HBM_CATMAN_DATAFILE_40',
      'catman AP 5.4',
      'Number of channels\t3',
      'Maximum length=3\t3\t3',
      'Date=03.01.2026',
      'Time=08:15:00',
      '"Time  1 - default sample rate"\t"Pressure"\t"Temperature"',
      's\tbar\t°C',
      'SampleRate=100\tSampleRate=100\tSampleRate=100',
      '0\t101,5\t41,1',
      '0,01\t102,25\t41,1',
      '0,02\t103,75\t41,2',
    ),
    truth: { first: '2026-01-03T08:15:00', seconds: [0, 0.01, 0.02], channels: both },
  },
  {
    title: 'NI LVM: two ends of header, X_Value and a Comment column',
    name: 'test.lvm',
    content: lines(
      'LabVIEW Measurement\t',
      'Writer_Version\t2',
      'Reader_Version\t2',
      'Separator\tTab',
      'Decimal_Separator\t.',
      'Multi_Headings\tNo',
      'X_Columns\tOne',
      'Time_Pref\tAbsolute',
      'Date\t2026/01/03',
      'Time\t08:15:00.5',
      '***End_of_Header***\t',
      '\t',
      'Channels\t2\t\t',
      'Samples\t3\t3\t',
      'Date\t2026/01/03\t2026/01/03\t',
      'Time\t08:15:00.5\t08:15:00.5\t',
      'Y_Unit_Label\tbar\t°C\t',
      'X_Dimension\tTime\tTime\t',
      'X0\t0.0000000000000000E+0\t0.0000000000000000E+0\t',
      'Delta_X\t0.001000\t0.001000\t',
      '***End_of_Header***\t\t\t',
      'X_Value\tPressure\tTemperature\tComment',
      '0.000000\t101.500000\t41.100000\t',
      '0.001000\t102.250000\t41.100000\t',
      '0.002000\t103.750000\t41.200000\t',
    ),
    truth: { first: '2026-01-03T08:15:00.5', seconds: [0, 0.001, 0.002], channels: both },
  },
  {
    title: 'Campbell TOA5: station line, names, units, processing',
    content: lines(
      '"TOA5","Press3","CR1000","4711","CR1000.Std.32","CPU:press.CR1","1234","OneSec"',
      '"TIMESTAMP","RECORD","Pressure_Avg","Temperature_Avg"',
      '"TS","RN","bar","Deg C"',
      '"","","Avg","Avg"',
      '"2026-01-03 08:15:00",0,101.5,41.1',
      '"2026-01-03 08:15:01",1,102.25,"NAN"',
      '"2026-01-03 08:15:02",2,103.75,41.2',
    ),
    truth: {
      first: '2026-01-03T08:15:00',
      seconds: [0, 1, 2],
      channels: [
        ['Pressure_Avg', 'bar', [...p]],
        ['Temperature_Avg', '°C', [41.1, NONE, 41.2]],
      ],
      report: { headerLine: 2, unitsLine: 3, firstDataLine: 5, metadataLines: 1 },
    },
  },
  {
    title: 'dataTaker: Timestamp with fractions, channel numbers and units in names',
    content: lines(
      '"Timestamp","TZ","1CV(Pressure bar)","2CV(Temperature degC)"',
      '2026/01/03 08:15:00.000,n,101.5,41.1',
      '2026/01/03 08:15:00.500,n,102.25,41.1',
      '2026/01/03 08:15:01.000,n,103.75,41.2',
    ),
    truth: {
      first: '2026-01-03T08:15:00',
      seconds: [0, 0.5, 1],
      channels: [
        ['1CV(Pressure bar)', 'bar', [...p]],
        ['2CV(Temperature degC)', '°C', [...t]],
      ],
    },
  },
  {
    title: 'Yokogawa: tag numbers, comments and units in labelled rows',
    content: lines(
      'Device Type,GX10',
      'File Name,data001.csv',
      'Start Time,2026/01/03 08:15:00',
      'Ch.,,,0001,0002',
      'Tag No.,,,PT01,TT01',
      'Unit,,,bar,°C',
      'Date,Time,sec,Pressure,Temperature',
      '2026/01/03,08:15:00,0.0,101.5,41.1',
      '2026/01/03,08:15:00,0.5,102.25,41.1',
      '2026/01/03,08:15:01,0.0,103.75,41.2',
    ),
    truth: { first: '2026-01-03T08:15:00', seconds: [0, 0.5, 1], channels: both },
  },
  {
    title: 'Graphtec: amplifier table in the header, milliseconds in their own column, plus signs with spaces',
    content: lines(
      'Vendor,GRAPHTEC Corporation',
      'Model,GL840',
      'Sampling interval,500ms',
      'Total data points,3',
      'Start time,2026-01-03,08:15:00',
      'AMP settings',
      'CH,Signal name,Input,Range,Filter,Span',
      'CH1,Pressure,DC,10V,Off,400.0,0.0,bar',
      'CH2,Temperature,TEMP,TC_K,Off,100,0,degC',
      'Data',
      'Number,Date&Time,ms,CH1,CH2',
      'NO.,Time,ms,bar,degC',
      '1,2026-01-03 08:15:00,000,+ 101.50,+  41.1',
      '2,2026-01-03 08:15:00,500,+ 102.25,+  41.1',
      '3,2026-01-03 08:15:01,000,+ 103.75,-   1.2',
    ),
    truth: {
      first: '2026-01-03T08:15:00',
      seconds: [0, 0.5, 1],
      channels: [
        ['CH1', 'bar', [...p]],
        ['CH2', '°C', [41.1, 41.1, -1.2]],
      ],
    },
  },
  {
    title: 'HIOKI: quoted key and value lines, date with apostrophe, units in brackets',
    content: lines(
      '"HIOKI 8430","Ver 1.3"',
      '"File name","AUTO0001.CSV"',
      '"Trigger time","\'26-01-13 08:15:00"',
      '"Interval","100ms"',
      '"Date and time","CH1-1[bar]","CH1-2[C]"',
      '"\'26-01-13 08:15:00.0",+1.01500E+02,+4.11000E+01',
      '"\'26-01-13 08:15:00.1",+1.02250E+02,+4.11000E+01',
      '"\'26-01-13 08:15:00.2",+1.03750E+02,+4.12000E+01',
    ),
    asks: ['date-order'],
    answers: { 'date-order': 'ymd' },
    truth: {
      first: '2026-01-13T08:15:00',
      seconds: [0, 0.1, 0.2],
      channels: [
        ['CH1-1', 'bar', [...p]],
        ['CH1-2', '°C', [...t]],
      ],
    },
  },
  {
    title: 'Keysight scope: x-axis, unit words, exponents, negative time',
    content: lines('x-axis,1', 'second,Volt', '-1.0000000E-03,+1.01500E+02', '+0.0000000E+00,+1.02250E+02', '+1.0000000E-03,+1.03750E+02'),
    truth: {
      first: null,
      seconds: [-0.001, 0, 0.001],
      channels: [['1', 'V', [...p]]],
      report: { headerLine: 1, unitsLine: 2, firstDataLine: 3 },
    },
  },
  {
    title: 'Fluke: reading, sample text, 12 h clock without leading zero',
    content: lines(
      'Fluke 289,S/N 12345678',
      'Reading,Sample,Start Time,Duration,Max Time,Max',
      '',
      'Time,Sample [V],Alarm',
      '1/13/2026 8:15:00 AM,101.5,0',
      '1/13/2026 12:15:01 PM,102.25,0',
      '1/13/2026 1:15:02 PM,103.75,1',
    ),
    truth: {
      first: '2026-01-13T08:15:00',
      seconds: [0, 14401, 18002],
      channels: [
        ['Sample', 'V', [...p]],
        ['Alarm', '', [0, 0, 1]],
      ],
    },
  },
  {
    title: 'PicoScope: units row in parentheses, then an empty line',
    content: lines('Time,Channel A,Channel B', '(ms),(V),(mV)', '', '0.00,101.5,41.1', '0.01,102.25,41.1', '0.02,103.75,∞'),
    truth: {
      first: null,
      seconds: [0, 0.00001, 0.00002],
      channels: [
        ['Channel A', 'V', [...p]],
        ['Channel B', 'V', [0.0411, 0.0411, NONE]],
      ],
      report: { headerLine: 1, unitsLine: 2, firstDataLine: 4 },
    },
  },
  {
    title: 'Testo: name and unit without a space, German dates',
    content: lines(
      'Datum;Zeit;Pressure[bar];Temperature[°C]',
      '03.01.2026;08:15:00;101,5;41,1',
      '03.01.2026;08:15:01;102,25;41,1',
      '03.01.2026;08:15:02;103,75;41,2',
      'Mittelwert;;102,5;41,1',
      'Max.;;103,75;41,2',
    ),
    truth: {
      first: '2026-01-03T08:15:00',
      channels: both,
      rejected: [
        [5, 'footer'],
        [6, 'footer'],
      ],
    },
  },
  {
    title: 'HOBO: plot title, quoted header with commas, zone in the name of the time column, Logged',
    content: lines(
      '"Plot Title: Press 3"',
      '"#","Date Time, GMT+01:00","Pressure, bar (LGR S/N: 123, SEN S/N: 456)","Temp, °C (LGR S/N: 123)","Stopped (LGR S/N: 123)"',
      '1,01/13/26 08:15:00 AM,101.5,41.1,',
      '2,01/13/26 08:15:01 AM,102.25,41.1,',
      '3,01/13/26 08:15:02 AM,103.75,41.2,Logged',
    ),
    truth: {
      first: '2026-01-13T08:15:00+01:00',
      channels: [
        ['Pressure, bar (LGR S/N: 123, SEN S/N: 456)', 'bar', [...p]],
        ['Temp, °C (LGR S/N: 123)', '°C', [...t]],
      ],
      zone: '+01:00',
    },
  },
  {
    title: 'CANape: time in s, names with units in brackets, blanks where a signal is slower',
    content: lines('time[s];Pressure[bar];Temperature[°C]', '0.000;101.5;41.1', '0.010;102.25;', '0.020;103.75;41.2'),
    truth: {
      first: null,
      seconds: [0, 0.01, 0.02],
      channels: [
        ['Pressure', 'bar', [...p]],
        ['Temperature', '°C', [41.1, NONE, 41.2]],
      ],
    },
  },
  {
    title: 'CANoe frames are no table of signals',
    name: 'trace.asc',
    content: lines(
      'date Sat Jan 3 08:15:00 am 2026',
      'base hex  timestamps absolute',
      'internal events logged',
      '   0.001000 1  100             Rx   d 8 01 02 03 04 05 06 07 08',
      '   0.002000 1  101             Rx   d 4 01 02 03 04',
      '   0.003000 1  100             Rx   d 8 01 02 03 04 05 06 07 09',
    ),
    refused: { code: 'import-not-understood', says: /CAN/ },
  },
  {
    title: 'LabVIEW spreadsheet: header-less tab table without a time',
    content: lines('101.500\t41.100', '102.250\t41.100', '103.750\t41.200'),
    asks: ['layout', 'sample-interval', 'channel', 'start-time'],
    answers: {
      layout: 'channel-per-column',
      'sample-interval': 0.5,
      channel: [
        { name: 'Pressure', unit: 'bar' },
        { name: 'Temperature', unit: '°C' },
      ],
      'start-time': '2026-01-03T08:15:00',
    },
    truth: { first: '2026-01-03T08:15:00', seconds: [0, 0.5, 1], channels: both },
  },
]);
