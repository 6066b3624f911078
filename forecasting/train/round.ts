/** One training step of one worker among others, and the judging of a model by all of them. */
import { hash32, stream, ZonecastError } from "#domain";
import type { Tft } from "../tft/tft.ts";
import { assemble, type WindowAt } from "../windows/assemble.ts";
import { adamStep, clipFactor, squareSum } from "./adam.ts";
import { meet } from "./barrier.ts";
import type { WorkerStart } from "./messages.ts";
import { BLOCKS, blockRange, GO_ON, ownItems, STOP } from "./state.ts";

/** The worker and its model. */
export interface Seat extends Pick<WorkerStart, "index" | "workers" | "plan" | "state" | "limitMs"> {
  readonly tft: Tft;
}

const wait = ({ state, workers, limitMs }: Seat): void => meet(state.words, workers, limitMs);
const sum = (values: Float64Array, count: number): number => values.subarray(0, count).reduce((a, b) => a + b, 0);

/** Gradients of this worker's shares of a batch. */
function learnShares(seat: Seat, windows: readonly WindowAt[], step: number): void {
  const { plan, state, tft } = seat;
  tft.setParameters(state.parameters);
  for (const share of ownItems(plan.shares, seat.index, seat.workers)) {
    const own = windows.filter((_, i) => i % plan.shares === share);
    const name = `step/${step}/${share}`;
    const sensors = { random: stream(plan.seed, name), ahead: plan.hideAhead, sensor: plan.hideSensor };
    const gradient = state.gradients[share];
    if (!gradient) continue;
    const { lossSum, terms } = tft.gradients(assemble(plan.config, own, sensors), gradient, hash32(`${plan.seed}/${name}`));
    state.losses[share] = lossSum;
    state.terms[share] = terms;
  }
}

/** Sums the shares' gradients of a block into the first of them, in the order of shares. */
function reduceBlock({ state, plan }: Seat, block: number): void {
  const [from, to] = blockRange(block, state.parameters.length);
  const [into, ...others] = state.gradients;
  if (!into) return;
  for (const other of others.slice(0, plan.shares - 1))
    for (let i = from; i < to; i++) into[i] = (into[i] ?? 0) + (other[i] ?? 0);
  state.squares[block] = squareSum(into, from, to);
}

export interface Step {
  /** Mean pinball loss of the batch before the step. */
  readonly loss: number;
  /** What the leading worker wants: GO_ON, FINISH or CANCEL. */
  readonly stop: number;
}

/**
 * A step (from 1) of all workers together. `lead` is called before the first meeting by
 * the worker of index 0, to set step size and stop word. Throws `numerics` when the gradient is not finite.
 */
export function stepTogether(seat: Seat, windows: readonly WindowAt[], step: number, lead: () => void): Step {
  const { state, plan } = seat;
  learnShares(seat, windows, step);
  if (seat.index === 0) lead();
  wait(seat);
  const terms = sum(state.terms, plan.shares);
  const loss = sum(state.losses, plan.shares) / terms;
  const blocks = ownItems(BLOCKS, seat.index, seat.workers);
  for (const block of blocks) reduceBlock(seat, block);
  wait(seat);
  // Read between two meetings: nobody can be at the next step's yet.
  const stop = state.words[STOP] ?? GO_ON;
  const norm = Math.sqrt(sum(state.squares, BLOCKS)) / terms;
  if (!Number.isFinite(norm))
    throw new ZonecastError("numerics", `the gradient of step ${step} is not finite`, { hint: "use a smaller learning rate" });
  const factor = clipFactor(norm, plan.clip) / terms;
  const gradient = state.gradients[0] ?? new Float32Array(0);
  const options = { step, rate: state.rate[0] ?? 0, factor, decay: plan.decay };
  for (const block of blocks) {
    const [from, to] = blockRange(block, state.parameters.length);
    adamStep(state.parameters, gradient, state, options, from, to);
  }
  wait(seat);
  return { loss, stop };
}

/** Mean pinball loss over windows, worked out by all workers together; NaN when there are none. */
export function judgeTogether(seat: Seat, windows: readonly WindowAt[]): number {
  const { state, plan, tft } = seat;
  const chunks = Math.min(Math.ceil(windows.length / plan.batch), state.judgedLosses.length);
  tft.setParameters(state.parameters);
  for (const chunk of ownItems(chunks, seat.index, seat.workers)) {
    const { lossSum, terms } = tft.loss(assemble(plan.config, windows.slice(chunk * plan.batch, (chunk + 1) * plan.batch)));
    state.judgedLosses[chunk] = lossSum;
    state.judgedTerms[chunk] = terms;
  }
  wait(seat);
  const loss = sum(state.judgedLosses, chunks) / sum(state.judgedTerms, chunks);
  wait(seat);
  return loss;
}
