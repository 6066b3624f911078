/** The simulator's door: buildings, weather, and what becomes of one in the other. Pure: no I/O, no clock of its own. */
export { type Equipment, equip, equipmentSchema } from "./building/archetypes/equipment.ts";
export { type ArchetypeOptions, archetypeOptionsSchema } from "./building/archetypes/options.ts";
export { ARCHETYPES, type Archetype, archetype } from "./building/archetypes/registry.ts";
export { demoBuildings } from "./building/demo.ts";
export { type BuildingCheck, checkBuildingFile } from "./building/file/building-file.ts";
export { type Fault, faultsError, type Path, pathText } from "./building/file/fault.ts";
export { unitOf } from "./building/file/units.ts";
export { type BuildingModel, buildingModelSchema, parseBuildingModel } from "./building/model.ts";
export { type Modes, modesOf, type ZoneFigures } from "./building/modes.ts";
export { networkPicture } from "./building/network-svg.ts";
export { climateStretch } from "./climate-stretch.ts";
export * from "./comfort/index.ts";
export { blankControls, CONTROLS, type ControlName, type Controls, controlsOf } from "./controls.ts";
export * from "./dataset/index.ts";
export * from "./env/index.ts";
export * from "./excitation/index.ts";
export * from "./kpi/index.ts";
export { PERSON_W } from "./life/people.ts";
export { createPlant, type PlantInput } from "./plant.ts";
export { runPictures } from "./run-svg.ts";
export { type SimulateInput, type SimulateResult, simulate, simulateFrames } from "./simulate.ts";
export {
  createSimulation,
  INNER_STEP_S,
  type Simulation,
  type SimulationInput,
  type SimulationSnapshot,
} from "./simulation.ts";
export { runSuite, suiteOf, VALIDATION_SUITES, type ValidationRow, type ValidationSuite } from "./validation/index.ts";
export * from "./weather/index.ts";
