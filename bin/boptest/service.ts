/** BOPTEST's verbs as a function from request to answer; knows nothing of sockets. */
import { type Clock, errorLine, isZonecastError, ZonecastError } from "#domain";
import type { Price } from "./conditions.ts";
import { forecastFrom, forecastPoints } from "./forecast.ts";
import type { Uncertainty } from "./forecast-error.ts";
import { periodOf } from "./periods.ts";
import { inputsOf, measurementsOf } from "./points.ts";
import {
  advanceRequest,
  checked,
  forecastRequest,
  initializeRequest,
  resultsRequest,
  scenarioRequest,
  stepRequest,
} from "./requests.ts";
import { createTestCase, type TestCaseInput } from "./test-case.ts";

export interface Answer {
  readonly status: 200 | 400 | 404 | 405 | 500;
  /** JSON. */
  readonly body: unknown;
}

export interface Service {
  /** @param path without host and query; @param body parsed JSON or form, undefined when there was none */
  answer(method: string, path: string, body: unknown): Answer;
}

interface Scenario {
  electricity_price: Price;
  time_period: string | null;
  temperature_uncertainty: Uncertainty | null;
  solar_uncertainty: Uncertainty | null;
  seed: number;
}

type Verb = (body: unknown) => { readonly payload: unknown; readonly message?: string };
interface Route {
  readonly methods: readonly string[];
  readonly run: Verb;
}

const BEFORE_PERIOD_S = 7 * 86_400;
const FIRST_STEP_S = 3_600;
/** A test holds its whole history. */
const MOST_TESTS = 20;

export interface ServiceInput extends TestCaseInput {
  readonly version: string;
}

export function createService(input: ServiceInput, clock: Clock): Service {
  const name = input.model.building.id;
  const tests = new Map<string, ReadonlyMap<string, Route>>();
  let selected = 0;
  // The test that a client without an id speaks to.
  const only = routesOf(input, clock);

  function service(method: string, parts: readonly string[]): Answer | undefined {
    const [first = "", second = "", third = ""] = parts;
    const path = parts.length;
    if (first === "testcases" && path === 1 && method === "GET") return { status: 200, body: [{ testcaseid: name }] };
    if (first === "testcases" && path === 3 && third === "select" && method === "POST") {
      if (second !== name) return fault(404, `there is no test case '${second.slice(0, 80)}'; there is '${name}'`);
      if (tests.size >= MOST_TESTS) return fault(400, `${MOST_TESTS} tests run already; stop one with PUT /stop/{testid}`);
      const id = `${name}-${++selected}`;
      tests.set(id, routesOf(input, clock));
      return { status: 200, body: { testid: id } };
    }
    if (path !== 2) return undefined;
    if (first !== "status" && first !== "stop") return undefined;
    if (!tests.has(second)) return fault(404, `there is no test '${second.slice(0, 80)}'`);
    if (first === "status") return { status: 200, body: "Running" };
    tests.delete(second);
    return { status: 200, body: "Stopped" };
  }

  return {
    answer(method, path, body) {
      try {
        const parts = path
          .split("/")
          .filter((part) => part !== "")
          .map(decoded);
        const own = service(method, parts);
        if (own) return own;
        const [verb = "", id] = parts;
        const routes = id === undefined ? only : tests.get(id);
        if (!routes) return fault(404, `there is no test '${id?.slice(0, 80)}'`);
        const route = parts.length <= 2 ? routes.get(verb) : undefined;
        if (!route) return fault(404, `there is no verb '${verb.slice(0, 80)}'`);
        if (!route.methods.includes(method)) {
          const other = routes.get(`${verb} ${method}`);
          if (!other) return fault(405, `${verb} takes ${methodsOf(routes, verb).join(" or ")}, not ${method}`);
          return good(verb, other.run(body));
        }
        return good(verb, route.run(body));
      } catch (e) {
        if (!isZonecastError(e)) return fault(500, "something went wrong inside Zonecast");
        return fault(e.code === "numerics" ? 500 : 400, errorLine(e));
      }
    },
  };
}

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new ZonecastError("bad-input", "the path is broken");
  }
};

const methodsOf = (routes: ReadonlyMap<string, Route>, verb: string): string[] =>
  [...routes].filter(([name]) => name.split(" ")[0] === verb).flatMap(([, route]) => [...route.methods]);

const good = (verb: string, { payload, message }: ReturnType<Verb>): Answer => ({
  status: 200,
  body: { status: 200, message: message ?? `${verb}: done.`, payload },
});
const fault = (status: Exclude<Answer["status"], 200>, message: string): Answer => ({
  status,
  body: { status, message, payload: null },
});

