/** Which texts from a device may become part of a topic that we subscribe or publish to. */

const MAX_TOPIC = 400;

/**
 * Whether `text` is one exact topic: no wildcard, no control character, no `$` in front, no empty text, no lone
 * surrogate, at most 400 characters.
 */
export const isExactTopic = (text: string): boolean =>
  text.length > 0 &&
  text.length <= MAX_TOPIC &&
  !/[+#\p{Cc}\u2028\u2029]/u.test(text) &&
  !text.startsWith("$") &&
  text.isWellFormed();
