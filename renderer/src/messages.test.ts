import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { de, en } from './messages.ts';

const english: Record<string, string> = en;
const german: Record<string, string> = de;

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** Names of a message's arguments, also inside plural branches. Throws when the message does not parse. */
function argumentsOf(message: string | undefined, language: string): Set<string> {
  const names = new Set<string>();
  const visit = (elements: readonly Element[]) => {
    for (const element of elements) {
      // 0 is plain text and 7 the `#` of a plural; everything else names an argument (icu-messageformat-parser TYPE).
      if (element.type !== 0 && element.type !== 7) names.add(element.value);
      if ('options' in element) for (const option of Object.values(element.options)) visit(option.value);
    }
  };
  visit(new IntlMessageFormat(message ?? '', language).getAst());
  return names;
}

describe('messages', () => {
  it('exist in both languages', () => {
    expect(Object.keys(german).sort()).toEqual(Object.keys(english).sort());
  });
  it('have keys of their own in every folder', () => {
    const files = import.meta.glob<Record<string, string>>('./**/messages.en.json', { eager: true, import: 'default' });
    const keys = Object.values(files).flatMap((file) => Object.keys(file));
    expect(keys.length).toBeGreaterThan(100);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });
  it('are not empty', () => {
    for (const text of [...Object.values(english), ...Object.values(german)]) expect(text.trim()).not.toBe('');
  });
  it.each(Object.keys(english))('%s parses and has the same arguments in both languages', (key) => {
    expect(argumentsOf(german[key], 'de')).toEqual(argumentsOf(english[key], 'en'));
  });
});
