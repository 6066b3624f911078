/** What the server and the forecasting thread say to each other. */
import type { Explanation, Forecast, ForecastTask } from "#domain";

export interface ForecastRequest {
  readonly id: number;
  readonly task: ForecastTask;
  /** Issue times to compute afterwards, each from nothing but the history up to it; absent: one forecast at `task.issuedAt`. */
  readonly origins?: readonly number[] | undefined;
  /** Learn and choose anew on this series, whatever is known of it. */
  readonly anew?: boolean | undefined;
  /** Name of the candidate that spoke: what the network in it looked at is asked for, and no forecast. */
  readonly explain?: string | undefined;
  /** File of a model that competes beside the one that ships. */
  readonly model?: string | undefined;
}

export interface ForecastAnswer {
  readonly id: number;
  readonly forecasts: readonly Forecast[];
  readonly explanation?: Explanation | undefined;
  /** Why there are none, or fewer than asked for. */
  readonly problem?: { readonly code: string; readonly message: string } | undefined;
}
