import { type Static, Type } from 'typebox';
import type { Endpoint } from '../platform/http/endpoint.schema.ts';
import { ById, Sha256 } from '../platform/http/page.schema.ts';
import { Job } from '../platform/jobs/job.schema.ts';

/** Result of the job: are the stored samples what the stored recipe makes of the raw files? */
export const RecipeCheck = Type.Object(
  {
    isSame: Type.Boolean(),
    storedSha256: Sha256,
    readSha256: Sha256,
    storedBy: Type.String({ description: 'importer version that wrote the stored samples' }),
    readBy: Type.String({ description: 'importer version of this check; another one may write other bytes for the same samples' }),
  },
  { $id: 'RecipeCheck', additionalProperties: false },
);
export type RecipeCheck = Static<typeof RecipeCheck>;

export const recipeCheckApi = {
  check: {
    method: 'POST',
    url: '/api/v1/recordings/:id/recipe-checks',
    permission: 'recordings:import',
    schema: {
      operationId: 'checkRecipe',
      summary: 'Read the raw files again by the stored recipe and compare with the stored samples: a job',
      tags: ['measurements'],
      params: ById,
      response: { 202: Job },
    },
  },
} as const satisfies Record<string, Endpoint>;
