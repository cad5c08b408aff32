/** What the validity of a usable value looks like: SIMATIC panels write 1, OPC servers 192, Good or a status code of zeros. */
const good = /^(?:1|19[2-9]|2[01]\d|true|good|ok|gut|valid|gültig|yes|ja|bon|bonne|0x0[\da-f]{7}|(?:good|192)[\s,:[(].*)$/i;
/** And of one that is none, where it says so in words. */
const bad = /^(?:bad|schlecht|uncertain|questionable|ungültig|invalid|mauvais|comm[ ._-]?fail|0x[4-9a-f][\da-f]{7}$)/i;

export function isGood(text: string): boolean {
  return good.test(text.trim());
}

export function isBad(text: string): boolean {
  return bad.test(text.trim());
}