/** The verbs of one test. A verb with several methods stands as `verb` and `verb METHOD`. */
function routesOf(input: ServiceInput, clock: Clock): ReadonlyMap<string, Route> {
  const { model, version, weather } = input;
  const test = createTestCase(input, clock);
  let stepS = FIRST_STEP_S;
  const scenario: Scenario = {
    electricity_price: "constant",
    time_period: null,
    temperature_uncertainty: null,
    solar_uncertainty: null,
    seed: 1,
  };
  const get = (run: Verb): Route => ({ methods: ["GET"], run });
  const put = (run: Verb): Route => ({ methods: ["PUT"], run });
  const facts = (entries: readonly (readonly [string, object])[]) => ({ payload: Object.fromEntries(entries) });

  const initialize: Verb = (body) => {
    const { start_time, warmup_period } = checked(initializeRequest, body);
    const payload = test.initialize(start_time, warmup_period);
    scenario.time_period = null;
    return { payload, message: "Test simulation initialized successfully." };
  };
  const setScenario: Verb = (body) => {
    const asked = checked(scenarioRequest, body);
    if (asked.electricity_price) scenario.electricity_price = asked.electricity_price;
    if (asked.seed !== undefined && asked.seed !== null) scenario.seed = asked.seed;
    if (asked.temperature_uncertainty !== undefined) scenario.temperature_uncertainty = asked.temperature_uncertainty;
    if (asked.solar_uncertainty !== undefined) scenario.solar_uncertainty = asked.solar_uncertainty;
    const payload: Record<string, unknown> = { ...scenario, time_period: null };
    if (asked.time_period) {
      const { startS, endS } = periodOf(asked.time_period, weather);
      payload.time_period = test.initialize(startS, BEFORE_PERIOD_S);
      test.endsAt(endS);
      scenario.time_period = asked.time_period;
    }
    return { payload, message: "Test scenario set." };
  };

  return new Map<string, Route>([
    ["name", get(() => ({ payload: { name: model.building.id } }))],
    ["version", get(() => ({ payload: { version } }))],
    ["step", get(() => ({ payload: stepS }))],
    [
      "step PUT",
      put((body) => {
        stepS = checked(stepRequest, body).step;
        return { payload: { step: stepS }, message: "Control step set." };
      }),
    ],
    ["initialize", { methods: ["PUT", "POST"], run: initialize }],
    [
      "advance",
      {
        methods: ["POST"],
        run(body) {
          const advanced = test.advance(stepS, checked(advanceRequest, body ?? {}));
          if (!advanced) return { payload: {}, message: "The test has ended: no more steps." };
          const { values, notes } = advanced;
          return { payload: values, message: notes.length > 0 ? `Clipped: ${notes.join("; ")}.` : "Advanced simulation." };
        },
      },
    ],
    [
      "measurements",
      get(() =>
        facts(
          measurementsOf(model).map((m) => [m.name, { Unit: m.unit, Description: m.description, Minimum: null, Maximum: null }]),
        ),
      ),
    ],
    [
      "inputs",
      get(() =>
        facts(
          inputsOf(model).flatMap((i): [string, object][] => [
            [`${i.name}_u`, { Unit: i.unit, Description: i.description, Minimum: i.minimum, Maximum: i.maximum }],
            [`${i.name}_activate`, { Unit: null, Description: `Whether ${i.name}_u acts`, Minimum: null, Maximum: null }],
          ]),
        ),
      ),
    ],
    [
      "results",
      put((body) => {
        const { point_names, start_time, final_time } = checked(resultsRequest, body);
        return { payload: test.results(point_names, start_time, final_time) };
      }),
    ],
    ["kpi", get(() => ({ payload: test.kpi(scenario.electricity_price) }))],
    ["scenario", get(() => ({ payload: { ...scenario } }))],
    ["scenario PUT", put(setScenario)],
    [
      "forecast_points",
      get(() => facts([...forecastPoints(input)].map(([name, p]) => [name, { Unit: p.unit, Description: p.description }]))),
    ],
    [
      "forecast",
      put((body) => {
        const { point_names, horizon, interval } = checked(forecastRequest, body);
        const { temperature_uncertainty: temperature, solar_uncertainty: solar, seed } = scenario;
        const asked = { names: point_names, horizonS: horizon, intervalS: interval, temperature, solar, seed };
        return { payload: forecastFrom(input, test.timeS, asked) };
      }),
    ],
  ]);
}
