/** Tasmota: devices announce themselves under `tasmota/discovery/<MAC>` and publish their sensors below a topic of their own making. */
import type { AnnouncedDevice, AnnouncedPoint, Dialect, DialectEvent, DialectSession, Message, Pattern } from "../dialect.ts";
import { isObject, type JsonObject, own, ownText, parseJson, parseText } from "../parse/json.ts";
import { parseTime } from "../parse/time.ts";
import { pointKey } from "../point-key.ts";
import { parseConfig, type TasmotaConfig } from "./tasmota-config.ts";
import { readSensors, type Sensors, sensorPattern } from "./tasmota-sensors.ts";

const DISCOVERY = "tasmota/discovery/";
const DISCOVERY_TOPIC = /^tasmota\/discovery\/([0-9A-Fa-f]{12})\/(config|sensors)$/;
const MAX_POINTS = 500;
const MAX_DEVICES = 10_000;

export const tasmota: Dialect = {
  name: "tasmota",
  filters: ["tasmota/discovery/+/config", "tasmota/discovery/+/sensors"],
  open,
};

interface Known {
  readonly id: string;
  config?: TasmotaConfig;
  /** From discovery; a message that names its own wins. */
  tempUnit: string;
  /** What it announced or once sent, by `endpoint/signal`. */
  readonly points: Map<string, AnnouncedPoint>;
  readonly unread: Set<string>;
  /** Whether it ever told about its availability. */
  watched: boolean;
  /** Its description as it was last told, as JSON. */
  told: string;
}

type Role = "lwt" | "sensor" | "state" | "status";

