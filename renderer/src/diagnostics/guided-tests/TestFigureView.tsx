import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TestFigure } from '../../../../server/diagnostics/guided-tests/guided-test.schema.ts';
import { TextLink } from '../../components/TextLink.tsx';
import { useFormat } from '../../platform/use-format.ts';
import { type Scale, scaleOf, valuesOf } from './figure-scale.ts';
import classes from './TestFigureView.module.css';
import { useSentence } from './use-sentence.ts';

const width = 640;
const height = 300;
const box = { left: 56, right: 12, top: 10, bottom: 44 };

/** Points and lines of a test; a point leads to the stretch it was read from. */
export function TestFigureView({ figure, recordingId }: { figure: TestFigure; recordingId: string }) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const values = valuesOf(figure);
  const x = scaleOf(values.x, [box.left, width - box.right], 8);
  const y = scaleOf(values.y, [height - box.bottom, box.top], 5);
  const label = t('guided.figureValues', { title: sentence(figure.title), count: figure.points.length });
  return (
    <figure style={{ margin: 0 }} aria-label={label}>
      <figcaption>
        <Text size="sm" fw={600}>
          {sentence(figure.title)}
        </Text>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} className={classes.frame}>
        <title>{sentence(figure.title)}</title>
        <Axes figure={figure} x={x} y={y} />
        {figure.lines.map((line) => (
          <path key={line.name.en} d={pathOf(line, x, y)} className={`${classes.line} ${classes[line.kind]}`} />
        ))}
        {figure.points.map((point, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: points of a stored result never change places
          <Point key={index} point={point} at={{ x, y }} recordingId={recordingId} />
        ))}
      </svg>
      <Legend figure={figure} />
    </figure>
  );
}

function pathOf(line: TestFigure['lines'][number], x: Scale, y: Scale): string {
  return line.x.map((value, i) => `${i === 0 ? 'M' : 'L'}${x.at(value).toFixed(1)} ${y.at(line.y[i] ?? 0).toFixed(1)}`).join('');
}

function Axes({ figure, x, y }: { figure: TestFigure; x: Scale; y: Scale }) {
  const format = useFormat();
  const sentence = useSentence();
  const bottom = height - box.bottom;
  return (
    <g className={classes.axis}>
      {y.ticks.map((tick) => (
        <g key={tick}>
          <line x1={box.left} x2={width - box.right} y1={y.at(tick)} y2={y.at(tick)} />
          <text x={box.left - 6} y={y.at(tick) + 4} textAnchor="end">
            {format.number(tick)}
          </text>
        </g>
      ))}
      {x.ticks.map((tick) => (
        <text key={tick} x={x.at(tick)} y={bottom + 16} textAnchor="middle">
          {format.number(tick)}
        </text>
      ))}
      <text x={(box.left + width - box.right) / 2} y={height - 8} textAnchor="middle">
        {sentence(figure.xLabel)}
      </text>
      <text transform={`translate(14 ${(box.top + bottom) / 2}) rotate(-90)`} textAnchor="middle">
        {sentence(figure.yLabel)}
      </text>
    </g>
  );
}

interface PointProps {
  point: TestFigure['points'][number];
  at: { x: Scale; y: Scale };
  recordingId: string;
}

function Point({ point, at, recordingId }: PointProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { evidence } = point;
  const numbers = `${format.number(point.x)} / ${format.measured(point.y, point.yUncertainty, '')}`;
  const range = evidence && { channel: evidence.channel, from: format.number(evidence.fromS), to: format.number(evidence.toS) };
  const words = [numbers, !point.isUsed && t('guided.phaseUnused'), range && t('diagnosis.openPlot', range)].filter(Boolean).join(' · ');
  const mark = <PointMark point={point} at={at} words={words} />;
  if (!evidence) return <g>{mark}</g>;
  return (
    <TextLink
      to="/recordings/$recordingId"
      params={{ recordingId }}
      search={{ tab: 'plot', from: evidence.fromS, to: evidence.toS, channel: evidence.channel }}
    >
      {mark}
    </TextLink>
  );
}

function PointMark({ point, at, words }: Pick<PointProps, 'point' | 'at'> & { words: string }) {
  const [cx, cy] = [at.x.at(point.x), at.y.at(point.y)];
  const reach = point.yUncertainty ?? 0;
  return (
    <>
      <title>{words}</title>
      <line x1={cx} x2={cx} y1={at.y.at(point.y - reach)} y2={at.y.at(point.y + reach)} className={classes.spread} />
      {/* A target of 24 px around the point (WCAG 2.2 2.5.8). */}
      <circle cx={cx} cy={cy} r={12} fill="transparent" />
      <circle cx={cx} cy={cy} r={5} className={point.isUsed ? classes.point : classes.hollow} />
    </>
  );
}

function Legend({ figure }: { figure: TestFigure }) {
  const sentence = useSentence();
  return (
    <Group gap="md">
      {figure.lines.map(({ name, kind }) => (
        <Group key={name.en} gap={6} wrap="nowrap">
          <svg width={26} height={8} aria-hidden>
            <line x1={0} x2={26} y1={4} y2={4} className={`${classes.line} ${classes[kind]}`} />
          </svg>
          <Text size="xs">{sentence(name)}</Text>
        </Group>
      ))}
    </Group>
  );
}
