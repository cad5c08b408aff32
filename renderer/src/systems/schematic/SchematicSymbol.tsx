import { Link } from '@tanstack/react-router';
import { type CSSProperties, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { labelLines } from './label-line.ts';
import classes from './Schematic.module.css';
import { SymbolShape } from './SymbolShape.tsx';
import type { Box } from './schematic-box.ts';
import type { SymbolWords } from './schematic-content.ts';
import type { PlacedSymbol } from './schematic-layout.ts';

/** Width of a letter of the label, on average. */
const letterWidth = 6.6;
const stateLabels = { warning: 'state.warning', alarm: 'state.alarm' } as const;

interface SymbolProps {
  symbol: PlacedSymbol;
  words: SymbolWords;
  hatchId: string;
}

/**
 * A component that leads to what is known of it; colour, outline, shape and word change together. The visible words stand beside the link,
 * whose accessible name begins with them unbroken (WCAG 2.5.3).
 */
export function SchematicSymbol({ symbol: { component, box, label }, words, hatchId }: SymbolProps) {
  const id = useId();
  const { state, title, description, link } = words;
  const lines = labelLines(component.name, Math.floor(label.width / letterWidth));
  const hit = around(box, { ...label, height: (lines.length + (state in stateLabels ? 1 : 0)) * 15 + 4 });
  const hatched = state === 'unknown' ? ({ '--area': `url(#${hatchId})` } as CSSProperties) : undefined;
  const [middleX, middleY] = [box.x + box.width / 2, box.y + box.height / 2];
  return (
    <g className={`${classes.symbol} ${classes[state] ?? ''}`}>
      <g aria-hidden>
        <g transform={`translate(${middleX} ${middleY})`} style={hatched}>
          <SymbolShape component={component} />
        </g>
        {lines.map((line, i) => (
          <text key={line} x={label.x} y={label.y + 13 + i * 15} className={classes.name}>
            {line}
          </text>
        ))}
        {(state === 'warning' || state === 'alarm') && <StateLine state={state} x={label.x} y={label.y + lines.length * 15} />}
      </g>
      <Link {...link} className={classes.link} aria-labelledby={`${id}t`} aria-describedby={`${id}d`} data-state={state}>
        <title id={`${id}t`}>{title}</title>
        <desc id={`${id}d`}>{description}</desc>
        <rect {...hit} rx={3} className={classes.hit} />
      </Link>
    </g>
  );
}

/** Triangle for a warning, octagon for an alarm, as everywhere in the product. */
function StateLine({ state, x, y }: { state: 'warning' | 'alarm'; x: number; y: number }) {
  const { t } = useTranslation();
  const shape = state === 'alarm' ? 'M4 0h5l4 4v5l-4 4h-5l-4-4v-5z' : 'M6.500 0l6.500 13h-13z';
  return (
    <>
      <path d={shape} transform={`translate(${x} ${y + 2})`} className={classes.solid} />
      <text x={x + 18} y={y + 13} className={classes.stateWord}>
        {t(stateLabels[state])}
      </text>
    </>
  );
}

/** The smallest box that holds both. */
function around(a: Box, b: Box): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return { x, y, width: Math.max(a.x + a.width, b.x + b.width) - x, height: Math.max(a.y + a.height, b.y + b.height) - y };
}
