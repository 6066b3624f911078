/** The words everybody uses. Knows nobody. */
export * from "./building.ts";
export * from "./clock.ts";
export * from "./control.ts";
export * from "./device.ts";
export * from "./errors.ts";
export * from "./forecast.ts";
export * from "./frame.ts";
export * from "./job.ts";
export * from "./local-time.ts";
export * from "./mapping.ts";
export * from "./ports.ts";
export * from "./primary.ts";
export * from "./random.ts";
export * from "./reading.ts";
export * from "./schedule-time.ts";
export * from "./signals.ts";
export * from "./wire.ts";
