/** `/jobs`: what the forecaster is learning, and what came of it. */
import { JobsPage } from "../../_jobs/jobs-page.tsx";

export default function Page() {
  return <JobsPage />;
}
