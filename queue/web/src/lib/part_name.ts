// A part's number becomes the name of a SPICE model: up to 64 of letters, digits and "_-.+".
export function partName(text: string): string {
  return text.trim().normalize("NFKD").replace(/[^A-Za-z0-9_\-.+]+/g, "_").replace(/^[^A-Za-z0-9]+/, "")
    .replace(/_+$/, "").slice(0, 64);
}
