/** Models of what a control does, and how they are judged. */
import { lstm } from "./lstm.ts";
import { perceptron } from "./mlp.ts";
import type { ResponseLearner } from "./operation.ts";
import { ridgeArx } from "./ridge.ts";

export { type ClusterInterval, clusterInterval } from "./interval.ts";
export { type Effort, LEADS, LOOK_BACK, lastRow, type Operation, type ResponseLearner, type ResponseModel } from "./operation.ts";
export { createResponseTally, type ResponseScore, SMALLEST_K, TOLERANCE } from "./score.ts";

/** Every model of the experiment, the baseline first. */
export const RESPONSE_LEARNERS: readonly ResponseLearner[] = [ridgeArx, perceptron, lstm];
