// Numbers as engineers type them: "10m", "4.7u", "1e-3", "2,5", "−3".
const prefixes: Record<string, number> = {
  f: 1e-15, p: 1e-12, n: 1e-9, u: 1e-6, µ: 1e-6, μ: 1e-6, m: 1e-3, k: 1e3, K: 1e3, M: 1e6, G: 1e9,
};

// NaN when it is no number.
export function parseNumber(text: string): number {
  const clean = text.trim().replace(/[−–]/g, "-").replace(",", ".");
  const found = /^([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)\s*([fpnuµμmkKMG]?)$/i.exec(clean);
  if (!found?.[1]) return NaN;
  const factor = found[2] ? prefixes[found[2]] : 1;
  return factor === undefined ? NaN : Number((Number(found[1]) * factor).toPrecision(15));
}

// "VGS = 10, TJ=25" -> {VGS: 10, TJ: 25}; null when a part is not of that form.
export function parseConditions(text: string): Record<string, number> | null {
  const out: Record<string, number> = {};
  for (const part of text.split(/[,;]\s*/).map((one) => one.trim()).filter(Boolean)) {
    const found = /^([A-Za-z][\w()]*)\s*=\s*(.+?)$/.exec(part);
    const value = parseNumber(found?.[2]?.replace(/\s*(°C|V|A|Hz|Ω)$/, "") ?? "");
    if (!found?.[1] || Number.isNaN(value)) return null;
    out[found[1]] = value;
  }
  return out;
}

export function conditionsText(conditions: Record<string, number>): string {
  return Object.entries(conditions).map(([name, value]) => `${name}=${value}`).join(", ");
}
