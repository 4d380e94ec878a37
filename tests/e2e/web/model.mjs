// A diode model's verification for the walks, with simulated curves a little off the drawn ones.
import { extraction, outcomeOf } from "./chart.mjs";

const lib = ".model DBAS16 D(IS=1.02n N=1.31 RS=44.7m EG=1.11 XTI=3)\n";

function curveCheck(curve, k) {
  const drawn = curve.points.filter((_, i) => i % 4 === 0);
  const off = (i) => 0.012 * Math.sin(i / 6 + k);
  return { curve: curve.id, label: curve.label, conditions: curve.conditions, temperature: curve.conditions.T, axis: "y", points: drawn.length,
    rms_span: 0.0021 + 0.001 * k, p95_span: 0.0043, max_span: 0.0061, median_percent: 0.83, bias_percent: -0.21, units: { rms: 0.0024, unit: "V" },
    drawn, simulated: drawn.map(([v, i], n) => [v, i * (1 + off(n))]), residuals: drawn.map((_, n) => off(n) / 9) };
}

export function verification({ part = "BAS16", verdict = "pass" } = {}) {
  const forward = extraction({ part });
  return {
    schema: "curvespice/verification/1", part, device: "diode", model_file: `${part}.lib`, model_sha256: "00", simulator: "ngspice 39.3",
    verdict, summary: "The model follows both figures that it was made from: forward current at three temperatures within 0.4 % of the plot.",
    figures: [
      { figure: "3", artifact: forward.artifact_name, family: "diode_forward", source: { file: `${part}.pdf`, page: 4, caption: forward.source.caption },
        conditions: {}, curves: forward.curves.map(curveCheck), errors: { extraction: 0.0005, fit: 0.003, verification: 0.0031 }, grade: "A", verdict: "pass", reason: "", notes: [] },
      { figure: "7", artifact: `${part}-p5-f1`, family: "thermal_derating", source: { file: `${part}.pdf`, page: 5, caption: "Power derating" }, conditions: {},
        curves: [], errors: { extraction: 0, fit: 0, verification: 0 }, grade: "", verdict: "skipped", reason: "A derating curve is no characteristic of the diode.", notes: [] },
    ],
    parameters: [
      ["IS", 1.02e-9, "A", 0.97e-9, 1.07e-9, "figure 3"], ["N", 1.31, "1", 1.3, 1.32, "figure 3"], ["RS", 0.0447, "ohm", 0.0439, 0.0455, "figure 3"],
      ["EG", 1.11, "V", 1.09, 1.13, "figure 3"], ["XTI", 3, "1", 2.8, 3.2, "figure 3"], ["BV", 100, "V", 100, 100, "table"], ["TT", 0, "s", 0, 0, "default"],
    ].map(([name, value, unit, low, high, origin]) => ({ name, value, unit, low, high, origin })),
    notes: [],
  };
}

export function modelOutcome({ part = "BAS16", verdict = "pass" } = {}) {
  const file = (text, mime) => ({ bytes: Buffer.from(text), mime });
  return outcomeOf([extraction({ part })], { verdict,
    files: { "verification.json": file(JSON.stringify(verification({ part, verdict })), "application/json"),
      [`${part}.lib`]: file(lib, "text/plain"), "report.html": file("<h1>Report</h1>", "text/html") },
    result: { model: { file: `${part}.lib`, name: `D${part}`, report: "report.html" } } });
}
