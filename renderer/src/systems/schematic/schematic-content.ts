import type { LinkProps } from '@tanstack/react-router';
import type { Grade } from '../../../../server/diagnostics/outlooks/component-grade.schema.ts';
import type { SchematicChannel, SchematicComponent } from './sensor-place.ts';

export interface SymbolWords {
  readonly state: Grade;
  readonly title: string;
  readonly description: string;
  readonly link: LinkProps;
}
export interface SensorWords {
  readonly letter: string;
  readonly name: string;
  readonly value: string;
  readonly title: string;
  readonly isFaulty: boolean;
  readonly link: LinkProps;
}
export interface SchematicContent {
  readonly label: string;
  readonly components: readonly SchematicComponent[];
  readonly channels: readonly SchematicChannel[];
  wordsOf(component: SchematicComponent): SymbolWords;
  sensorOf(channel: SchematicChannel): SensorWords;
}
