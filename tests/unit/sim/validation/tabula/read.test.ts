import { expect, test } from "vitest";
import { TABULA_FILE, tabulaRows } from "../../../../../sim/validation/tabula/read.ts";

const HEAD = [
  "Code_BuildingVariant",
  "Code_BuildingSizeClass",
  "A_C_Ref",
  "h_Transmission",
  "h_Ventilation",
  "theta_i",
  "Theta_e",
  "HeatingDays",
  "phi_int",
  "q_int",
  "q_sol",
  "c_m",
  "q_h_nd",
];
const read = (text: string) => tabulaRows({ [TABULA_FILE]: text });

test("rows by code, numbers as they are written", () => {
  const row = read(`${HEAD.join(",")}\nDE.X,SFH,100,1,0.5,20,4.6,216,3,15,10,45,99.5\n`).get("DE.X");
  expect(row).toMatchObject({ code: "DE.X", size: "SFH", A_C_Ref: 100, q_h_nd: 99.5 });
});

test("a missing column and an empty cell are named", () => {
  expect(() => read("a,b\n1,2")).toThrow(/no column 'Code_BuildingVariant'/);
  expect(() => read(`${HEAD.join(",")}\nDE.X,SFH,100,1,0.5,20,,216,3,15,10,45,99.5`)).toThrow(/line 2: Theta_e is ''/);
});
