/** `/buildings/{building}/compare`: zones of a building beside each other. */
import { ComparePage } from "../../../../_compare/compare-page.tsx";

export default async function Page({ params }: { readonly params: Promise<{ readonly building: string }> }) {
  const { building } = await params;
  return <ComparePage building={building} />;
}
