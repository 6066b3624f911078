/** A training worker: its share of every batch, epoch after epoch. Started by `trainTogether`, one of several. */
import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { errorLine, isZonecastError, systemClock } from "#domain";
import { startTft } from "../tft/start.ts";
import type { WindowAt } from "../windows/assemble.ts";
import type { TrainedState, WorkerMessage, WorkerStart } from "./messages.ts";
import { epochWindows, stepsOf, validationWindows } from "./order.ts";
import { scheduled } from "./plan.ts";
import { judgeTogether, type Seat, stepTogether } from "./round.ts";
import { ABORT, CANCEL, FINISH, GO_ON, STOP } from "./state.ts";

const PROGRESS_EVERY_MS = 500;

const say = (message: WorkerMessage): void => parentPort?.postMessage(message);

/** What has come of it so far; the same in every worker. */
interface Course {
  step: number;
  windows: number;
  best: Float32Array;
  bestPinball: number;
  bestEpoch: number;
}

/** An epoch's steps; says how it ended. */
function learnEpoch(seat: Seat, course: Course, windows: readonly WindowAt[], epoch: number, startedAt: number) {
  const { plan, state } = seat;
  const steps = stepsOf(windows, plan);
  const from = systemClock.now();
  let [losses, saidAt, done, stop] = [0, from, 0, GO_ON];
  for (let s = 0; s < steps; s++) {
    course.step++;
    const lead = () => {
      const elapsedS = (systemClock.now() - startedAt) / 1000;
      const bySteps = (epoch + s / steps) / plan.epochs;
      const share = plan.limitS === null ? bySteps : Math.max(bySteps, elapsedS / plan.limitS);
      state.rate[0] = plan.learningRate * scheduled(plan, course.step, share);
      const over = plan.limitS !== null && elapsedS >= plan.limitS;
      state.words[STOP] = Atomics.load(state.words, ABORT) !== 0 ? CANCEL : over ? FINISH : GO_ON;
    };
    const taken = stepTogether(seat, windows.slice(s * plan.batch, (s + 1) * plan.batch), course.step, lead);
    losses += taken.loss;
    stop = taken.stop;
    course.windows += plan.batch;
    done = s + 1;
    const now = systemClock.now();
    if (seat.index === 0 && now - saidAt >= PROGRESS_EVERY_MS) {
      saidAt = now;
      const perStepS = (now - from) / 1000 / done;
      const leftS = perStepS * (steps - done + (plan.epochs - epoch - 1) * steps);
      const limitS = plan.limitS === null ? leftS : Math.min(leftS, plan.limitS - (now - startedAt) / 1000);
      const progress = { epoch: epoch + 1, epochs: plan.epochs, step: done, steps, pinball: losses / done };
      say({ kind: "progress", progress: { ...progress, windowsPerS: plan.batch / perStepS, leftS: Math.max(0, limitS) } });
    }
    if (stop !== GO_ON) break;
  }
  return { trainPinball: losses / Math.max(1, done), stop };
}

async function work(start: WorkerStart): Promise<void> {
  const { plan, state, train, validation, resume } = start;
  const startedAt = systemClock.now();
  const runtime = await startTft({ kernels: start.kernels });
  const tft = runtime.create(plan.config, plan.seed);
  const seat: Seat = { ...start, tft };
  const judged = validationWindows(validation, plan);
  const course: Course = {
    step: resume?.step ?? 0,
    windows: resume?.windows ?? 0,
    best: resume?.best ?? state.parameters.slice(),
    bestPinball: resume?.bestPinball ?? Number.NaN,
    bestEpoch: resume?.bestEpoch ?? 0,
  };
  let end: "epochs" | "early" | "limit" | "cancelled" = "epochs";
  for (let epoch = resume?.epoch ?? 0; epoch < plan.epochs; epoch++) {
    const { trainPinball, stop } = learnEpoch(seat, course, epochWindows(train, plan, epoch), epoch, startedAt);
    if (stop === CANCEL) {
      end = "cancelled";
      break;
    }
    const validationPinball = judged.length > 0 ? judgeTogether(seat, judged) : Number.NaN;
    if (!(validationPinball >= course.bestPinball)) {
      course.best = state.parameters.slice();
      course.bestPinball = validationPinball;
      course.bestEpoch = epoch + 1;
    }
    if (seat.index === 0) {
      const copied = { parameters: state.parameters.slice(), first: state.first.slice(), second: state.second.slice() };
      const trained: TrainedState = { ...course, ...copied, epoch: epoch + 1, best: course.best.slice() };
      const elapsedS = (systemClock.now() - startedAt) / 1000;
      say({ kind: "epoch", report: { epoch: epoch + 1, trainPinball, validationPinball, elapsedS }, state: trained });
    }
    // Nobody moves the parameters on while they are being copied.
    judgeTogether(seat, []);
    if (stop === FINISH) {
      end = "limit";
      break;
    }
    if (epoch + 1 - course.bestEpoch >= plan.patience) {
      end = "early";
      break;
    }
  }
  tft.dispose();
  if (seat.index === 0) say({ kind: "done", kernels: runtime.kernels, end });
}

if (!isMainThread) {
  try {
    await work(workerData as WorkerStart);
  } catch (e) {
    say({ kind: "failed", code: isZonecastError(e) ? e.code : "bug", message: errorLine(e) });
  }
}
