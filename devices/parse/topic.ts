/** Which texts from a device may become part of a topic that we subscribe or publish to. */

const MAX_TOPIC = 400;

/**
 * Whether `text` is one exact topic: no wildcard, no control character, no `$` in front, no empty text, no lone
 * surrogate, at most 400 characters. Every message passes here: hence a loop and no expression over Unicode classes.
 */
export function isExactTopic(text: string): boolean {
  if (text.length === 0 || text.length > MAX_TOPIC || text.charCodeAt(0) === DOLLAR) return false;
  for (let i = 0; i < text.length; i++) if (isForbidden(text.charCodeAt(i))) return false;
  return text.isWellFormed();
}

const DOLLAR = 0x24;

/** Wildcards, C0 and C1 control characters, and what ends a line without being one. */
const isForbidden = (c: number): boolean =>
  c < 0x20 || c === 0x23 || c === 0x2b || (c >= 0x7f && c <= 0x9f) || c === 0x2028 || c === 0x2029;
