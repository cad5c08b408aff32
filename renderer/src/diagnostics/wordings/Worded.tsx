import { useWording } from './use-wording.ts';

/** A text of catalogue or engine, in the person's language where there is one. */
export function Worded({ text }: { text: string }) {
  const words = useWording()(text);
  return <span lang={words.lang}>{words.text}</span>;
}
