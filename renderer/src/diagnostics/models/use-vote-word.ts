import { useTranslation } from 'react-i18next';
import type { ModelVote } from '../../../../server/diagnostics/models/model-vote.schema.ts';
import { useFormat } from '../../platform/use-format.ts';

/** What a model says about a recording, in a few words: the class with its probability, that it abstains, or that it sees several. */
export function useVoteWord() {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ answer, probability, because }: Pick<ModelVote, 'answer' | 'probability' | 'because'>): string => {
    if (answer === null) return t(because === null ? 'vote.mixed' : 'vote.abstains');
    return t('vote.answer', { class: answer, probability: format.percent(probability ?? 0) });
  };
}
