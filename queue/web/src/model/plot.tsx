// A uPlot chart as a component: made anew when its lines or scales change, resized with its frame.
import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import { axisMark } from "../lib/format.ts";
import { useStore } from "../lib/store.ts";
import { uiScale } from "../lib/ui_scale.ts";
import { theme } from "../ui/theme.ts";
import { columnsOf, type Line } from "./plot_data.ts";

export interface PlotProps {
  label: string; // for those who cannot see it
  lines: Line[];
  xText: string;
  yText: string;
  logX: boolean;
  logY: boolean;
  height: number; // CSS pixels at the usual size
}

export function Plot(props: PlotProps) {
  const frame = useRef<HTMLDivElement>(null);
  const shade = useStore(theme);
  useEffect(() => {
    const element = frame.current!;
    const plot = new uPlot(optionsOf(props, element.clientWidth), columnsOf(props.lines) as uPlot.AlignedData, element);
    const observer = new ResizeObserver(() =>
      plot.setSize({ width: element.clientWidth, height: props.height * uiScale() }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [props.lines, props.logX, props.logY, shade]);
  return <div ref={frame} class="plot" role="img" aria-label={props.label} style={{ minHeight: `${props.height / 14}rem` }} />;
}

function optionsOf(props: PlotProps, width: number): uPlot.Options {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(name).trim();
  const ui = uiScale();
  const font = `${12 * ui}px system-ui, sans-serif`;
  const axis = (label: string, size: number, log: boolean): uPlot.Axis => ({
    label, font, labelFont: font, size: size * ui, labelSize: 18 * ui, stroke: color("--text"), ticks: { stroke: color("--line") },
    grid: { stroke: color("--line"), width: 1 },
    values: (_, splits) => splits.map((value) => (value === null || (log && !isDecade(value)) ? "" : axisMark(value))),
  });
  return {
    width, height: props.height * ui, legend: { show: false }, cursor: { y: false, points: { show: false } },
    scales: {
      x: { time: false, distr: props.logX ? 3 : 1 },
      y: { distr: props.logY ? 3 : 1 },
    },
    axes: [axis(props.xText, 34, props.logX), axis(props.yText, 62, props.logY)],
    series: [{}, ...props.lines.map((line): uPlot.Series => (line.dashed
      ? { label: line.label, stroke: line.color, width: 1.8 * ui, spanGaps: true, points: { show: false } }
      : { label: line.label, stroke: line.color, width: 0, spanGaps: true, paths: () => null,
        points: { show: true, size: 4.5 * ui, stroke: line.color, fill: line.color, width: 0 } }))],
  };
}

function isDecade(value: number): boolean {
  const power = Math.log10(Math.abs(value));
  return Math.abs(power - Math.round(power)) < 1e-6;
}