function open(): DialectSession {
  const devices = new Map<string, Known>();
  const roles = new Map<string, { readonly device: Known; readonly role: Role }>();

  function readDiscovery(mac: string, what: string, message: Message): DialectEvent[] {
    const id = `tasmota:${mac}`;
    if (message.payload.byteLength === 0) return what === "config" ? remove(id) : [];
    const device = devices.get(id) ?? { id, tempUnit: "C", points: new Map(), unread: new Set(), watched: false, told: "" };
    if (!devices.has(id) && devices.size >= MAX_DEVICES)
      return [{ type: "rejected", reason: "unsupported", detail: "too many devices are announced already" }];
    if (what === "sensors") return announceSensors(device, message.payload);
    const config = parseConfig(mac, message.payload);
    if (!config.ok) return [{ type: "rejected", reason: config.reason, detail: config.detail }];
    devices.set(id, device);
    return adopt(device, config.value);
  }

  /** Its topics are not its own any more. */
  function leave(device: Known): void {
    const { sensor, state, lwt, status } = device.config ?? { status: [] };
    for (const topic of [sensor, state, lwt, ...status])
      if (topic !== undefined && roles.get(topic)?.device === device) roles.delete(topic);
  }

  function adopt(device: Known, config: TasmotaConfig): DialectEvent[] {
    const events: DialectEvent[] = [];
    const fresh: string[] = [];
    const before = device.config;
    leave(device);
    device.config = config;
    const play = (topic: string, role: Role): void => {
      const other = roles.get(topic)?.device;
      if (other && other !== device && role === "sensor")
        events.push({
          type: "rejected",
          reason: "bad-topic",
          detail: `${other.id} and ${device.id} publish under the same topic`,
        });
      roles.set(topic, { device, role });
      fresh.push(topic);
    };
    play(config.sensor, "sensor");
    play(config.state, "state");
    for (const topic of config.status) play(topic, "status");
    roles.set(config.lwt, { device, role: "lwt" });
    events.push(...tell(device));
    if (before?.sensor !== config.sensor || before.status[0] !== config.status[0])
      events.push({ type: "listen", filters: fresh }, { type: "listen", filters: [config.lwt], control: true });
    return events;
  }

  function announceSensors(device: Known, payload: Uint8Array): DialectEvent[] {
    const json = parseJson(payload);
    if (!json.ok) return [{ type: "rejected", reason: json.reason, detail: json.detail }];
    const sensors = isObject(json.value.data) ? own(json.value.data, "sn") : undefined;
    if (!isObject(sensors)) return [{ type: "rejected", reason: "wrong-type", detail: "sn is not a JSON object" }];
    devices.set(device.id, device);
    device.tempUnit = ownText(sensors, "TempUnit") ?? device.tempUnit;
    learn(device, readSensors(sensors, device.tempUnit));
    return tell(device);
  }

  /** Takes in what is new; whether anything was. */
  function learn({ points, unread }: Known, sensors: Sensors): boolean {
    const before = points.size + unread.size;
    for (const { endpoint, signal } of sensors.sensed) {
      const key = pointKey(endpoint, signal);
      if (points.size < MAX_POINTS && !points.has(key)) points.set(key, { endpoint, signal });
    }
    for (const line of sensors.unread) if (unread.size < 200) unread.add(line);
    return points.size + unread.size > before;
  }

  function tell(device: Known): DialectEvent[] {
    if (!device.config) return [];
    const description = describe(device, device.config);
    const text = JSON.stringify(description);
    if (text === device.told) return [];
    device.told = text;
    return [{ type: "device", device: description }];
  }

  function remove(id: string): DialectEvent[] {
    const device = devices.get(id);
    if (!device) return [];
    devices.delete(id);
    leave(device);
    return device.config ? [{ type: "gone", id }] : [];
  }

  function readValues(device: Known, role: Role, message: Message): DialectEvent[] {
    const { id } = device;
    const json = parseJson(message.payload);
    if (!json.ok) return message.payload.byteLength === 0 ? [] : [{ type: "rejected", reason: json.reason, detail: json.detail }];
    const found = role === "status" && isObject(json.value.data) ? own(json.value.data, "StatusSNS") : json.value.data;
    // Under the numbers of status answers other things are told too.
    if (role === "status" && found === undefined) return [{ type: "seen", id }];
    if (!isObject(found)) return [{ type: "rejected", reason: "wrong-type", detail: "the sensors are not a JSON object" }];
    const events: DialectEvent[] = device.watched || message.retain ? [] : [{ type: "availability", id, online: true }];
    if (role !== "state") events.push(...valuesOf(device, found));
    if (json.value.salvaged > 0)
      events.push({ type: "rejected", reason: "not-a-number", detail: `${json.value.salvaged} values were bare nan or inf` });
    events.push({ type: "seen", id });
    return events;
  }

  function valuesOf(device: Known, body: JsonObject): DialectEvent[] {
    const sensors = readSensors(body, device.tempUnit);
    const isNew = learn(device, sensors);
    // Tasmota's clock is local and says no zone; the time counts only where somebody has configured it to say one.
    const ts = parseTime(own(body, "Time"));
    const events = isNew ? tell(device) : [];
    for (const { endpoint, signal, value, path } of sensors.sensed)
      if (value === undefined) events.push({ type: "rejected", reason: "not-a-number", detail: `${path} is not a number` });
      else if (value !== null) events.push({ type: "value", id: device.id, endpoint, signal, value, ts });
    return events;
  }

  function readLwt(device: Known, message: Message): DialectEvent[] {
    const text = parseText(message.payload);
    const { online, offline } = device.config ?? {};
    if (!text.ok || (text.value !== online && text.value !== offline)) return [];
    device.watched = true;
    return [{ type: "availability", id: device.id, online: text.value === online }];
  }

  function pattern(topic: string, data: unknown): Pattern | undefined {
    const { device, role } = roles.get(topic) ?? {};
    const within = role === "status" ? ["StatusSNS"] : [];
    const body = role === "status" && isObject(data) ? own(data, "StatusSNS") : data;
    if (!device || (role !== "sensor" && role !== "status") || !isObject(body)) return undefined;
    const { tempUnit } = device;
    return {
      id: device.id,
      values: sensorPattern(body, tempUnit).map((value) => ({ ...value, keys: [...within, ...value.keys] })),
      ...(Object.hasOwn(body, "Time") && { time: { keys: [...within, "Time"], read: parseTime, needed: false } }),
      online: () => (device.watched ? undefined : true),
      holds: () => roles.get(topic)?.device === device && device.tempUnit === tempUnit,
    };
  }

  return {
    pattern,
    claims: (topic) => DISCOVERY_TOPIC.test(topic) || roles.has(topic),
    read(message) {
      // Nearly every message is of a device: the expression is kept for the others.
      const [, mac, what] = (message.topic.startsWith(DISCOVERY) && DISCOVERY_TOPIC.exec(message.topic)) || [];
      if (mac !== undefined && what !== undefined) return readDiscovery(mac.toUpperCase(), what, message);
      const known = roles.get(message.topic);
      if (!known) return [];
      return known.role === "lwt" ? readLwt(known.device, message) : readValues(known.device, known.role, message);
    },
    // None of the signals that we read from it can be set.
    command: () => undefined,
  };
}

function describe(device: Known, config: TasmotaConfig): AnnouncedDevice {
  const points = [...device.points.values()];
  const meter = points.some((p) => p.signal === "electricEnergyWh" || p.signal === "electricPowerW");
  return {
    id: device.id,
    name: config.name,
    vendor: "Tasmota",
    model: config.model,
    kind: meter ? "meter" : points.length > 0 ? "sensor" : "other",
    batteryPowered: false,
    area: config.area,
    points,
    unread: [...device.unread],
  };
}
