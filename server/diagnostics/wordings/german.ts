import refusals from '../../platform/problems/refusals.de.json' with { type: 'json' };
import { catalogue } from '../catalogue/catalogue.ts';
import faults from './faults.de.json' with { type: 'json' };
import formulas from './formulas.de.json' with { type: 'json' };
import indicators from './indicators.de.json' with { type: 'json' };
import phrases from './phrases.de.json' with { type: 'json' };
import reasons from './reasons.de.json' with { type: 'json' };
import sentences from './sentences.de.json' with { type: 'json' };
import verdicts from './verdicts.de.json' with { type: 'json' };

const names = Object.fromEntries(catalogue.faults.flatMap(({ names: { en, de } }) => (de === undefined ? [] : [[en, de]])));

/**
 * German for every English text of catalogue and engine, by the English text itself: results store English and stay what they are, and
 * an earlier result, or an entry of the plant that kept a sentence, is read in German too. What is not in here is shown as written.
 */
export const german: Readonly<Record<string, string>> = {
  ...{ ...faults, ...indicators, ...formulas, ...reasons, ...verdicts, ...phrases },
  ...names,
};

/** German for sentences that keep no parts, by their English pattern: they are found again in the text itself. Files left out say why, too. */
export const germanSentences: Readonly<Record<string, string>> = { ...sentences, ...refusals };
