/** Excitation: signals that make data worth learning from, the envelope that keeps people comfortable meanwhile, and the proof. */
export { type Band, COMFORT_18_26, type ComfortBand, type ComfortBandInput, comfortBand } from "./comfort-band.ts";
export type { Controller, ControllerSetting, Seen } from "./controllers/controller.ts";
export { drawSetback, type SetbackSchedule, setpointAt } from "./controllers/setback.ts";
export { type ControllerSpec, controllerSpecSchema, createController } from "./controllers.ts";
export { CONTROLS, type ControlId, controlRange } from "./controls.ts";
export {
  comfortGuard,
  type Decision,
  type EnvelopeLimits,
  envelope,
  type Guard,
  type LookAhead,
  type Reason,
} from "./envelope.ts";
export { type EpisodeMixInput, episodeMix, type InCharge, type Mixed, mixedPolicy } from "./episodes.ts";
export { type Channel, type ExciteInput, excite } from "./excite.ts";
export { excitationQuality, type QualityInput, type QualityReport } from "./quality.ts";
export { qualityPictures } from "./report-svg.ts";
export { type SetpointPair, type SetpointPairInput, setpointPair } from "./setpoint-pair.ts";
export type { Range as ControlRange, Walker, WalkerKind } from "./walker.ts";
export {
  createWalker,
  WALKER_IDS,
  WALKERS,
  type WalkerId,
  type WalkerInput,
  type WalkerSpec,
  walkerKind,
  walkerSpecSchema,
} from "./walkers.ts";
