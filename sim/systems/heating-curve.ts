/** The flow temperature that a heating curve asks for: warmer water the colder it is outdoors. */
import type { HeatingCurve } from "../building/model.ts";

/** Most room air a curve is drawn for, when the model does not say, °C. */
const ROOM_C = 20;

/**
 * Flow temperature, °C: from the room's temperature at no load to the design value, bent by the emitters' exponent n since they
 * give by the power n of their excess: `θ_flow = θ_room + (θ_design - θ_room) * load^(1/n)` with the load in proportion to the
 * outdoor temperature (Recknagel, Sprenger, Albers: Taschenbuch für Heizung und Klimatechnik, heating curves).
 * @param exponent 1.3 for radiators (EN 442), 1.1 for floors (EN 1264)
 */
export function flowTempC(
  { designOutdoorC, designFlowC, roomC = ROOM_C }: HeatingCurve,
  outdoorC: number,
  exponent = 1.3,
): number {
  const load = Math.max(0, (roomC - outdoorC) / (roomC - designOutdoorC));
  return Math.min(designFlowC, roomC + (designFlowC - roomC) * load ** (1 / exponent));
}
