// From the address to the view.
import type { Route } from "./lib/route.ts";
import { MonitorPage } from "./monitor/monitor_page.tsx";
import { Empty } from "./ui/parts.tsx";

export function View({ route }: { route: Route }) {
  const [name = "queue"] = route.parts;
  switch (name) {
    case "queue": return <MonitorPage route={route} />;
    default:
      return <Empty title="There is no such view"><p><a href="#/queue">Go to the queue</a></p></Empty>;
  }
}
