import { afterAll } from 'vitest';
import { fixture } from '../import.fixture.ts';
import { corpus, lines } from './corpus.fixture.ts';

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

corpus('archives, databases and texts that are no tables', place, [
  {
    title: 'zenon archive: variable, value, status in hexadecimal, epoch',
    content: lines(
      'VARIABLE;VALUE;STATUS;TIMESTAMP',
      'p [bar];101.5;0x00020000;1774274710',
      'q [l/min];33.2;0x00020000;1774274710',
      'p [bar];102.25;0x00020000;1774274711',
      'q [l/min];33.1;0x00020000;1774274711',
      'p [bar];103.75;0x00020000;1774274712',
      'q [l/min];33.3;0x00020000;1774274712',
    ),
    truth: {
      first: `${first}Z`,
      seconds: [0, 1, 2],
      channels: [
        ['p [bar]', 'bar', [...p]],
        ['q [l/min]', 'l/min', [...q]],
      ],
      report: { layout: 'long' },
    },
  },
  {
    title: 'OPC logger: quality in words with its number',
    content: lines(
      'Tag,Timestamp (UTC),Value,Quality',
      'p [bar],2026-03-23 14:05:10.000,101.5,Good (192)',
      'q [l/min],2026-03-23 14:05:10.000,33.2,Good (192)',
      'p [bar],2026-03-23 14:05:11.000,0,Bad [Comm Failure] (24)',
      'q [l/min],2026-03-23 14:05:11.000,33.1,Good (192)',
      'p [bar],2026-03-23 14:05:12.000,103.75,Good (192)',
      'q [l/min],2026-03-23 14:05:12.000,33.3,Good (192)',
    ),
    truth: {
      first: `${first}Z`,
      seconds: [0, 2],
      channels: [
        ['p [bar]', 'bar', [101.5, 103.75]],
        ['q [l/min]', 'l/min', [...q]],
      ],
      rejected: [[4, 'invalid-value']],
      report: { layout: 'long' },
    },
  },
  {
    title: 'Kepware: underscored names, quality 192 and 0',
    content: lines(
      '"_NAME","_VALUE","_TIMESTAMP","_QUALITY"',
      '"p [bar]","101.5","2026-03-23 14:05:10.000","192"',
      '"p [bar]","102.25","2026-03-23 14:05:11.000","192"',
      '"p [bar]","0","2026-03-23 14:05:11.500","0"',
      '"p [bar]","103.75","2026-03-23 14:05:12.000","192"',
    ),
    truth: {
      first,
      seconds: [0, 1, 2],
      channels: [['p [bar]', 'bar', [...p]]],
      rejected: [[4, 'invalid-value']],
      report: { layout: 'long' },
    },
  },
  {
    title: 'pandas saved twice: two columns that count',
    content: lines(
      ',Unnamed: 0,timestamp,p [bar],q [l/min]',
      '0,0,2026-03-23 14:05:10,101.5,33.2',
      '1,1,2026-03-23 14:05:11,102.25,33.1',
      '2,2,2026-03-23 14:05:12,103.75,33.3',
    ),
    truth: { first, seconds: [0, 1, 2], channels: both('p', 'q'), notes: /Unnamed: 0/ },
  },
  {
    title: 'psql: strokes and plus, count of rows at the end',
    content: lines(
      '         ts          | p_bar  | q_l_min ',
      '---------------------+--------+---------',
      ' 2026-03-23 14:05:10 |  101.5 |    33.2',
      ' 2026-03-23 14:05:11 | 102.25 |    33.1',
      ' 2026-03-23 14:05:12 | 103.75 |    33.3',
      '(3 rows)',
    ),
    truth: { first, seconds: [0, 1, 2], channels: both('p_bar', 'q_l_min'), rejected: [[6, 'footer']] },
  },
  {
    title: 'mysql: a frame of strokes',
    content: lines(
      '+---------------------+--------+---------+',
      '| ts                  | p_bar  | q_l_min |',
      '+---------------------+--------+---------+',
      '| 2026-03-23 14:05:10 |  101.5 |    33.2 |',
      '| 2026-03-23 14:05:11 | 102.25 |    33.1 |',
      '| 2026-03-23 14:05:12 | 103.75 |    33.3 |',
      '+---------------------+--------+---------+',
      '3 rows in set (0.00 sec)',
    ),
    truth: {
      first,
      seconds: [0, 1, 2],
      channels: both('p_bar', 'q_l_min'),
      rejected: [
        [7, 'repeated-header'],
        [8, 'footer'],
      ],
    },
  },
  {
    title: 'SQL statements are no table',
    content: lines(
      'CREATE TABLE log (ts timestamp, p double precision);',
      "INSERT INTO log VALUES ('2026-03-23 14:05:10',101.5,33.2);",
      "INSERT INTO log VALUES ('2026-03-23 14:05:11',102.25,33.1);",
      "INSERT INTO log VALUES ('2026-03-23 14:05:12',103.75,33.3);",
    ),
    refused: { code: 'import-not-understood', says: /SQL/ },
  },
  {
    title: 'Italian: data and ora in two columns',
    content: lines(
      'Data;Ora;Pressione pompa [bar];Portata [l/min]',
      '23/03/2026;14:05:10;101,5;33,2',
      '23/03/2026;14:05:11;102,25;33,1',
      '23/03/2026;14:05:12;103,75;33,3',
    ),
    truth: { first, seconds: [0, 1, 2], channels: both('Pressione pompa', 'Portata') },
  },
  {
    title: 'Spanish: start and interval as facts, samples counted',
    content: lines(
      'Equipo: Registrador 7',
      'Fecha de inicio: 23/03/2026',
      'Hora de inicio: 14:05:10',
      'Intervalo: 500 ms',
      'Muestra;Presión [bar];Caudal [l/min]',
      '1;101,5;33,2',
      '2;102,25;33,1',
      '3;103,75;33,3',
    ),
    truth: { first, seconds: [0, 0.5, 1], channels: both('Presión', 'Caudal') },
  },
  {
    title: 'Italian: inizio and frequenza, samples counted',
    content: lines(
      'Inizio acquisizione: 23/03/2026 14:05:10',
      'Frequenza di campionamento: 2 Hz',
      'Campione;Pressione [bar];Portata [l/min]',
      '1;101,5;33,2',
      '2;102,25;33,1',
      '3;103,75;33,3',
    ),
    truth: { first, seconds: [0, 0.5, 1], channels: both('Pressione', 'Portata') },
  },
  {
    title: 'NMEA-like sentences are refused in words',
    content: lines(
      '$PHYD,140510.00,A,101.5,B,33.2,C*5A',
      '$PHYD,140511.00,A,102.25,B,33.1,C*5B',
      '$GPRMC,140511.00,A,4807.038,N,01131.000,E,0,0,230326,,*6A',
      '$PHYD,140512.00,A,103.75,B,33.3,C*5C',
    ),
    refused: { code: 'import-not-understood', says: /NMEA|sentences/ },
  },
  {
    title: 'candump frames are refused in words',
    content: lines(
      '(1774274710.000123) can0 18FEF100#FFFFFFFF00000000',
      '(1774274710.010125) can0 18FEF200#0011223344556677',
      '(1774274710.020127) can0 18FEF100#FFFFFFFF00000001',
    ),
    refused: { code: 'import-not-understood', says: /CAN/ },
  },
  {
    title: 'PCAN traces are refused in words',
    content: lines(
      ';$FILEVERSION=1.1',
      ';$STARTTIME=46104.5869',
      ';   Start time: 23.03.2026 14:05:10.000.0',
      ';---+--   ----+----  --+--  ----+---  +  -+ -- -- -- -- -- -- --',
      '     1)         1.1  Rx     18FEF100  8  FF FF FF FF 00 00 00 00',
      '     2)        11.3  Rx     18FEF200  8  00 11 22 33 44 55 66 77',
      '     3)        21.1  Rx     18FEF100  8  FF FF FF FF 00 00 00 01',
    ),
    refused: { code: 'import-not-understood', says: /CAN/ },
  },
  {
    title: 'InfluxDB line protocol is refused in words',
    content: lines(
      'hydraulics,unit=press3 p=101.5,q=33.2 1774274710000000000',
      'hydraulics,unit=press3 p=102.25,q=33.1 1774274711000000000',
      'hydraulics,unit=press3 p=103.75,q=33.3 1774274712000000000',
    ),
    refused: { code: 'import-not-understood', says: /line protocol/ },
  },
]);
