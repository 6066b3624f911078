/** Free text that every engine takes. */

/** `text` with NUL written as `\x00`: PostgreSQL has no text with NUL in it, and messages from devices may. */
export const storable = (text: string): string => text.replaceAll("\0", "\\x00");
