/** `/buildings/{building}/{zone}/schedule`: the weekly schedules of a zone. */
import { SchedulePage } from "../../../../../_schedule/schedule-page.tsx";

export default async function Page({
  params,
}: {
  readonly params: Promise<{ readonly building: string; readonly zone: string }>;
}) {
  const { building, zone } = await params;
  return <SchedulePage building={building} zone={zone} />;
}
