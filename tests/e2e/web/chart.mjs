// A datasheet figure drawn for the walks: diode forward curves at three temperatures, its truth, and
// the extraction that an engine would give of it.
export const box = [70, 30, 430, 300]; // plot box, page units (points)
export const crop = [0, 0, 480, 360];
const volts = [0, 1.2], decades = [-3, 1]; // y: 1 mA to 10 A on a log axis
const colors = ["#d62728", "#1f77b4", "#2ca02c"];
const temperatures = [150, 25, -55];

const lerp = (a, b, t) => a + (b - a) * t;
export const toX = (v) => lerp(box[0], box[2], (v - volts[0]) / (volts[1] - volts[0]));
export const toY = (i) => lerp(box[3], box[1], (Math.log10(i) - decades[0]) / (decades[1] - decades[0]));

// Shockley with a series resistance, by current: V = n VT ln(I/IS) + I R.
function voltage(current, celsius) {
  const kelvin = celsius + 273.15, vt = kelvin * 8.617e-5;
  const is = 1e-9 * (kelvin / 298.15) ** 3 * Math.exp((1.11 / 8.617e-5) * (1 / 298.15 - 1 / kelvin));
  return 1.3 * vt * Math.log(current / is) + 0.045 * current;
}

export function truth() {
  return temperatures.map((celsius, k) => ({
    label: `${celsius} °C`, celsius, color: colors[k],
    points: Array.from({ length: 160 }, (_, i) => 10 ** lerp(decades[0], decades[1], i / 159))
      .map((current) => [voltage(current, celsius), current]).filter(([v]) => v >= volts[0] && v <= volts[1]),
  }));
}

export function chartSvg({ width = 960, legend = true } = {}) {
  const vertical = Array.from({ length: 7 }, (_, i) => 0.2 * i);
  const line = (x1, y1, x2, y2, color, w) => `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${color}" stroke-width="${w}"/>`;
  const text = (x, y, words, more = "") => `<text x="${x}" y="${y}" font-family="Liberation Sans" font-size="11" ${more}>${words}</text>`;
  const grid = [
    ...vertical.map((v) => line(toX(v), box[1], toX(v), box[3], "#bbb", 0.6)),
    ...[-3, -2, -1, 0, 1].flatMap((decade) => (decade === 1 ? [1] : [1, 2, 3, 4, 5, 6, 7, 8, 9]).map((k) =>
      line(box[0], toY(k * 10 ** decade), box[2], toY(k * 10 ** decade), k === 1 ? "#999" : "#ddd", 0.6))),
  ];
  const labels = [
    ...vertical.map((v) => text(toX(v), box[3] + 16, v.toFixed(1), 'text-anchor="middle"')),
    ...[-3, -2, -1, 0, 1].map((decade) => text(box[0] - 6, toY(10 ** decade) + 4, String(10 ** decade), 'text-anchor="end"')),
    text((box[0] + box[2]) / 2, box[3] + 36, "Forward voltage V<tspan font-size='8' dy='2'>F</tspan><tspan dy='-2'> (V)</tspan>", 'text-anchor="middle"'),
    text(0, 0, "Forward current (A)", `text-anchor="middle" transform="translate(22 ${(box[1] + box[3]) / 2}) rotate(-90)"`),
    text(box[0], 18, "Fig. 3  Forward characteristics, typical", 'font-weight="bold"'),
  ];
  const curves = truth().map(({ color, points, label }, k) => `<polyline fill="none" stroke="${color}" stroke-width="1.6" points="${
    points.map(([v, i]) => `${toX(v).toFixed(2)},${toY(i).toFixed(2)}`).join(" ")}"/>` +
    (legend ? line(330, 220 + 16 * k, 350, 220 + 16 * k, color, 1.6) + text(356, 224 + 16 * k, label) : ""));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${(width * 3) / 4}" viewBox="${crop.join(" ")}">` +
    `<rect width="480" height="360" fill="white"/>${grid.join("")}` +
    `<rect x="${box[0]}" y="${box[1]}" width="${box[2] - box[0]}" height="${box[3] - box[1]}" fill="none" stroke="black"/>` +
    labels.join("") + curves.join("") + "</svg>";
}

// `wrongTop`: the engine took the top of the y axis for another value.
export function extraction({ part = "BAS16", figure = 1, wrongTop = null, status = "accepted", reasons = [] } = {}) {
  const top = wrongTop ?? 10;
  const decade = (at) => 10 ** lerp(-3, Math.log10(top), (box[3] - at) / (box[3] - box[1]));
  const values = ([v, i]) => [v, wrongTop ? decade(toY(i)) : i];
  const name = `${part}-p4-f${figure}`;
  return {
    schema: "curvespice/extraction/1", engine: "0.1.0", artifact_name: name,
    source: { file: `${part}.pdf`, sha256: "00", page: 4, figure: "3", caption: "Forward characteristics, typical", box_pt: box,
      crop_png: `${name}.png`, figure_png: `${name}-figure.png`, crop_pt: crop },
    title: "", family: "diode_forward", device: "diode", method: "vector",
    axes: {
      x: { title: "Forward voltage VF (V)", quantity: "VF", unit: "V", scale: "linear", lo: 0, hi: 1.2, residual: 1e-4,
        ticks: [0, 0.2, 0.4, 0.6, 0.8, 1, 1.2].map((v) => [toX(v), v, v.toFixed(1)]) },
      y: { title: "Forward current (A)", quantity: "IF", unit: "A", scale: "log10", lo: 1e-3, hi: top, residual: 1e-4,
        ticks: [-3, -2, -1, 0, 1].map((d) => [toY(10 ** d), decade(toY(10 ** d)), String(10 ** d)]) },
    },
    curves: truth().map((curve, k) => ({ id: `c${k + 1}`, label: curve.label, conditions: { T: curve.celsius }, axis: "y",
      style: { color: curve.color, dash: [], width: 1.6 }, points: curve.points.map(values), uncertainty: [5e-4, 5e-4], shared: [], confidence: 0.97 })),
    conditions: {}, transforms: [], hints: [], confidence: status === "accepted" ? 0.96 : 0.55, status, reasons,
  };
}

// What a worker leaves behind of one figure: the result's entry and the files.
export function artifacts(one) {
  const picture = { bytes: Buffer.from(chartSvg()), mime: "image/svg+xml" };
  const { artifact_name: name, source, family, status, curves, reasons } = one;
  return {
    summary: { file: source.file, page: source.page, figure: source.figure, family, status, curves: curves.length,
      points: curves.reduce((sum, curve) => sum + curve.points.length, 0), reasons, json: `${name}.json` },
    files: { [`${name}.json`]: { bytes: Buffer.from(JSON.stringify(one)), mime: "application/json" },
      [`${name}.png`]: picture, [`${name}-figure.png`]: picture },
  };
}

// The outcome of a job with these figures.
export function outcomeOf(extractions, more = {}) {
  const made = extractions.map(artifacts);
  const review = extractions.some((one) => one.status !== "accepted");
  return { status: "completed", verdict: review ? "review" : "accepted", ...more,
    files: Object.assign({}, ...made.map((one) => one.files), more.files),
    result: { figures: made.map((one) => one.summary), ...more.result } };
}
