/** The buildings of the demo campus. */
import { deSfh1958 } from "./archetypes/de-sfh-1958.ts";
import { smallOffice2020 } from "./archetypes/small-office-2020.ts";
import type { BuildingModel } from "./model.ts";

/** A house of the sixties and a new office, six zones each; always the same models. */
export const demoBuildings = (): readonly BuildingModel[] => [deSfh1958, smallOffice2020];
