/** The MQTT client of Eclipse (python3-paho-mqtt) as a process of the test: an implementation that shares nothing with ours. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { type Child, start } from "./child.ts";

const PYTHON = "/usr/bin/python3";
const found = spawnSync(PYTHON, ["-c", "import paho.mqtt.client"]);

/** Why it cannot be used, undefined when it can. */
export const pahoMissing = found.status === 0 ? undefined : "python3-paho-mqtt is not installed";

const run = (...args: readonly string[]): Child => start(PYTHON, [join(import.meta.dirname, "foreign-client.py"), ...args]);

/** Publishes `count` readings of 20 °C with QoS 1, measured a second apart from `fromTs` (UTC ms) on; says `published` at the end. */
export const pahoPublish = (port: number, topic: string, fromTs: number, count: number): Child =>
  run("publish", String(port), topic, String(fromTs), String(count));

/** A device of Zonecast's own convention that says that it is here, and stays; its will says that it is not. Says `here`. */
export const pahoStay = (port: number, topic: string, keepaliveS: number): Child =>
  run("stay", String(port), topic, String(keepaliveS));
