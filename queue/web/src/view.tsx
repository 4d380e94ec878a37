// From the address to the view.
import type { Route } from "./lib/route.ts";
import { DigitizePage } from "./digitize/digitize_page.tsx";
import { FigurePage } from "./figure/figure_page.tsx";
import { ModelPage } from "./model/model_page.tsx";
import { MonitorPage } from "./monitor/monitor_page.tsx";
import { JobPage } from "./job/job_page.tsx";
import { LibrariesPage } from "./parts/libraries_page.tsx";
import { PartPage } from "./parts/part_page.tsx";
import { PartsPage } from "./parts/parts_page.tsx";
import { ReviewPage } from "./review/review_page.tsx";
import { Empty } from "./ui/parts.tsx";

export function View({ route }: { route: Route }) {
  const [name = "queue", id, part, index] = route.parts;
  switch (name) {
    case "queue": return <MonitorPage route={route} />;
    case "job":
      if (part === "figure") return <FigurePage job={Number(id)} index={Number(index ?? 1)} />;
      if (part === "model") return <ModelPage id={Number(id)} />;
      return <JobPage id={Number(id)} />;
    case "digitize": return <DigitizePage image={id ? Number(id) : null} page={Number(route.query.get("page") ?? 1)} />;
    case "products": return <PartsPage />;
    case "product": return <PartPage key={id} id={Number(id)} />;
    case "libraries": return <LibrariesPage />;
    case "review": return <ReviewPage />;
    default:
      return <Empty title="There is no such view"><p><a href="#/queue">Go to the queue</a></p></Empty>;
  }
}
