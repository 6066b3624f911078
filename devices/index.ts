/** The door to everything that speaks MQTT. */

export {
  type BrokerUser,
  freshPassword,
  hashPassword,
  isTopicFilter,
  readUsers,
  USER_NAME,
  writeUsers,
} from "./broker-users.ts";
export { plainPayload, plainTopic } from "./dialects/plain.ts";
export type { BrokerLimits, BrokerSetting, EchoTimeouts, Gateway, GatewayOptions, GatewayStatus } from "./gateway.ts";
export { previewOnLog } from "./mapping/preview-log.ts";
export type { Verdict as MeterVerdict } from "./meter-check.ts";
export { pemFile } from "./pem-file.ts";
export { type Publishing, type PublishingOptions, startPublishing } from "./publish/start.ts";
export { isPublishable } from "./publish/topics.ts";
export { connectPublisher, type Publisher } from "./publisher.ts";
export { readRawLog } from "./raw-log/read.ts";
export { type LogReplayed, type LogReplayOptions, replayLog } from "./replay.ts";
export { startGateway } from "./start.ts";
export type { BrokerAddress } from "./target.ts";
export type { TrustRule } from "./trust.ts";
export { FAULTS, type Fault } from "./virtual/faults.ts";
export { CONVENTIONS, type Convention } from "./virtual/fleet.ts";
export { presentDevices, type VirtualDevice, virtualDevices } from "./virtual/plan.ts";
export { startVirtualDevices, type VirtualEvent, type VirtualFleet, type VirtualOptions } from "./virtual/start.ts";
export { type WatchOptions, watchBroker } from "./watch.ts";
