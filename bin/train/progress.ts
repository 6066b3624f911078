/** What a training says: a bar with rate and time left on a terminal, JSON lines elsewhere. */
import { SingleBar } from "cli-progress";
import type { EpochReport, TrainProgress } from "#forecasting";

export interface TrainTeller {
  progress(progress: TrainProgress): void;
  epoch(report: EpochReport): void;
  stop(): void;
}

const rounded = (v: number, digits = 5): number | null => (Number.isFinite(v) ? Number(v.toPrecision(digits)) : null);
const time = (s: number): string => (s >= 60 ? `${Math.floor(s / 60)} min ${Math.floor(s % 60)} s` : `${Math.ceil(s)} s`);

function barTeller(stream: NodeJS.WriteStream): TrainTeller {
  const format = "epoch {epoch}/{epochs} {bar} {percentage}%  loss {loss}, {rate} windows/s, {left} left";
  const bar = new SingleBar({ format, stream, hideCursor: true, clearOnComplete: true });
  let running = false;
  const stop = () => {
    if (running) bar.stop();
    running = false;
  };
  return {
    progress({ epoch, epochs, step, steps, pinball, windowsPerS, leftS }) {
      const payload = { epoch, epochs, loss: pinball.toFixed(4), rate: windowsPerS.toFixed(0), left: time(leftS) };
      if (!running) bar.start(steps, step, payload);
      running = true;
      bar.update(step, payload);
    },
    epoch({ epoch, trainPinball, validationPinball, elapsedS }) {
      stop();
      stream.write(
        `epoch ${epoch}: loss ${trainPinball.toFixed(4)}, on buildings set apart ${validationPinball.toFixed(4)}, after ${time(elapsedS)}\n`,
      );
    },
    stop,
  };
}

const EVERY_STEPS_S = 5;

function jsonTeller(stream: NodeJS.WriteStream): TrainTeller {
  let saidLeftS = Number.POSITIVE_INFINITY;
  const line = (value: object) => void stream.write(`${JSON.stringify(value)}\n`);
  return {
    progress({ pinball, windowsPerS, leftS, ...rest }) {
      // Time left falls as time goes by: a clock of its own is not needed.
      if (Math.abs(saidLeftS - leftS) < EVERY_STEPS_S) return;
      saidLeftS = leftS;
      line({
        event: "progress",
        ...rest,
        pinball: rounded(pinball),
        windowsPerS: rounded(windowsPerS, 3),
        leftS: rounded(leftS, 3),
      });
    },
    epoch({ epoch, trainPinball, validationPinball, elapsedS }) {
      line({
        ...{ event: "epoch", epoch, trainPinball: rounded(trainPinball) },
        ...{ validationPinball: rounded(validationPinball), elapsedS: rounded(elapsedS, 4) },
      });
    },
    stop() {},
  };
}

/** A bar on terminals, unless JSON is asked for. */
export const trainTeller = (stream: NodeJS.WriteStream, json: boolean): TrainTeller =>
  stream.isTTY && !json ? barTeller(stream) : jsonTeller(stream);
