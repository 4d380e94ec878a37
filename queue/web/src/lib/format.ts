// Numbers and times as an engineer reads them.
const prefixes: [number, string][] = [
  [1e12, "T"], [1e9, "G"], [1e6, "M"], [1e3, "k"], [1, ""], [1e-3, "m"], [1e-6, "µ"], [1e-9, "n"],
  [1e-12, "p"], [1e-15, "f"],
];
const units: Record<string, string> = { ohm: "Ω", degC: "°C", deg: "°", "1": "" };
const unprefixed = new Set(["degC", "%", "dB", "deg", "1", ""]);

export function unitText(unit: string): string {
  return units[unit] ?? unit;
}

// 0.00123 A -> "1.23 mA"
export function quantity(value: number, unit: string, digits = 3): string {
  if (!Number.isFinite(value)) return "–";
  const name = unitText(unit);
  if (value === 0 || unprefixed.has(unit)) return `${plain(value, digits)}${name ? " " + name : ""}`;
  const size = Math.abs(value);
  const [scale, prefix] = prefixes.find(([step]) => size >= step * 0.9999999) ?? prefixes.at(-1)!;
  return `${plain(value / scale, digits)} ${prefix}${name}`;
}

export function plain(value: number, digits = 4): string {
  if (value !== 0 && (Math.abs(value) >= 1e6 || Math.abs(value) < 1e-4))
    return value.toExponential(Math.max(0, digits - 1)).replace(/\.?0+e/, "e");
  return String(Number(value.toPrecision(digits)));
}

// A mark of an axis: 0.01, 1m, 100µ, 10k.
export function axisMark(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || (size >= 0.00999 && size < 9999)) return plain(value, 3);
  const found = prefixes.find(([step]) => size >= step * 0.9999999);
  return found ? `${plain(value / found[0], 3)}${found[1]}` : plain(value, 3);
}

// The title as printed, with the unit that the values are in: "Current IF (mA)", A -> "Current IF (A)".
export function axisTitle(title: string, quantityName: string, unit: string): string {
  const name = title.replace(/[,\s]*[([][^()[\]]*[)\]]\s*$/, "") || title || quantityName;
  return unit && unit !== "1" ? `${name} (${unitText(unit)})` : name;
}

export function percent(fraction: number, digits = 2): string {
  return Number.isFinite(fraction) ? `${(100 * fraction).toFixed(digits)} %` : "–";
}

export function bytes(count: number): string {
  if (count < 1000) return `${count} B`;
  return count < 1e6 ? `${(count / 1e3).toFixed(0)} KB` : `${(count / 1e6).toFixed(1)} MB`;
}

export function duration(milliseconds: number | null | undefined): string {
  if (milliseconds === null || milliseconds === undefined) return "–";
  const seconds = milliseconds / 1000;
  if (seconds < 0.9995) return `${Math.round(milliseconds)} ms`;
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function ago(time: number | null | undefined, now: number): string {
  if (!time) return "–";
  const seconds = Math.max(0, (now - time) / 1000);
  if (seconds < 10) return "just now";
  if (seconds < 60) return `${Math.floor(seconds)} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ago`;
  return new Date(time).toLocaleDateString();
}

export function clockTime(time: number | null | undefined): string {
  return time ? new Date(time).toLocaleString() : "–";
}

export function count(value: number): string {
  return value.toLocaleString("en-US").replace(/,/g, "\u202f");
}

export function plural(value: number, one: string, many = one + "s"): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}
