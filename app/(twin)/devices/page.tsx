/** `/devices`: devices, inbox and rejected messages. */
import { DevicesPage } from "../../_devices/devices-page.tsx";

export default function Page() {
  return <DevicesPage />;
}
