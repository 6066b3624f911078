/** The door to everything that speaks MQTT. */

export { plainPayload, plainTopic } from "./dialects/plain.ts";
export type { BrokerSetting, EchoTimeouts, Gateway, GatewayOptions, GatewayStatus } from "./gateway.ts";
export { connectPublisher, type Publisher } from "./publisher.ts";
export { startGateway } from "./start.ts";
export { presentDevices, type VirtualDevice, virtualDevices } from "./virtual/plan.ts";
export { startVirtualDevices, type VirtualFleet, type VirtualOptions } from "./virtual/start.ts";
