/** `/buildings/{building}`: one building. */
import { BuildingPage } from "../../../_building/building-page.tsx";

export default async function Page({ params }: { readonly params: Promise<{ readonly building: string }> }) {
  const { building } = await params;
  return <BuildingPage building={building} />;
}
