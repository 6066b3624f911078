import fc from "fast-check";
import { expect, test } from "vitest";
import { parseCommandTemplate, parseTemplate } from "../../../../devices/dialects/ha-template.ts";
import { recorded } from "../../../support/dialect.ts";
import { sharedDataMissing } from "../../../support/shared-data.ts";
import { describeUnless } from "../../../support/visible-skip.ts";

const render = (template: string, json: unknown, text = JSON.stringify(json)) => {
  const parsed = parseTemplate(template);
  return parsed ? parsed.read({ text, json }) : "not understood";
};

test.each([
  ["{{ value_json.temp }}", { temp: 21.5 }, 21.5],
  ['{{ value_json["temp"] }}', { temp: "21.5" }, "21.5"],
  ["{{value_json['a b']}}", { "a b": 1 }, 1],
  ["{{ value_json.a.b.c }}", { a: { b: { c: 7 } } }, 7],
  ["{{ value_json.list[1] }}", { list: [4, 5] }, 5],
  ["{{ value_json.temp }}", {}, undefined],
  ["{{ value_json.a.b }}", { a: null }, undefined],
  ["{{ value_json }}", 5, 5],
  ["{{ value }}", 12, "12"],
  ["{{- value_json.temp -}}", { temp: 1 }, 1],
])("%s of %j is %j", (template, json, expected) => {
  expect(render(template, json)).toEqual(expected);
});

test.each([
  ["{{ value_json.x | float }}", { x: "3.5" }, 3.5],
  ["{{ value_json.x | float(0) }}", { x: "none" }, 0],
  ["{{ value_json.x | float }}", { x: "none" }, undefined],
  ["{{ value_json.x | int }}", { x: "-3.9" }, -3],
  ["{{ value_json.x | round(1) }}", { x: 2.71 }, 2.7],
  ["{{ value_json.x | float | round }}", { x: "3.6" }, 4],
  ["{{ value_json.x | lower }}", { x: true }, "true"],
  ["{{ value_json.x | lower }}", { x: "ON" }, "on"],
  ["{{ value_json.x | default('off') }}", {}, "off"],
  ["{{ value_json.x | default('', true) }}", { x: 0 }, ""],
  ["{{ value_json.x | default(3) }}", { x: 0 }, 0],
])("%s of %j is %j", (template, json, expected) => {
  expect(render(template, json)).toEqual(expected);
});

test("a condition follows Python's truth", () => {
  const template = '{% if value_json["x"] %}true{% else %}false{% endif %}';
  const truths = [true, 1, "no", [0], { a: 1 }].map((x) => render(template, { x }));
  const lies = [false, 0, "", [], {}, null].map((x) => render(template, { x }));
  expect([new Set(truths), new Set(lies)]).toEqual([new Set(["true"]), new Set(["false"])]);
});

test("a lookup table, with what is missing or null under None", () => {
  const template = "{% set m = {None:None,'idle':'off','heat':'heating'} %}{{ m[value_json[\"s\"]] }}";
  expect(render(template, { s: "heat" })).toBe("heating");
  expect(render(template, { s: null })).toBeNull();
  expect(render(template, {})).toBeNull();
  expect(render(template, { s: "elsewhere" })).toBeUndefined();
  expect(render(template, { s: "__proto__" })).toBeUndefined();
});

test.each([
  "{{ now().strftime('%Y') }}",
  "{{ value_json.x + 1 }}",
  "{{ value_json.x | truncate(254, True, '', 0) }}",
  "{{ states('sensor.a') }}",
  "{% for i in range(9) %}a{% endfor %}",
  "{{ ''.__class__.__mro__ }}",
  '{"a":{{ value_json.x }}}',
  "plain text",
  "",
  "{{",
  "{{ value_json. }}",
  "{{ value_json.x",
  "{{ value_json.x }} and more",
  `{{ value_json.${"a".repeat(1_000)} }}`,
])("%s is not understood", (template) => {
  expect(parseTemplate(template)).toBeUndefined();
});

test("only the payload's own keys are read", () => {
  for (const key of ["constructor", "__proto__", "toString"]) expect(render(`{{ value_json.${key} }}`, {})).toBeUndefined();
});

test("says whether it needs JSON", () => {
  expect(parseTemplate("{{ value }}")?.needsJson).toBe(false);
  expect(parseTemplate("{{ value_json.a }}")?.needsJson).toBe(true);
});

const PIECES = [
  "{{",
  "}}",
  "{%",
  "%}",
  " ",
  "value_json",
  "value",
  ".",
  "[",
  "]",
  '"',
  "'",
  "a",
  "|",
  "if",
  "else",
  "endif",
  "set",
  "=",
  "{",
  "}",
  ":",
  ",",
  "(",
  ")",
  "float",
  "1",
  "\n",
  "-",
];

test("never throws, whatever the template and the payload", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }), fc.jsonValue(), (pieces, json) => {
      parseTemplate(pieces.join(""))?.read({ text: JSON.stringify(json), json });
    }),
    { numRuns: 2_000 },
  );
  fc.assert(fc.property(fc.string({ maxLength: 1_200 }), (text) => void parseTemplate(text)));
});

test("a command template is text around the value", () => {
  expect(parseCommandTemplate("{{ value }}")?.("21.5")).toBe("21.5");
  expect(parseCommandTemplate('{"set": {{value}}}')?.("21.5")).toBe('{"set": 21.5}');
  expect(parseCommandTemplate("{{ value | int }}")).toBeUndefined();
  expect(parseCommandTemplate("{% if value %}{{ value }}{% endif %}")).toBeUndefined();
  expect(parseCommandTemplate("off")).toBeUndefined();
});

describeUnless(sharedDataMissing("mqtt", "zigbee2mqtt", "ha-discovery.json"), "templates of a recorded run", () => {
  test("of 353 template values all but 11 are understood", () => {
    const templates = recorded("zigbee2mqtt", "ha-discovery.json").flatMap(({ payload }) =>
      Object.entries(payload as object).flatMap(([key, value]) =>
        key.endsWith("_template") ? [[key, String(value)] as const] : key === "availability" ? availabilityTemplates(value) : [],
      ),
    );
    const strange = templates.filter(([, text]) => !parseTemplate(text));
    process.stdout.write(`templates: ${templates.length - strange.length} of ${templates.length} understood\n`);
    expect(templates).toHaveLength(353);
    expect(strange.length).toBeLessThanOrEqual(11);
  });
});

const availabilityTemplates = (list: readonly { value_template?: string }[]) =>
  list.flatMap((item) => (item.value_template === undefined ? [] : [["value_template", item.value_template] as const]));
