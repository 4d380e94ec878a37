// A figure's drawn points and simulated lines on one plot, residuals below, errors beside.
import { useMemo, useState } from "preact/hooks";
import { curveColor } from "../figure/colors.ts";
import { familyText } from "../figure/families.ts";
import type { Extraction, Point } from "../figure/extraction.ts";
import { axisTitle, percent, quantity } from "../lib/format.ts";
import { VerdictBadge } from "../ui/parts.tsx";
import { Plot } from "./plot.tsx";
import { positive, prefersLog, type Line } from "./plot_data.ts";
import type { CurveCheck, FigureCheck as Check } from "./verification.ts";

export function FigureCheck({ check, axes, link }: { check: Check; axes: Extraction["axes"] | null; link: string | null }) {
  const name = check.figure ? `Figure ${check.figure}` : `Page ${check.source.page}`;
  return (
    <section class="card figure-check" aria-label={name}>
      <header>
        <h2>{link ? <a href={link}>{name}</a> : name}: {check.source.caption || familyText(check.family)}</h2>
        {check.grade && <span class={`grade grade-${check.grade}`}>grade {check.grade}</span>}
        <VerdictBadge verdict={check.verdict} />
      </header>
      {check.reason && <p>{check.reason}</p>}
      {(check.notes ?? []).map((note) => <p key={note} class="muted">{note}</p>)}
      {check.curves.some((curve) => curve.drawn?.length) && <Plots check={check} axes={axes} />}
      {check.curves.length > 0 && <ErrorTable check={check} />}
    </section>
  );
}

function Plots({ check, axes }: { check: Check; axes: Extraction["axes"] | null }) {
  const curves = check.curves.filter((curve) => curve.drawn?.length && curve.simulated?.length);
  const isLog = (axis: "x" | "y", column: 0 | 1) => axes ? axes[axis].scale === "log10"
    : prefersLog(curves.flatMap((curve) => curve.drawn!.map((point) => point[column])));
  const [logX, setLogX] = useState(() => isLog("x", 0));
  const [logY, setLogY] = useState(() => isLog("y", 1));
  const lines = useMemo(() => linesOf(curves, logX, logY), [check, logX, logY]);
  const residuals = useMemo(() => residualLines(curves), [check]);
  const text = (axis: "x" | "y") => (axes ? axisText(axes[axis]) : axis);
  return (
    <div>
      <div class="plot-tools">
        <span class="plot-key"><i class="key-dot" /> drawn</span>
        <span class="plot-key"><i class="key-line" /> simulated</span>
        <label><input type="checkbox" checked={logX} onClick={() => setLogX(!logX)} /> log x</label>
        <label><input type="checkbox" checked={logY} onClick={() => setLogY(!logY)} /> log y</label>
      </div>
      <Plot label={`Drawn and simulated curves: ${describe(curves)}`} lines={lines} xText={text("x")} yText={text("y")}
        logX={logX} logY={logY} height={300} />
      <Plot label="Residuals in percent of the plot" lines={residuals} xText={text("x")} yText="residual, %"
        logX={logX} logY={false} height={120} />
    </div>
  );
}

function linesOf(curves: CurveCheck[], logX: boolean, logY: boolean): Line[] {
  return curves.flatMap((curve, i): Line[] => [
    { label: `${curve.label} drawn`, color: curveColor(i), dashed: false, points: positive(curve.drawn!, logX, logY) },
    { label: `${curve.label} simulated`, color: curveColor(i), dashed: true, points: positive(curve.simulated!, logX, logY) },
  ]);
}

function residualLines(curves: CurveCheck[]): Line[] {
  return curves.filter((curve) => curve.residuals).map((curve, i) => ({
    label: curve.label, color: curveColor(i), dashed: true,
    points: curve.drawn!.map(([x], k): Point => [x, 100 * (curve.residuals![k] ?? NaN)]),
  }));
}

function axisText(axis: Extraction["axes"]["x"]): string {
  return axisTitle(axis.title, axis.quantity, axis.unit);
}

function describe(curves: CurveCheck[]): string {
  return curves.map((curve) => `${curve.label || "a curve"}, ${percent(curve.rms_span)} RMS`).join("; ");
}

function ErrorTable({ check }: { check: Check }) {
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label="Table of errors">
      <table class="errors">
        <thead>
          <tr><th>Curve</th><th>RMS</th><th>95 %</th><th>largest</th><th>median error of y</th><th>bias</th><th>RMS in units</th></tr>
        </thead>
        <tbody>
          {check.curves.map((curve, i) => (
            <tr key={i}>
              <th><i class="swatch" style={{ background: curveColor(i) }} /> {curve.label || `curve ${i + 1}`}
                {curve.contradicts && <span class="error-text"> contradicts the others</span>}</th>
              <td>{percent(curve.rms_span)}</td><td>{percent(curve.p95_span)}</td><td>{percent(curve.max_span)}</td>
              <td>{curve.median_percent.toFixed(2)} %</td><td>{curve.bias_percent.toFixed(2)} %</td>
              <td>{quantity(curve.units.rms, curve.units.unit)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr><td colSpan={7}>
            Of the plot: extraction {percent(check.errors.extraction)}, fit {percent(check.errors.fit)}, verification in ngspice {percent(check.errors.verification)}
          </td></tr>
        </tfoot>
      </table>
    </div>
  );
}
