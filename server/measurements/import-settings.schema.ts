import { type Static, Type } from 'typebox';
import { orNull } from '../platform/http/page.schema.ts';
import { ChannelSuggestion } from './mappings/mapping.schema.ts';

/** With the recipe, all that is needed to read the same files the same way again, and to keep it as a template. */
export const ImportSettings = Type.Object(
  {
    answers: Type.Record(Type.String(), Type.Unknown(), { description: 'of the template and of the person' }),
    siteZone: Type.String({ description: 'zone of the site when the files were read' }),
    builtIn: orNull(Type.String({ description: 'template of the product that was asked for by name' })),
    mapping: Type.Array(ChannelSuggestion, { description: 'what each channel was taken for, and why' }),
  },
  { $id: 'ImportSettings', additionalProperties: false },
);
export type ImportSettings = Static<typeof ImportSettings>;
