/** `/buildings/{building}/{zone}`: one zone. */
import { ZonePage } from "../../../../_zone/zone-page.tsx";

export default async function Page({
  params,
}: {
  readonly params: Promise<{ readonly building: string; readonly zone: string }>;
}) {
  const { building, zone } = await params;
  return <ZonePage building={building} zone={zone} />;
}
