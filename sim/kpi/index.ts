/** Key performance indicators of a run. */
export type { Carrier } from "./carrier.ts";
export type { Bound, ZoneComfort } from "./discomfort.ts";
export type { Reading as KpiReading } from "./integral.ts";
export { type KpiInput, type Kpis, kpis } from "./kpis.ts";
export { CARRIERS, type CarrierName, RUN_TERMS, type RunReport, type RunTerms, runReport } from "./of-run.ts";
