import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import classes from './Schematic.module.css';
import type { Box } from './schematic-box.ts';
import type { SensorWords } from './schematic-content.ts';

const radius = 8;

/** A measuring point: circle with the letter of its quantity, name and newest value; leads to its curve. */
export function SchematicSensor({ box, words }: { box: Box; words: SensorWords }) {
  const id = useId();
  const middle = box.y + box.height / 2;
  return (
    <g>
      <g aria-hidden>
        <circle cx={box.x + radius + 1} cy={middle} r={radius} className={words.isFaulty ? classes.bubbleFault : classes.bubble} />
        <text x={box.x + radius + 1} y={middle + 3} className={classes.bubbleText}>
          {words.letter}
        </text>
      </g>
      <Link {...words.link} className={classes.link} aria-labelledby={id} data-sensor={words.name}>
        <title id={id}>{words.title}</title>
        <text x={box.x + 2 * radius + 5} y={middle + 4} className={classes.value}>
          <tspan className={classes.sensorName}>{words.name}</tspan> {words.value}
        </text>
        <rect {...box} rx={3} className={classes.hit} />
      </Link>
    </g>
  );
}
