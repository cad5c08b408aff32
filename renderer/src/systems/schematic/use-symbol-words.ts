import type { LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useWording } from '../../diagnostics/wordings/use-wording.ts';
import { type ComponentState, componentState, type DiagnosedWords } from './component-state.ts';
import type { SymbolWords } from './schematic-content.ts';
import type { SchematicComponent } from './sensor-place.ts';

/** What a symbol says to the eye and to the ear. */
export function useSymbolWords(
  words: DiagnosedWords | undefined,
  components: readonly SchematicComponent[],
  linkOf: (component: SchematicComponent, state: ComponentState) => LinkProps,
) {
  const { t } = useTranslation();
  const wording = useWording();
  return (component: SchematicComponent): SymbolWords => {
    const state = componentState(component, words);
    const kind = t(`kind.${component.kind}`);
    const alike = components.filter((one) => one.kind === component.kind).length;
    const found = state.findings.map(({ fault }) => wording(fault).text);
    const description = [
      found.length > 0 ? t('schematic.found', { faults: found.join('; ') }) : t(`schematic.means.${state.state}`),
      ...(alike > 1 ? [t('schematic.byKind', { kind })] : []),
    ];
    const stateWord = t(`state.${state.state}`);
    return {
      state: state.state,
      title: `${component.name}, ${kind}: ${stateWord}`,
      description: description.join(' '),
      link: linkOf(component, state),
    };
  };
}
