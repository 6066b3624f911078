/** After a jump to another page the keyboard begins at its content; where it scrolls to is the page's own business. */
export const focusContent = (): void => document.getElementById("content")?.focus({ preventScroll: true });
