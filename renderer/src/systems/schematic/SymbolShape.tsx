import { useTranslation } from 'react-i18next';
import { isVariablePump } from './pump-type.ts';
import classes from './Schematic.module.css';
import { portX } from './schematic-lines.ts';
import type { SchematicComponent } from './sensor-place.ts';

/** Our own geometry after the rules of ISO 1219-1, around the middle of the symbol's box; lengths in px. */
export function SymbolShape({ component }: { component: SchematicComponent }) {
  const Shape = shapes[component.kind as keyof typeof shapes] ?? LabelledBox;
  return <Shape component={component} />;
}

interface ShapeProps {
  component: SchematicComponent;
}
const ink = classes.ink;

/** Energy leaves a pump: its triangle points outwards (ISO 1219-1); the arrow across says that the displacement can be set. */
function Pump({ component }: ShapeProps) {
  return (
    <>
      <circle r={26} className={classes.body} />
      <path d="M0-26l8 14h-16z" className={classes.solid} />
      {isVariablePump(component.nameplate) && <path d="M-25 25L25-25M25-25l-9 3M25-25l-3 9" className={ink} />}
    </>
  );
}

function HydraulicMotor() {
  return (
    <>
      <circle r={26} className={classes.body} />
      <path d="M0 10l8 14h-16z" className={classes.solid} />
      <path d={`M${-portX} 24v2M${portX} 24v2`} className={ink} />
    </>
  );
}

function ElectricMotor() {
  return (
    <>
      <circle r={26} className={classes.body} />
      <path d="M-8 9v-18l8 12 8-12v18" className={ink} />
    </>
  );
}

/** Normally closed, held by a spring, opened by the pressure before it (dashed pilot line). */
function ReliefValve() {
  return (
    <>
      <rect x={-17} y={-17} width={34} height={34} className={classes.body} />
      <path d="M0-26v9M0 17v9M6-17v34M6 17l-4-9M6 17l4-9" className={ink} />
      <path d="M17 0l2-5 3 10 3-10 1 5" className={ink} />
      <path d="M0-22h-24v22h7" className={classes.pilot} />
    </>
  );
}

function Filter() {
  return (
    <>
      <path d="M0-26l26 26-26 26-26-26z" className={classes.body} />
      <path d="M0-26v52" className={classes.pilot} />
    </>
  );
}

/** The arrows carry heat away from the oil. */
function Cooler() {
  return (
    <>
      <path d="M0-26l26 26-26 26-26-26z" className={classes.body} />
      <path d="M-26 0h52" className={ink} />
      <path d="M0-4v-12M0 4v12" className={ink} />
      <path d="M0-22l4 8h-8zM0 22l4-8h-8z" className={classes.solid} />
    </>
  );
}

/** Gas above (hollow triangle), oil below. */
function Accumulator() {
  return (
    <>
      <rect x={-15} y={-27} width={30} height={54} rx={15} className={classes.body} />
      <path d="M-15 0h30M-6-16h12l-6 10z" className={ink} />
    </>
  );
}

/** Three positions, the middle one closed. */
function DirectionalValve() {
  return (
    <>
      <rect x={-45} y={-17} width={90} height={34} className={classes.body} />
      <path d="M-15-17v34M15-17v34" className={ink} />
      <path d={`M${-portX}-17v7M${-portX} 17v-7M${portX}-17v7M${portX} 17v-7`} className={ink} />
      <path d={`M${-portX - 4}-10h8M${-portX - 4} 10h8M${portX - 4}-10h8M${portX - 4} 10h8`} className={ink} />
      <path d="M-38 17v-34M-38-17l-3 7M-38-17l3 7M-22-17v34M-22 17l-3-7M-22 17l3-7" className={ink} />
      <path d="M22 17L38-17M38-17l-6 5M38-17v8M38 17L22-17M38 17l-6-5M38 17v-8" className={ink} />
    </>
  );
}

function Cylinder() {
  return (
    <>
      <rect x={-45} y={-17} width={68} height={34} className={classes.body} />
      <path d="M-3-17v34M3-17v34M3-4h42v8h-42" className={ink} />
    </>
  );
}

function CheckValve() {
  return (
    <>
      <rect x={-15} y={-18} width={30} height={36} className={classes.area} />
      <circle cy={-4} r={7} className={classes.body} />
      <path d="M0-18v7M-11-4l11 12 11-12M0 8v10" className={ink} />
    </>
  );
}

/** Open to the air: no lid. */
function Reservoir() {
  return (
    <>
      <rect x={-36} y={6} width={72} height={18} className={classes.area} />
      <path d="M-36 6v18h72v-18" className={ink} />
    </>
  );
}

function LabelledBox({ component }: ShapeProps) {
  const { t } = useTranslation();
  return (
    <>
      <rect x={-42} y={-20} width={84} height={40} className={classes.body} />
      <text y={4} className={classes.boxText}>
        {t(`kind.${component.kind}`)}
      </text>
    </>
  );
}

const shapes = {
  pump: Pump,
  motor: ElectricMotor,
  'hydraulic-motor': HydraulicMotor,
  'relief-valve': ReliefValve,
  filter: Filter,
  cooler: Cooler,
  accumulator: Accumulator,
  'directional-valve': DirectionalValve,
  cylinder: Cylinder,
  'check-valve': CheckValve,
  reservoir: Reservoir,
} as const;
