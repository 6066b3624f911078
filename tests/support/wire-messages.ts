/** Messages between server and browser, valid and small, for tests of the pages' live layer. */
import {
  type Building,
  type BuildingClock,
  type Command,
  type Delta,
  type Device,
  type Forecast,
  type PointState,
  QUANTILE_LEVELS,
  type Snapshot,
  WIRE_VERSION,
} from "#domain";

export const building = (id: string, name = id, zones: readonly string[] = ["hall"]): Building => ({
  id,
  name,
  timeZone: "Europe/Berlin",
  latitudeDeg: 52.5,
  longitudeDeg: 13.4,
  zones: zones.map((zone) => ({ id: zone, name: zone })),
  origin: "real",
  actuation: false,
});

export const point = (part: Partial<PointState> = {}): PointState => ({
  building: "mill",
  zone: "hall",
  signal: "airTempC",
  source: "s1",
  ts: 1_000,
  receivedAt: 1_000,
  value: 20,
  quality: "good",
  staleAfterMs: 60_000,
  rank: 0,
  ...part,
});

export const device = (id: string, part: Partial<Device> = {}): Device => ({
  id,
  dialect: "zonecast",
  name: id,
  vendor: "",
  model: "",
  kind: "sensor",
  bound: true,
  availability: "online",
  lastSeen: 1_000,
  batteryPowered: false,
  points: [],
  unread: [],
  ...part,
});

/** Flat at `valueC`, with levels 0.1 K apart, `leads` steps of a quarter of an hour. */
export const forecast = (issuedAt: number, leads = 4, valueC = 21): Forecast => ({
  issuedAt,
  model: "persistence",
  building: "mill",
  zone: "hall",
  signal: "airTempC",
  source: "s1",
  origin: "live",
  leadS: Array.from({ length: leads }, (_, i) => (i + 1) * 900),
  quantiles: Array.from({ length: leads }, () => QUANTILE_LEVELS.map((_, j) => valueC + (j - 3) * 0.1)),
  candidates: [],
});

export const command = (part: Partial<Command> = {}): Command => ({
  id: "c1",
  at: 10,
  updatedAt: 10,
  building: "mill",
  zone: "hall",
  signal: "heatingSetpointC",
  source: "s1",
  requested: 21,
  value: 21,
  before: 20,
  after: null,
  who: "operator",
  why: "",
  state: "queued",
  attempts: 0,
  ...part,
});

export const replayClock = (part: Partial<BuildingClock> = {}): BuildingClock => ({
  building: "mill",
  nowTs: 500_000,
  atTs: 1_000_000,
  rate: 60,
  ...part,
});

export const snapshot = (part: Partial<Snapshot> = {}): Snapshot => ({
  version: WIRE_VERSION,
  cursor: { epoch: "e1", seq: 0 },
  serverNow: 1_000,
  buildings: [building("mill")],
  clocks: [],
  points: [],
  devices: [],
  forecasts: [],
  commands: [],
  alarms: [],
  holds: [],
  rejectedTotal: 0,
  ...part,
});

export const delta = (seq: number, part: Partial<Delta> = {}): Delta => ({
  cursor: { epoch: "e1", seq },
  serverNow: 1_000,
  ...part,
});
