/**
 * A Zigbee network in memory, in the place of `zigbee-herdsman`'s Controller: everything above it, from the
 * application to the converters of each device model, is the real thing.
 */
import { EventEmitter } from "node:events";
import type { Attributes, SimulatedDevice } from "./simulated-devices.ts";

/** What the application sent over the air. */
export interface RadioCommand {
  /** The device's friendly name. */
  readonly device: string;
  readonly kind: "write" | "command";
  readonly cluster: string;
  /** The name of the command; of a write, `write`. */
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What the devices keep while the application is down: cluster -> attribute -> raw number, by device. */
export type Memory = Record<string, Record<string, Record<string, number>>>;

export interface RadioOptions {
  readonly devices: readonly SimulatedDevice[];
  readonly memory: Memory;
  /** Told of every command; the memory has changed by then. */
  readonly onCommand: (command: RadioCommand) => void;
}

const COORDINATOR = "0x00124b00120144ae";
const HOME_AUTOMATION_PROFILE = 260;

/** Commands of a maker that set attributes: the raw numbers that the device then holds. */
function effectOf(name: string, payload: Readonly<Record<string, unknown>>): Record<string, number> {
  const setpoint = payload.setpoint;
  return name === "danfossSetpointCommand" && typeof setpoint === "number" ? { occupiedHeatingSetpoint: setpoint } : {};
}

/** The number of an attribute as it is written: bare, or with its Zigbee type. */
function numberOf(written: unknown): number | undefined {
  if (typeof written === "number") return written;
  return typeof written === "object" && written !== null && "value" in written ? numberOf(written.value) : undefined;
}

/** Makes a class to put in the place of `Controller`, and the way to let its devices speak. */
export function makeRadio({ devices, memory, onCommand }: RadioOptions) {
  let controller: Controller | undefined;
  let networkAddress = 1000;

  // The application tells these two apart by the names of their classes.
  class Endpoint {
    readonly ID = 1;
    readonly profileID = HOME_AUTOMATION_PROFILE;
    readonly deviceIeeeAddress: string;
    readonly deviceNetworkAddress: number;
    readonly inputClusters: readonly string[];
    readonly outputClusters: readonly string[];
    readonly binds: unknown[] = [];
    readonly configuredReportings: unknown[] = [];
    readonly meta = {};
    readonly #device: Device;

    constructor(device: Device, inputClusters: readonly string[], outputClusters: readonly string[]) {
      this.#device = device;
      this.deviceIeeeAddress = device.ieeeAddr;
      this.deviceNetworkAddress = device.networkAddress;
      this.inputClusters = inputClusters;
      this.outputClusters = outputClusters;
    }
    getDevice = () => this.#device;
    getInputClusters = () => this.inputClusters.map((name, ID) => ({ name, ID }));
    getOutputClusters = () => this.outputClusters.map((name, ID) => ({ name, ID }));
    supportsInputCluster = (name: string) => this.inputClusters.includes(name);
    supportsOutputCluster = (name: string) => this.outputClusters.includes(name);
    getClusterAttributeValue = (cluster: string, attribute: string) => this.#device.held(cluster)[attribute];
    async read(cluster: string, attributes: readonly string[]) {
      const held = this.#device.held(cluster);
      return Object.fromEntries(attributes.flatMap((name) => (held[name] === undefined ? [] : [[name, held[name]]])));
    }
    async write(cluster: string, payload: Readonly<Record<string, unknown>>) {
      const numbers = Object.entries(payload).flatMap(([name, written]) => {
        const value = numberOf(written);
        return value === undefined ? [] : [[name, value] as const];
      });
      this.#device.obey(
        { device: this.#device.name, kind: "write", cluster, name: "write", payload },
        Object.fromEntries(numbers),
      );
    }
    async command(cluster: string, name: string, payload: Readonly<Record<string, unknown>>) {
      this.#device.obey({ device: this.#device.name, kind: "command", cluster, name, payload }, effectOf(name, payload));
    }
    hasBind = () => true;
    isMemberOfGroup = () => false;
    getOneBoundGroup = () => undefined;
    saveClusterAttributeKeyValue() {}
    save() {}
    async commandResponse() {}
    async defaultResponse() {}
    async bind() {}
    async unbind() {}
    async configureReporting() {}
    readReportingConfig = async () => [];
  }

  class Device {
    readonly ieeeAddr: string;
    readonly networkAddress: number;
    readonly type: "Coordinator" | "EndDevice" | "Router";
    readonly powerSource: string | undefined;
    readonly modelID: string | undefined;
    readonly manufacturerName: string | undefined;
    readonly interviewState = "SUCCESSFUL";
    readonly dateCode = "20210101";
    readonly softwareBuildID = "1.0";
    readonly hardwareVersion = 1;
    readonly zclVersion = 3;
    readonly linkquality = 130;
    readonly isDeleted = false;
    readonly meta: Record<string, unknown> = { configured: 1 };
    readonly customClusters: Record<string, unknown> = {};
    readonly genBasic = {};
    readonly endpoints: readonly Endpoint[];
    readonly name: string;
    readonly #constants: SimulatedDevice["constants"];
    lastSeen: number | undefined;

    constructor(simulated: SimulatedDevice | undefined) {
      this.name = simulated?.name ?? "Coordinator";
      this.ieeeAddr = simulated?.ieeeAddr ?? COORDINATOR;
      this.networkAddress = simulated === undefined ? 0 : networkAddress++;
      this.type = simulated === undefined ? "Coordinator" : simulated.powerSource === "Battery" ? "EndDevice" : "Router";
      this.powerSource = simulated?.powerSource;
      this.modelID = simulated?.modelID;
      this.manufacturerName = simulated?.manufacturerName;
      this.#constants = simulated?.constants ?? {};
      this.lastSeen = Date.now();
      this.endpoints = [new Endpoint(this, simulated?.inputClusters ?? [], simulated?.outputClusters ?? [])];
    }
    /** The raw numbers of a cluster, as far as it has any. */
    held(cluster: string): Readonly<Record<string, number>> {
      return { ...this.#constants[cluster], ...memory[this.name]?.[cluster] };
    }
    hold(cluster: string, attributes: Attributes) {
      memory[this.name] = { ...memory[this.name], [cluster]: { ...memory[this.name]?.[cluster], ...attributes } };
    }
    /** Sends raw numbers, as a device does by itself. */
    report(cluster: string, attributes: Attributes) {
      this.hold(cluster, attributes);
      this.lastSeen = Date.now();
      controller?.emit("lastSeenChanged", { device: this, reason: "messageEmitted" });
      controller?.emit("message", {
        type: "attributeReport",
        device: this,
        endpoint: this.endpoints[0],
        cluster,
        data: attributes,
        linkquality: this.linkquality,
        groupID: 0,
        meta: { zclTransactionSequenceNumber: 1, frameControl: {} },
      });
    }
    /** Takes a command and, as thermostats do, reports what it then holds. */
    obey(command: RadioCommand, then: Readonly<Record<string, number>>) {
      this.hold(command.cluster, then);
      onCommand(command);
      if (Object.keys(then).length > 0) setImmediate(() => this.report(command.cluster, then));
    }
    getEndpoint = (id: number) => this.endpoints.find((endpoint) => endpoint.ID === id);
    addCustomCluster(name: string, cluster: unknown) {
      this.customClusters[name] = cluster;
    }
    save() {}
    async ping() {}
    async interview() {}
  }

  const all = [new Device(undefined), ...devices.map((device) => new Device(device))];

  class Controller extends EventEmitter {
    constructor() {
      super();
      controller = this;
    }
    start = async () => "resumed";
    async stop() {}
    isStopping = () => false;
    getDevicesByType = (type: string) => all.filter((device) => device.type === type);
    getDeviceByIeeeAddr = (address: string) => all.find((device) => device.ieeeAddr === address);
    getDeviceByNetworkAddress = (address: number) => all.find((device) => device.networkAddress === address);
    getDevicesIterator = (wanted: (device: Device) => boolean = () => true) => all.filter(wanted).values();
    getGroupsIterator = () => [].values();
    getGroupByID = () => undefined;
    getCoordinatorVersion = async () => ({ type: "simulated", meta: { revision: 1 } });
    getNetworkParameters = async () => ({ panID: 1234, extendedPanID: "0x0102030405060708", channel: 11, nwkUpdateID: 0 });
    getPermitJoin = () => false;
    getPermitJoinEnd = () => undefined;
    async permitJoin() {}
    async backup() {}
    coordinatorCheck = async () => ({ missingRouters: [] });
  }

  return {
    Controller,
    /** Lets a device send raw numbers. Throws for a name that is no device's. */
    report(name: string, cluster: string, attributes: Attributes) {
      const device = all.find((candidate) => candidate.name === name);
      if (device === undefined) throw new Error(`the simulated radio has no device '${name}'`);
      device.report(cluster, attributes);
    },
  };
}
