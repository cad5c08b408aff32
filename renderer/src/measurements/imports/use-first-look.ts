import { useCallback, useState } from 'react';
import { type FirstLook, firstLookApi, firstLookBytes } from '../../../../server/measurements/first-looks/first-look.schema.ts';
import { callWithBytes } from '../../platform/api.ts';

/** What is smaller is imported before anybody has looked. */
const worthALookBytes = 8 * 1024 ** 2;

export interface Looked {
  readonly look: FirstLook;
  readonly fileName: string;
}

/** Curves of the beginning of a large file, asked for while its bytes travel. Without them the import goes on just the same. */
export function useFirstLook(systemId: string): { looked: Looked | null; begin(files: readonly File[], signal: AbortSignal): void } {
  const [looked, setLooked] = useState<Looked | null>(null);
  const begin = useCallback(
    (files: readonly File[], signal: AbortSignal) => {
      setLooked(null);
      const file = files.find(({ size }) => size >= worthALookBytes);
      if (!file) return;
      const input = { querystring: { systemId, name: file.name } };
      callWithBytes(firstLookApi.look, input, { bytes: file.slice(0, firstLookBytes), signal })
        .then((look) => look.state === 'read' && setLooked({ look, fileName: file.name }))
        // The upload of the very same file tells what is wrong.
        .catch(() => undefined);
    },
    [systemId],
  );
  return { looked, begin };
}
