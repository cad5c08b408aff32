import { afterAll } from 'vitest';
import { fixture } from '../import.fixture.ts';
import { corpus, lines } from './corpus.fixture.ts';

const place = fixture();
afterAll(() => place.remove());

const p = [101.5, 102.25, 103.75] as const;
const t = [41.1, 41.1, 41.2] as const;
const first = '2026-01-03T08:15:00';
const rows = ['2026-01-03 08:15:00;101.5;41.1', '2026-01-03 08:15:01;102.25;41.1', '2026-01-03 08:15:02;103.75;41.2'] as const;
const named = (a: string, b: string) =>
  [
    [a, 'bar', [...p]],
    [b, '°C', [...t]],
  ] as const;

corpus('headers', place, [
  { title: 'units in parentheses', content: lines('time;p (bar);T (°C)', ...rows), truth: { first, channels: named('p', 'T') } },
  { title: 'units behind a slash', content: lines('time;p / bar;T/°C', ...rows), truth: { first, channels: named('p', 'T') } },
  {
    title: 'units behind an underscore',
    content: lines('time;pump_bar;oil_degC', ...rows),
    truth: { first, channels: named('pump_bar', 'oil_degC') },
  },
  {
    title: 'units behind a space',
    content: lines('time;Pump bar;Oil temp degC', ...rows),
    truth: { first, channels: named('Pump bar', 'Oil temp degC') },
  },
  {
    title: 'units after in',
    content: lines('Zeit;Druck in bar;Temperatur in °C', ...rows),
    truth: { first, channels: named('Druck', 'Temperatur') },
  },
  {
    title: 'units above the names',
    content: lines(';bar;°C', 'time;p;T', ...rows),
    truth: { first, channels: named('p', 'T'), report: { headerLine: 2, unitsLine: 1, firstDataLine: 3 } },
  },
  {
    title: 'bare channel numbers that lines above explain',
    content: lines('Logger 7', 'Kanal 1: Druck Pumpe [bar]', 'Kanal 2: Öl, °C', '', 'Zeit;Kanal 1;Kanal 2', ...rows),
    truth: { first, channels: named('Kanal 1', 'Kanal 2'), notes: /say what "Kanal 1" is: Druck Pumpe \[bar\]/ },
  },
  {
    title: 'a list of channels in columns of its own',
    content: lines('# CH1;Pump pressure;bar;0..400', '# CH2;Oil temperature;°C;-20..120', 'time;CH1;CH2', ...rows),
    truth: { first, channels: named('CH1', 'CH2') },
  },
  {
    title: 'units alone above the header',
    content: lines('CH1 = bar', 'CH2 = °C', 'time;CH1;CH2', ...rows),
    truth: { first, channels: named('CH1', 'CH2') },
  },
  {
    title: 'values of a test above the header, which are no legend',
    content: lines('CH1: 250 bar', 'CH2: off', 'time;CH1;CH2', ...rows),
    asks: ['unit'],
    answers: { unit: { CH1: 'bar', CH2: '°C' } },
    truth: { first, channels: named('CH1', 'CH2') },
  },
  {
    title: 'labelled rows: name, unit, range, type',
    content: lines('Name;Pumpe;Öl', 'Einheit;bar;°C', 'Messbereich;0..400;-20..120', 'Typ;REAL;REAL', ...rows),
    truth: { first, channels: named('Pumpe', 'Öl') },
  },
  {
    title: 'ranges as numbers in a row',
    content: lines('time;p [bar];T [°C]', 'Range;400;120', ...rows),
    truth: { first, channels: named('p', 'T'), report: { firstDataLine: 3 } },
  },
  {
    title: 'sensor numbers above the names',
    content: lines('Sensor;SN1001;SN1002', 'time;p [bar];T [°C]', ...rows),
    truth: { first, channels: named('p', 'T'), report: { headerLine: 2 } },
  },
  {
    title: 'a group above names that repeat',
    content: lines(
      ';Pump A;Pump B',
      'time;Druck [bar];Druck [bar]',
      '2026-01-03 08:15:00;101.5;41.1',
      '2026-01-03 08:15:01;102.25;41.1',
      '2026-01-03 08:15:02;103.75;41.2',
    ),
    truth: {
      first,
      channels: [
        ['Pump A Druck', 'bar', [...p]],
        ['Pump B Druck', 'bar', [...t]],
      ],
    },
  },
  {
    title: 'names twice',
    content: lines('time;p [bar];p [bar]', ...rows),
    truth: {
      first,
      channels: [
        ['p', 'bar', [...p]],
        ['p (column 3)', 'bar', [...t]],
      ],
    },
  },
  {
    title: 'a blank name is asked for its unit',
    content: lines('time;p [bar];', ...rows),
    asks: ['unit'],
    answers: { unit: { 'column 3': '°C' } },
    truth: { first, channels: named('p', 'column 3') },
  },
  {
    title: 'delimiters in quoted names',
    content: lines('time;"Druck; Pumpe [bar]";"T [°C]"', ...rows),
    truth: { first, channels: named('Druck; Pumpe', 'T') },
  },
  {
    title: 'line ends in quoted names',
    content: lines('time;"Druck', 'Pumpe [bar]";"T [°C]"', ...rows),
    truth: { first, channels: named('Druck Pumpe', 'T'), report: { headerLine: 1, firstDataLine: 3 } },
  },
  {
    title: 'empty columns before the table',
    content: lines(';;time;p [bar];T [°C]', ...rows.map((row) => `;;${row}`)),
    truth: { first, channels: named('p', 'T') },
  },
  {
    title: 'comments with semicolons',
    content: lines('; logger 4', '; job;night', 'time;p [bar];T [°C]', ...rows),
    truth: { first, channels: named('p', 'T'), report: { metadataLines: 2 } },
  },
  { title: 'comments with %', content: lines('% logger 4', '% time;p [bar];T [°C]', ...rows), truth: { first, channels: named('p', 'T') } },
  {
    title: 'comments with // and *',
    content: lines('// logger 4', '* job night, 3 rows', 'time;p [bar];T [°C]', ...rows),
    truth: { first, channels: named('p', 'T') },
  },
  { title: 'a header behind #', content: lines('#time;p [bar];T [°C]', ...rows), truth: { first, channels: named('p', 'T') } },
  {
    title: 'sections in brackets',
    content: lines('[Header]', 'Device=Logger 4', 'Channels=2', '[Data]', 'time;p [bar];T [°C]', ...rows),
    truth: { first, channels: named('p', 'T'), report: { headerLine: 5 } },
  },
  {
    title: 'lines like XML before the table',
    content: lines('<logger version="2">', '<device>HMG</device>', 'time;p [bar];T [°C]', ...rows),
    truth: { first, channels: named('p', 'T') },
  },
  {
    title: 'key;value lines as wide as the table',
    content: lines('Gerät;HMG;4000', 'Prüfer;M. Weiß;Halle 3', 'time;p [bar];T [°C]', ...rows),
    truth: { first, channels: named('p', 'T'), report: { metadataLines: 2, headerLine: 3 } },
  },
  {
    title: 'strokes between header and rows',
    content: lines('time;p [bar];T [°C]', '----;-------;------', ...rows),
    truth: { first, channels: named('p', 'T') },
  },
  {
    title: 'French names with accents',
    content: lines('Horodatage;Pression pompe (bar);Température huile (°C)', ...rows),
    truth: { first, channels: named('Pression pompe', 'Température huile') },
  },
  {
    title: 'a text column that never changes is reported, not imported',
    content: lines('time;p [bar];T [°C];serial', ...rows.map((row) => `${row};SN-4711`)),
    truth: { first, channels: named('p', 'T'), notes: /serial.*SN-4711/ },
  },
  {
    title: 'EIN and AUS are a status',
    content: lines('time;p [bar];T [°C];Pumpe', `${rows[0]};EIN`, `${rows[1]};AUS`, `${rows[2]};EIN`),
    truth: { first, channels: [...named('p', 'T'), ['Pumpe', '', [1, 0, 1]]], notes: /Pumpe.*EIN = 1.*AUS = 0/ },
  },
  {
    title: 'TRUE and FALSE are a status',
    content: lines('time;p [bar];T [°C];run', `${rows[0]};TRUE`, `${rows[1]};false`, `${rows[2]};`),
    truth: { first, channels: [...named('p', 'T'), ['run', '', [1, 0, Number.NaN]]] },
  },
  {
    title: 'remarks are reported, not imported',
    content: lines('time;p [bar];T [°C];remark', `${rows[0]};`, `${rows[1]};valve opened`, `${rows[2]};`),
    truth: { first, channels: named('p', 'T'), notes: /remark/ },
  },
  {
    title: 'no header at all',
    content: lines(...rows),
    asks: ['channel', 'unit'],
    answers: { channel: ['p', 'T'], unit: { p: 'bar', T: '°C' } },
    truth: { first, channels: named('p', 'T'), report: { headerLine: null, firstDataLine: 1, metadataLines: 0 } },
  },
  {
    title: 'a comment and no header',
    content: lines('# logger 4', ...rows),
    asks: ['channel', 'unit'],
    answers: {
      channel: [
        { name: 'p', unit: 'bar' },
        { name: 'T', unit: '°C' },
      ],
    },
    truth: { first, channels: named('p', 'T'), report: { headerLine: null, firstDataLine: 2, metadataLines: 1 } },
  },
  {
    title: 'absolute and gauge pressure in words behind the name',
    content: lines('time;p1 bar(a);p2 (barg)', ...rows),
    truth: {
      first,
      channels: [
        ['p1', 'bar abs', [...p]],
        ['p2', 'bar', [...t]],
      ],
    },
  },
  {
    title: 'an alarm now and then is a remark',
    content: lines('time;p [bar];T [°C];alarm', `${rows[0]};`, `${rows[1]};HIGH`, `${rows[2]};`),
    truth: { first, channels: named('p', 'T'), notes: /alarm.*HIGH/ },
  },
  {
    title: 'codes in hexadecimal are words',
    content: lines('time;p [bar];T [°C];code', `${rows[0]};0x00`, `${rows[1]};0x1F`, `${rows[2]};0x20`),
    truth: { first, channels: named('p', 'T'), notes: /code.*0x1F/ },
  },
  { title: 'units only', content: lines(';bar;°C', ...rows), truth: { first, channels: named('bar', '°C'), report: { headerLine: 1 } } },
  {
    title: 'a unit nobody knows stays as written',
    content: lines('time;p [bar];x [furlong]', ...rows),
    truth: {
      first,
      channels: [
        ['p', 'bar', [...p]],
        ['x', 'furlong', [...t]],
      ],
      notes: /furlong/,
    },
  },
]);
