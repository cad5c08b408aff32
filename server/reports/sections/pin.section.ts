import { plainLine } from '../compositions/plain-text.ts';
import type { Pin } from '../compositions/report-composition.schema.ts';
import { pinnedOf } from '../evidence.register.ts';
import { channelFigure } from '../figures/channel.figure.ts';
import { type Composition, paragraph, placeFigure, run, sentence, type UnplacedFigure } from '../report.composition.ts';
import type { Section } from '../report-document.schema.ts';

/** Figures that people pinned in the plot workspace, in their order, each with the sentence of the one who pinned it. */
export function pinSection(composition: Composition, pins: readonly Pin[]): Section[] {
  const { wording, input, evidence } = composition;
  const frozen = new Map(pinnedOf(input).map((figure) => [figure.id, figure]));
  const blocks = pins.flatMap((pin) => {
    const figure = frozen.get(pin.id);
    const drawn = figure && channelFigure(composition, { ...figure, id: `pin-${pin.id}`, title: plainLine(pin.title) });
    if (drawn === undefined) return [];
    const words = plainLine(pin.sentence);
    const ids = (figure?.envelopes ?? []).flatMap(({ name }) => evidence.channel(name));
    const said = words === '' ? drawn.sentence : [figureRun(drawn), run(`: ${sentence(words)} (${plainLine(pin.author)})`, ids)];
    const by = words === '' ? [paragraph(run(wording.edits.pinned(plainLine(pin.author))))] : [];
    return [...placeFigure(composition, { ...drawn, sentence: said }), ...by];
  });
  return blocks.length === 0 ? [] : [{ id: 'pins', title: wording.sections.pins, annex: false, blocks }];
}

function figureRun(figure: UnplacedFigure) {
  return figure.sentence.find((one) => one.figure !== undefined) ?? { text: '', figure: figure.id };
}
