/** Validation: suites of cases whose truth others published, and the run that judges us by them. */
export type { Row as ValidationRow } from "./row.ts";
export { runSuite, SUITES as VALIDATION_SUITES, suiteOf } from "./run.ts";
export type { Suite as ValidationSuite } from "./suite.ts";
