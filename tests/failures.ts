/** What the two test runners' JSON reports say of the tests that failed: file, name and the first lines of the reason. */
import { relative } from "node:path";

export interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numFailedTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

interface PlaywrightSuite {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly ok: boolean;
    readonly file?: string;
    readonly tests: readonly {
      readonly status?: string;
      readonly results: readonly { readonly errors?: readonly { readonly message?: string }[] }[];
    }[];
  }[];
}

export interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly suites: readonly PlaywrightSuite[];
}

const LINES = 12;

// Reports of a terminal's colours would only clutter a log.
const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

const first = (text: string): string => text.replaceAll(COLOUR, "").split("\n").slice(0, LINES).join("\n    ");

export function vitestFailures(report: VitestReport, root: string): string[] {
  return report.testResults.flatMap((file) => {
    const name = relative(root, file.name);
    const failed = file.assertionResults.filter((t) => t.status === "failed");
    if (failed.length === 0 && file.status === "failed") return [`FAIL ${name}\n    ${first(file.message ?? "")}`];
    return failed.map((t) => `FAIL ${name} > ${t.fullName}\n    ${first(t.failureMessages?.[0] ?? "")}`);
  });
}

type Spec = NonNullable<PlaywrightSuite["specs"]>[number];

const specsOf = (suite: PlaywrightSuite): Spec[] => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];

function told(word: string, { file, title, tests }: Spec): string {
  const why = tests.flatMap((t) => t.results.flatMap((r) => r.errors ?? []))[0]?.message ?? "";
  return `${word} ${file ?? "browser"} > ${title}\n    ${first(why)}`;
}

export const playwrightFailures = ({ suites }: PlaywrightReport): string[] =>
  suites
    .flatMap(specsOf)
    .filter((spec) => !spec.ok)
    .map((spec) => told("FAIL", spec));

/** Browser tests that passed only when tried again. */
export const playwrightAgain = ({ suites }: PlaywrightReport): string[] =>
  suites
    .flatMap(specsOf)
    .filter((spec) => spec.ok && spec.tests.some((t) => t.status === "flaky"))
    .map((spec) => told("AGAIN", spec));
