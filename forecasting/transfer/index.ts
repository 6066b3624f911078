/** Bringing a network to a new building: strategies, bases, probes, and how far they carry. */
export { type BaseOptions, learnBase } from "./base.ts";
export { blendSource, learnedOnce } from "./blend-source.ts";
export { descriptors } from "./descriptor.ts";
export { type Learning, type LearnOptions, learn } from "./learn.ts";
export { kindOf, learnable } from "./learnable.ts";
export { lookedAt } from "./looked-at.ts";
export { networkCandidates } from "./network-candidates.ts";
export { ensembleSays, fitHead, fitHeads, headOf } from "./probe-fit.ts";
export { type ProbeSource, probeSource } from "./probe-source.ts";
export { type RobustnessInput, robustness } from "./robustness.ts";
export { type Features, featuresOf, headSays, intoCases, networkSays } from "./say.ts";
export { STRATEGIES, type Strategy, type StrategyName, strategyOf, trainedParameters } from "./strategy.ts";
export { type Beside, issueRows, startRowsOf, type TrialPlan, type Tried, tryStrategies } from "./trial.ts";
