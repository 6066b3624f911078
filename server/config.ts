/** Settings from the environment and an optional `.env` file, checked once; a wrong value stops the start with one line. */
import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { loadEnvFile } from "node:process";
import { z } from "zod";
import type { BrokerLimits, TrustRule } from "#devices";
import { slugSchema, unknownName, ZonecastError } from "#domain";

const onOff = z.enum(["on", "off"]).transform((v) => v === "on");
const port = z
  .string()
  .regex(/^\d{1,5}$/, "must be a port number")
  .transform(Number)
  .refine((n) => n <= 65_535, "must be at most 65535");
const numberText = (min: number, max: number) =>
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/, "must be a number")
    .transform(Number)
    .refine((n) => n >= min && n <= max, `must lie between ${min} and ${max}`);
const wholeNumber = (min: number, max: number) => numberText(min, max).refine(Number.isInteger, "must be a whole number");
const timeZone = z
  .string()
  .refine(
    (name) => Intl.supportedValuesOf("timeZone").includes(name) || name === "UTC",
    "must be an IANA time zone such as Europe/Berlin",
  );

/** `on`, `off`, or dialects and topic filters with commas between them. */
const trusted = z
  .string()
  .max(2_000)
  .regex(/^[^\s,]+(,[^\s,]+)*$/, "must be on, off, or names and topic filters with commas between them")
  .transform((text): boolean | readonly TrustRule[] =>
    text === "on" || text === "off"
      ? text === "on"
      : text.split(",").map((item) => (/[/+#]/.test(item) ? { topicFilter: item } : { dialect: item })),
  );

/** Every variable that Zonecast reads, with its default. The table in docs/settings.md is made from it. */
const variables = z.object({
  PORT: port.default(3000).describe("Port of the dashboard and API"),
  ZONECAST_HOST: z
    .string()
    .min(1)
    .default("127.0.0.1")
    .describe("Address that the dashboard listens on; beyond loopback ZONECAST_TOKEN is demanded"),
  ZONECAST_TOKEN: z
    .string()
    .min(24, "must have at least 24 characters")
    .optional()
    .describe("Access token that browsers and programs must show"),
  ZONECAST_DATA_DIR: z.string().min(1).default("data").describe("Folder of the embedded store"),
  ZONECAST_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must begin with postgres:// or postgresql://")
    .optional()
    .describe("PostgreSQL instead of the embedded store"),
  ZONECAST_DEMO: onOff.default(true).describe("Two simulated buildings with virtual devices"),
  ZONECAST_MQTT_HOST: z
    .string()
    .min(1)
    .default("127.0.0.1")
    .describe("Address that the embedded broker listens on; beyond loopback a user name and password, or users, are demanded"),
  ZONECAST_MQTT_PORT: port
    .refine((n) => n > 0, "must be at least 1: devices have to know it")
    .default(1883)
    .describe("Port of the embedded broker (MQTT 3.1.1)"),
  ZONECAST_MQTT_URL: z
    .string()
    .regex(/^mqtts?:\/\/[^\s/]+/, "must begin with mqtt:// or mqtts:// and name a host")
    .optional()
    .describe("A broker of your own instead of the embedded one"),
  ZONECAST_MQTT_USERNAME: z.string().min(1).optional().describe("User name at the broker"),
  ZONECAST_MQTT_PASSWORD: z.string().min(1).optional().describe("Password at the broker"),
  ZONECAST_MQTT_CONNECTIONS: numberText(1, 64)
    .default(8)
    .describe("Connections that share the telemetry of a broker of your own"),
  ZONECAST_MQTT_USERS: z
    .string()
    .min(1)
    .optional()
    .describe("File of the embedded broker's users and the topics that each may use; npx zonecast devices user writes it"),
  ZONECAST_MQTT_CERT: z
    .string()
    .min(1)
    .optional()
    .describe("Certificate of the embedded broker (PEM file): its port then speaks TLS only"),
  ZONECAST_MQTT_KEY: z.string().min(1).optional().describe("Private key of that certificate (PEM file)"),
  ZONECAST_MQTT_CLIENTS: numberText(1, 100_000).default(1_000).describe("Connections that the embedded broker takes at once"),
  ZONECAST_MQTT_PACKET_KB: numberText(1, 262_144).default(8_256).describe("Longest packet that it takes, kB of 1,024 bytes"),
  ZONECAST_MQTT_RATE: numberText(1, 1_000_000)
    .default(10_000)
    .describe("Messages that it takes from one client in a second; what is more waits"),
  ZONECAST_MQTT_QUEUE: wholeNumber(1, 60_000)
    .default(10_000)
    .describe("Messages that it keeps for a client that is away; the oldest are dropped"),
  ZONECAST_MQTT_QUEUE_KB: wholeNumber(1, 1_048_576).default(16_384).describe("The same in kB of 1,024 bytes"),
  ZONECAST_MQTT_QUEUES_MB: wholeNumber(1, 65_536).default(64).describe("What it keeps for all clients that are away, MB"),
  ZONECAST_MQTT_SESSIONS: wholeNumber(1, 100_000)
    .default(1_000)
    .describe("Clients that are away and that it remembers; the one that left first is forgotten first"),
  ZONECAST_MQTT_SESSION_DAYS: numberText(0.01, 3_650).default(7).describe("How long it remembers a client that is away, days"),
  ZONECAST_MQTT_CA: z
    .string()
    .min(1)
    .optional()
    .describe("Certificates of authorities (PEM file) to believe for a broker of your own, instead of the system's"),
  ZONECAST_MQTT_ALLOW_PLAIN: onOff.default(false).describe("Allow mqtt:// without TLS to a host that is not this one"),
  ZONECAST_TRUST_DEVICES: trusted
    .optional()
    .describe(
      "Whose new devices are placed by what they say of themselves; all others wait in the inbox for one click. `on`: everybody's, `off`: nobody's, or a list of dialects and topic filters: `plain,z2m,homie/5/attic/#`. Default: `plain` (Zonecast's own JSON, whose topic names the zone) on the embedded broker while only this machine reaches it, else off",
    ),
  ZONECAST_PUBLISH: onOff
    .optional()
    .describe(
      "Publish zones and forecasts to the broker, and describe them to Home Assistant. Default: on for brokers on this machine unless no device is trusted, else off",
    ),
  ZONECAST_RAW_LOG: onOff
    .default(false)
    .describe("Keep every MQTT message as it came, for diagnosis and replay, in raw-log/ of the data folder"),
  ZONECAST_RAW_LOG_MB: numberText(10, 1_000_000).default(200).describe("Size at which the oldest of them are deleted, MB"),
  ZONECAST_BUILDING: slugSchema.default("site").describe("Building that trusted devices join when they name none"),
  ZONECAST_TIME_ZONE: timeZone.optional().describe("Time zone of that building; default: this machine's"),
  ZONECAST_LATITUDE: numberText(-90, 90).default(52.52).describe("Its latitude, degrees north"),
  ZONECAST_LONGITUDE: numberText(-180, 180).default(13.4).describe("Its longitude, degrees east"),
  ZONECAST_LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info").describe("Least severity that is logged"),
});

/** Name, default as one would write it, and meaning of every variable. */
export const SETTINGS: Readonly<Record<string, { readonly defaultText: string; readonly description: string }>> =
  Object.fromEntries(
    Object.entries(variables.shape).map(([name, schema]) => [
      name,
      { defaultText: defaultOf(schema), description: schema.description ?? "" },
    ]),
  );

function defaultOf(schema: z.ZodType): string {
  const absent = schema.safeParse(undefined);
  const value: unknown = absent.success ? absent.data : undefined;
  return value === true ? "on" : value === false ? "off" : value === undefined ? "" : String(value);
}

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly token: string | undefined;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly demo: boolean;
  readonly mqtt:
    | {
        readonly kind: "embedded";
        readonly host: string;
        readonly port: number;
        readonly credentials: { username: string; password: string } | undefined;
        readonly usersFile: string | undefined;
        readonly tls:
          | { readonly cert: string; readonly key: string; readonly files: { readonly cert: string; readonly key: string } }
          | undefined;
        readonly limits: Required<BrokerLimits>;
      }
    | {
        readonly kind: "external";
        readonly url: string;
        readonly username: string | undefined;
        readonly password: string | undefined;
        /** Certificates in PEM, as they were at the start. */
        readonly authority: { readonly text: string; readonly file: string } | undefined;
        readonly connections: number;
        readonly allowPlain: boolean;
      };
  readonly trustDevices: boolean | readonly TrustRule[];
  readonly publish: boolean;
  readonly rawLog: { readonly folder: string; readonly maxBytes: number } | undefined;
  readonly building: {
    readonly id: string;
    readonly timeZone: string;
    readonly latitudeDeg: number;
    readonly longitudeDeg: number;
  };
  readonly logLevel: "debug" | "info" | "warn" | "error";
}

/** The name under which our own clients enter the embedded broker when it has a file of users. */
const OWN_USER = "zonecast";

/** Whether only this machine can reach `host`. */
export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);

/** Reads `.env` of the working folder, if there is one. What the environment already says wins. */
export function loadDotEnv(folder: string): void {
  const file = resolve(folder, ".env");
  if (!existsSync(file)) return;
  try {
    loadEnvFile(file);
  } catch (cause) {
    throw new ZonecastError("bad-config", `cannot read ${file}`, { cause, hint: "is it readable, and NAME=value on each line?" });
  }
}

/** Checks the environment. Throws `bad-config`, naming the first wrong variable and never its value when it is secret. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  for (const name of Object.keys(env))
    if (name.startsWith("ZONECAST_") && !(name in variables.shape)) {
      const e = unknownName("setting", name, Object.keys(variables.shape));
      throw new ZonecastError("bad-config", `${name} is not a setting`, { hint: e.hint ?? "see docs/settings.md" });
    }
  const given = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => name in variables.shape && value !== undefined && value !== ""),
  );
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0] ?? "a setting");
    const secret = /TOKEN|PASSWORD|URL/.test(name);
    throw new ZonecastError("bad-config", `${name}${secret ? "" : `='${given[name]}'`}: ${issue?.message ?? "is wrong"}`, {
      ...(SETTINGS[name] ? { hint: SETTINGS[name].description } : {}),
    });
  }
  return toConfig(parsed.data);
}

function toConfig(v: z.infer<typeof variables>): Config {
  if (!isLoopback(v.ZONECAST_HOST) && v.ZONECAST_TOKEN === undefined)
    throw new ZonecastError("bad-config", "ZONECAST_TOKEN must be set when ZONECAST_HOST lets other machines in", {
      hint: "make one with: openssl rand -base64 32",
    });
  const username = v.ZONECAST_MQTT_USERNAME;
  const password = v.ZONECAST_MQTT_PASSWORD;
  if (v.ZONECAST_MQTT_URL === undefined && (username === undefined) !== (password === undefined))
    throw new ZonecastError("bad-config", "ZONECAST_MQTT_USERNAME and ZONECAST_MQTT_PASSWORD go together");
  const usersFile = v.ZONECAST_MQTT_USERS === undefined ? undefined : resolve(v.ZONECAST_MQTT_USERS);
  if (v.ZONECAST_MQTT_URL === undefined && !isLoopback(v.ZONECAST_MQTT_HOST) && username === undefined && !usersFile)
    throw new ZonecastError(
      "bad-config",
      "ZONECAST_MQTT_USERNAME and ZONECAST_MQTT_PASSWORD must be set when ZONECAST_MQTT_HOST lets other machines in",
      { hint: "or ZONECAST_MQTT_USERS, which npx zonecast devices user add writes" },
    );
  for (const name of ["ZONECAST_MQTT_USERS", "ZONECAST_MQTT_CERT", "ZONECAST_MQTT_KEY"] as const)
    if (v.ZONECAST_MQTT_URL !== undefined && v[name] !== undefined)
      throw new ZonecastError("bad-config", `${name} is for the embedded broker, and ZONECAST_MQTT_URL names another one`);
  if ((v.ZONECAST_MQTT_CERT === undefined) !== (v.ZONECAST_MQTT_KEY === undefined))
    throw new ZonecastError("bad-config", "ZONECAST_MQTT_CERT and ZONECAST_MQTT_KEY go together");
  const brokerHost = v.ZONECAST_MQTT_URL === undefined ? v.ZONECAST_MQTT_HOST : hostOf(v.ZONECAST_MQTT_URL);
  const onlyOurs = v.ZONECAST_MQTT_URL === undefined && isLoopback(brokerHost);
  // Who publishes there named building and zone for us; a broker that others reach, or may forward to, proves nothing.
  const trustDevices = v.ZONECAST_TRUST_DEVICES ?? (onlyOurs && [{ dialect: "plain" }]);
  const dataDir = resolve(v.ZONECAST_DATA_DIR);
  return {
    port: v.PORT,
    host: v.ZONECAST_HOST,
    token: v.ZONECAST_TOKEN,
    dataDir,
    databaseUrl: v.ZONECAST_DATABASE_URL,
    demo: v.ZONECAST_DEMO,
    mqtt:
      v.ZONECAST_MQTT_URL === undefined
        ? {
            kind: "embedded",
            host: v.ZONECAST_MQTT_HOST,
            port: v.ZONECAST_MQTT_PORT,
            credentials:
              username !== undefined && password !== undefined
                ? { username, password }
                : // Our own clients must be let in too.
                  usersFile === undefined
                  ? undefined
                  : { username: OWN_USER, password: randomUUID() },
            usersFile,
            tls:
              v.ZONECAST_MQTT_CERT === undefined || v.ZONECAST_MQTT_KEY === undefined
                ? undefined
                : {
                    cert: pem("ZONECAST_MQTT_CERT", v.ZONECAST_MQTT_CERT),
                    key: pem("ZONECAST_MQTT_KEY", v.ZONECAST_MQTT_KEY),
                    files: { cert: resolve(v.ZONECAST_MQTT_CERT), key: resolve(v.ZONECAST_MQTT_KEY) },
                  },
            limits: {
              clients: v.ZONECAST_MQTT_CLIENTS,
              packetBytes: v.ZONECAST_MQTT_PACKET_KB * 1_024,
              messagesPerSecond: v.ZONECAST_MQTT_RATE,
              sessions: {
                messages: v.ZONECAST_MQTT_QUEUE,
                bytes: v.ZONECAST_MQTT_QUEUE_KB * 1_024,
                totalBytes: v.ZONECAST_MQTT_QUEUES_MB * 1_048_576,
                sessions: v.ZONECAST_MQTT_SESSIONS,
                ageMs: v.ZONECAST_MQTT_SESSION_DAYS * 86_400_000,
              },
            },
          }
        : {
            kind: "external",
            url: v.ZONECAST_MQTT_URL,
            username,
            password,
            authority:
              v.ZONECAST_MQTT_CA === undefined
                ? undefined
                : { text: pem("ZONECAST_MQTT_CA", v.ZONECAST_MQTT_CA), file: resolve(v.ZONECAST_MQTT_CA) },
            connections: v.ZONECAST_MQTT_CONNECTIONS,
            allowPlain: v.ZONECAST_MQTT_ALLOW_PLAIN,
          },
    trustDevices,
    publish: v.ZONECAST_PUBLISH ?? (v.ZONECAST_TRUST_DEVICES !== false && isLoopback(brokerHost)),
    rawLog: v.ZONECAST_RAW_LOG ? { folder: join(dataDir, "raw-log"), maxBytes: v.ZONECAST_RAW_LOG_MB * 1_000_000 } : undefined,
    building: {
      id: v.ZONECAST_BUILDING,
      timeZone: v.ZONECAST_TIME_ZONE ?? new Intl.DateTimeFormat().resolvedOptions().timeZone,
      latitudeDeg: v.ZONECAST_LATITUDE,
      longitudeDeg: v.ZONECAST_LONGITUDE,
    },
    logLevel: v.ZONECAST_LOG_LEVEL,
  };
}

/** What stands in the file that a setting names. Never in a message: it may be a key. */
function pem(name: string, path: string): string {
  try {
    const text = readFileSync(path, "utf8");
    if (text.includes("-----BEGIN ")) return text;
  } catch (cause) {
    throw new ZonecastError("bad-config", `${name}: cannot read ${path}`, { cause });
  }
  throw new ZonecastError("bad-config", `${name}: ${path} is not a PEM file`);
}

function hostOf(url: string): string {
  try {
    return new URL(url).hostname;
  } catch (cause) {
    throw new ZonecastError("bad-config", "ZONECAST_MQTT_URL is not a URL", { cause });
  }
}
