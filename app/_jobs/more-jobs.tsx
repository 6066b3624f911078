"use client";
/** Begins what a building does not do by itself: a forecast at once, a network of one's own, a comparison of transfers. */
import { type FormEvent, useMemo, useState } from "react";
import { type Building, type Job, type JobRequest, type SignalId, signalOf, TRANSFER_WAYS, WHOLE_BUILDING } from "#domain";
import { zoneKey } from "../_live/state.ts";
import { useBuildings, useLive, useTimeZone } from "../_live/use-live.tsx";
import { Button } from "../_ui/button.tsx";
import { Card } from "../_ui/card.tsx";
import { Choice } from "../_ui/choice.tsx";
import { useFormat, useWords } from "../_words/use-words.tsx";
import { NumberField, SelectField, Ticks } from "./field.tsx";

const KINDS = ["forecast", "train", "transfer"] as const;
const WIDTHS = [16, 32, 64] as const;
const MOST_EPOCHS = 100;
/** No way is taken: all are compared. */
const COMPARE = "";
/** The network that ships. */
const SHIPPED = "";

interface Series {
  readonly zone: string;
  readonly signal: SignalId;
  readonly label: string;
}

/** What can be forecast in a building: air temperatures, powers and counters. */
function useForecastable(building: Building | undefined): readonly Series[] {
  const { signals, zone: words } = useWords();
  const zones = useLive((s) => s.zones);
  return useMemo(() => {
    if (!building) return [];
    const places = [...building.zones, { id: WHOLE_BUILDING, name: words.whole }];
    return places.flatMap(({ id, name }) => {
      const found = new Set((zones.get(zoneKey(building.id, id)) ?? []).map((p) => p.signal));
      return [...found]
        .filter((signal) => signal === "airTempC" || signalOf(signal).kind === "cumulated")
        .map((signal): Series => ({ zone: id, signal, label: `${name}: ${signals[signal]}` }));
    });
  }, [building, zones, signals, words]);
}

export function MoreJobs({
  jobs,
  datasets,
  onStart,
}: {
  /** Newest first. */
  readonly jobs: readonly Job[];
  /** Names of the data sets that there are. */
  readonly datasets: readonly string[];
  readonly onStart: (request: JobRequest) => void;
}) {
  const { jobs: words } = useWords();
  const { dayTime } = useFormat();
  const buildings = useBuildings();
  const [kind, setKind] = useState<(typeof KINDS)[number]>("forecast");
  const [chosen, setChosen] = useState<string>();
  const [hidden, setHidden] = useState<string>(String(WIDTHS[0]));
  const [epochs, setEpochs] = useState("10");
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [place, setPlace] = useState<string>();
  const [model, setModel] = useState(SHIPPED);
  const [way, setWay] = useState(COMPARE);
  const building = buildings.find((b) => b.id === chosen) ?? buildings[0];
  const series = useForecastable(building);
  const target = series.find((s) => `${s.zone} ${s.signal}` === place) ?? series[0];
  const models = jobs.filter((j) => (j.kind === "train" || j.strategy !== undefined) && j.state === "done");
  const { timeZone } = useTimeZone(building?.id);
  if (!building) return null;

  // A data set may have gone since it was ticked.
  const sets = datasets.filter((name) => ticked.includes(name));
  const request = (): JobRequest | undefined => {
    if (kind === "forecast") return { kind, building: building.id };
    if (kind === "train")
      return {
        kind,
        building: building.id,
        hidden: WIDTHS.find((w) => String(w) === hidden) ?? WIDTHS[0],
        epochs: Number(epochs),
        ...(sets.length > 0 && { datasets: sets }),
      };
    const strategy = TRANSFER_WAYS.find((w) => w === way);
    return (
      target && {
        ...{ kind, building: building.id, zone: target.zone, signal: target.signal },
        ...(model !== SHIPPED && { model }),
        ...(strategy && { strategy }),
      }
    );
  };
  const begin = (event: FormEvent): void => {
    event.preventDefault();
    const wanted = request();
    if (wanted) onStart(wanted);
  };
  return (
    <Card title={words.more}>
      <form onSubmit={begin} className="grid gap-4">
        <Choice
          label={words.kind}
          value={kind}
          onChange={setKind}
          options={KINDS.map((k) => ({ value: k, label: words.kinds[k] }))}
        />
        <p className="text-muted text-sm">{words.kindHelp[kind]}</p>
        <SelectField
          label={words.building}
          value={building.id}
          onChange={setChosen}
          options={buildings.map((b) => ({ value: b.id, label: b.name }))}
        />
        {kind === "train" && (
          <>
            <div className="grid grid-cols-2 gap-4">
              <SelectField
                label={words.hidden}
                value={hidden}
                onChange={setHidden}
                options={WIDTHS.map((w) => ({ value: String(w), label: String(w) }))}
              />
              <NumberField label={words.epochs} value={epochs} onChange={setEpochs} min={1} max={MOST_EPOCHS} />
            </div>
            {datasets.length > 0 && <Ticks legend={words.datasets} names={datasets} ticked={sets} onChange={setTicked} />}
          </>
        )}
        {kind === "transfer" && (
          <>
            <SelectField
              label={words.series}
              value={target ? `${target.zone} ${target.signal}` : ""}
              onChange={setPlace}
              options={series.map((s) => ({ value: `${s.zone} ${s.signal}`, label: s.label }))}
            />
            <SelectField
              label={words.strategy}
              value={way}
              onChange={setWay}
              options={[{ value: COMPARE, label: words.compareAll }, ...TRANSFER_WAYS.map((w) => ({ value: w, label: w }))]}
            />
            <SelectField
              label={words.model}
              value={model}
              onChange={setModel}
              options={[
                { value: SHIPPED, label: words.shippedModel },
                ...models.map((m) => ({ value: m.id, label: words.ownModel(dayTime(m.endedAt ?? m.createdAt, timeZone)) })),
              ]}
            />
          </>
        )}
        <div>
          <Button type="submit" weight="primary">
            {words.start}
          </Button>
        </div>
      </form>
    </Card>
  );
}
