import { catalogue } from '../catalogue/catalogue.ts';
import faults from './faults.de.json' with { type: 'json' };
import indicators from './indicators.de.json' with { type: 'json' };
import phrases from './phrases.de.json' with { type: 'json' };
import reasons from './reasons.de.json' with { type: 'json' };
import verdicts from './verdicts.de.json' with { type: 'json' };

const names = Object.fromEntries(catalogue.faults.flatMap(({ names: { en, de } }) => (de === undefined ? [] : [[en, de]])));

/**
 * German for every English text of catalogue and engine, by the English text itself: results store English and stay what they are, and
 * an earlier result, or an entry of the plant that kept a sentence, is read in German too. What is not in here is shown as written.
 */
export const german: Readonly<Record<string, string>> = {
  ...{ ...faults, ...indicators, ...reasons, ...verdicts, ...phrases },
  ...names,
};
