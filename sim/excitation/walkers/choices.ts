/** Lists of numbers from which a walker draws, each as likely. */
import { z } from "zod";

/** Whole numbers of steps, none below `min`. */
export const stepChoices = (min: number) => z.array(z.number().int().min(min).max(100_000)).min(1).max(1_000).readonly();

/** Shares, 0..1. */
export const shareChoices = z.array(z.number().min(0).max(1)).min(1).max(1_000).readonly();

/** first, first + 1, ..., last. */
export const upTo = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);
