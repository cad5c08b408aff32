/** What the plant found out about one fault of one system. */
export interface PlantExperience {
  readonly confirmed: number;
  readonly refuted: number;
}

/** Prior probability of any one fault before evidence, and the number of observations it counts as: 1 in 20. */
const priorShare = 0.05;
const priorWeight = 20;

/**
 * Log-odds of a fault before evidence: a beta prior of 1 in 20 updated by what the plant confirmed and refuted (Laplace's rule). Without
 * decisions it is the same for all faults: this engine knows no failure statistics of the plant. Twenty observations move it slowly, so that
 * one wrong decision cannot hide a fault.
 */
export function priorLogOdds({ confirmed, refuted }: PlantExperience = { confirmed: 0, refuted: 0 }): number {
  const share = (priorShare * priorWeight + confirmed) / (priorWeight + confirmed + refuted);
  return Math.log(share / (1 - share));
}
