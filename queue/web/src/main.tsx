import { render } from "preact";
import "uplot/dist/uPlot.min.css";
import "./styles/page.css";
import { App } from "./app.tsx";
import { startTheme } from "./ui/theme.ts";

startTheme();
render(<App />, document.getElementById("app")!);
