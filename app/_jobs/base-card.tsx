"use client";
/** Which trained network competes for the forecasts of each building, beside the one that ships; the last change can be taken back. */
import { useState } from "react";
import type { Building, Job, Learnable } from "#domain";
import { useBuildings, useTimeZone } from "../_live/use-live.tsx";
import { Button } from "../_ui/button.tsx";
import { Card, Empty } from "../_ui/card.tsx";
import { useFormat, useWords } from "../_words/use-words.tsx";
import { SelectField } from "./field.tsx";

const NONE = "";

interface BaseCardProps {
  readonly models: Learnable["models"];
  /** Newest first. */
  readonly jobs: readonly Job[];
  readonly onChoose: (building: string, model: string | null) => void;
}

/** A trained network as people know it: of which building, trained when. */
function useModelName(jobs: readonly Job[]): (model: Learnable["models"][number]) => string {
  const { jobs: words } = useWords();
  const { dayTime } = useFormat();
  const buildings = useBuildings();
  const { timeZone } = useTimeZone(undefined);
  return ({ id, at }) => {
    const job = jobs.find((j) => j.id === id);
    if (!job) return words.foreignModel(id, dayTime(at, timeZone));
    const building = buildings.find((b) => b.id === job.building);
    return words.modelOf(building?.name ?? job.building, dayTime(job.endedAt ?? at, building?.timeZone ?? timeZone));
  };
}

export function BaseCard({ models, jobs, onChoose }: BaseCardProps) {
  const { jobs: words } = useWords();
  const buildings = useBuildings();
  const nameOf = useModelName(jobs);
  const [undo, setUndo] = useState<{ readonly building: string; readonly model: string | null }>();
  const choose = ({ id, forecastModel }: Building, value: string): void => {
    setUndo({ building: id, model: forecastModel ?? null });
    onChoose(id, value === NONE ? null : value);
  };
  const takeBack = (): void => {
    if (undo) onChoose(undo.building, undo.model);
    setUndo(undefined);
  };
  return (
    <Card title={words.base}>
      <p className="mb-4 text-muted text-sm">{words.baseHelp}</p>
      {models.length === 0 && buildings.every((b) => b.forecastModel === undefined) ? (
        <Empty title={words.noModel} />
      ) : (
        <ul className="grid gap-4">
          {buildings.map((b) => {
            const isGone = b.forecastModel !== undefined && !models.some(({ id }) => id === b.forecastModel);
            return (
              <li key={b.id}>
                <SelectField
                  label={b.name}
                  value={b.forecastModel ?? NONE}
                  onChange={(value) => choose(b, value)}
                  options={[
                    { value: NONE, label: words.onlyShipped },
                    ...(isGone ? [{ value: b.forecastModel ?? NONE, label: words.goneModel(b.forecastModel ?? "") }] : []),
                    ...models.map((m) => ({ value: m.id, label: nameOf(m) })),
                  ]}
                />
                {undo?.building === b.id && (
                  <p className="mt-1.5 flex flex-wrap items-center gap-x-3 text-muted text-sm" role="status">
                    {words.baseChanged}
                    <Button weight="quiet" onClick={takeBack}>
                      {words.undo}
                    </Button>
                  </p>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
