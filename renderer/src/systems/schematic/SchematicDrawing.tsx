import { useId } from 'react';
import classes from './Schematic.module.css';
import { SchematicSensor } from './SchematicSensor.tsx';
import { SchematicSymbol } from './SchematicSymbol.tsx';
import type { SchematicContent } from './schematic-content.ts';
import { layoutSchematic } from './schematic-layout.ts';
import type { SchematicLine } from './schematic-lines.ts';

/** The circuit as SVG in its own size: a smaller screen scrolls it, so that words stay readable and targets large enough. */
export function SchematicDrawing({ content }: { content: SchematicContent }) {
  const { label, components, channels, wordsOf, sensorOf } = content;
  const hatchId = useId();
  const drawing = layoutSchematic(components, channels);
  const { width, height } = drawing;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard (WCAG 2.1.1)
    <section className={classes.frame} tabIndex={0} aria-label={label}>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: the section has the name; a title here would be the tooltip of every line */}
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} className={classes.drawing}>
        <defs>
          <pattern id={hatchId} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M0 0v6" className={classes.hatch} />
          </pattern>
        </defs>
        <g aria-hidden>
          {drawing.lines.map((line) => (
            <Line key={line.points.join(' ')} line={line} />
          ))}
          {drawing.junctions.map(({ x, y }) => (
            <circle key={`${x} ${y}`} cx={x} cy={y} r={3} className={classes.junction} />
          ))}
        </g>
        {drawing.symbols.map((symbol) => (
          <SchematicSymbol key={symbol.component.id} symbol={symbol} words={wordsOf(symbol.component)} hatchId={hatchId} />
        ))}
        {drawing.sensors.map((sensor) => (
          <SchematicSensor key={sensor.channel.id} box={sensor.box} words={sensorOf(sensor.channel)} />
        ))}
      </svg>
    </section>
  );
}

function Line({ line: { kind, points } }: { line: SchematicLine }) {
  const path = `M${points.map(([x, y]) => `${x} ${y}`).join('L')}`;
  if (kind === 'working') return <path d={path} className={classes.line} />;
  return (
    <>
      <path d={path} className={classes.shaft} />
      <path d={path} className={classes.shaftCore} />
    </>
  );
}
