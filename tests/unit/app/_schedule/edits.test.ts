import { expect, it } from "vitest";
import { beginEdits, edited, redone, tidied, undone } from "../../../../app/_schedule/edits.ts";

it("takes changes back and makes them again", () => {
  const three = edited(edited(beginEdits(1), 2), 3);
  expect(undone(three).present).toBe(2);
  expect(undone(undone(undone(three))).present).toBe(1);
  expect(redone(undone(undone(three))).present).toBe(2);
  expect(redone(three)).toBe(three);
});

it("forgets what was taken back when something else is done", () =>
  expect(redone(edited(undone(edited(beginEdits(1), 2)), 5)).present).toBe(5));

it("takes changes of one field in a row as one", () => {
  const typed = edited(edited(edited(beginEdits("a"), "ab", "name"), "abc", "name"), "abc!", "other");
  expect(undone(typed).present).toBe("abc");
  expect(undone(undone(typed)).present).toBe("a");
});

it("tidies without a step of its own, and what follows is a new change", () => {
  const tidy = tidied(edited(beginEdits("b"), "ba", "name"), "ab");
  expect(undone(tidy).present).toBe("b");
  expect(undone(edited(tidy, "abc", "name")).present).toBe("ab");
});
