/** What a report says around the votes of learned models. */
export const learnedModelEn = {
  intro:
    'Models learned from recordings that the plant labelled are one more vote beside rules and physics. They have changed neither the findings nor the verdict of this report.',
  heading: (target: string, version: number) => `${target}, version ${version}`,
  sees: 'Says',
  beside: 'Beside the rules',
  cycles: 'Cycles',
  byCycle: 'By cycle',
  origin: 'Origin',
  answer: (name: string, probability: string) => `“${name}” with a calibrated probability of ${probability}`,
  mixed: 'differs from cycle to cycle: no class speaks for the whole recording',
  abstained: (because: string) => `abstained because ${because}`,
  answered: (answered: string, cycles: string) => `${answered} of ${cycles} answered`,
  outside: (count: string) => `${count} unlike its training data`,
  unsure: (count: string) => `${count} not sure enough`,
  missing: (count: string) => `${count} with missing samples`,
  share: (name: string, cycles: string, probability: string) => `“${name}” ${cycles} (${probability})`,
  agrees: 'Agrees with the rules.',
  disagrees: 'Disagrees with the rules.',
  notComparable: (because: string) => `Not comparable because ${because}`,
  hashes: (model: string, training: string) => `model SHA-256 ${model}…, trained with data of SHA-256 ${training}…`,
  evidence: (target: string, version: number, sha256: string) =>
    `Learned model ${target}, version ${version} (SHA-256 ${sha256.slice(0, 16)}…)`,
  inSummary: (target: string) => `The learned model “${target}” disagrees with the rules`,
};
