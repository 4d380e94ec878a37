// Part number and device class guessed from a file's name. A guess: the person sees and edits it.
const devices: [string, RegExp][] = [
  ["igbt", /^(IK|IG|FGA|FGH|FGW|STG|NGT|RGT|IXG)[A-Z]*\d/i],
  ["jfet", /^(J1\d\d|J2\d\d|MMBFJ|PMBFJ|2N38\d\d|2N54[5-9]\d|BF24|BF545|2SK170)/i],
  ["diode", /^(1N|BA[LRSTVWX]\d|BAS|BAT|BAV|BAW|BY[TVWQ]?\d|MBR|STPS|STTH|DFLS|SS\d|SK\d|ES\d|RS\d|US\d|MUR|PMEG|RB\d|C[34]D\d|B\d{3,}|SB\d|ZLLS|MMBD|MMSD|VS-|IDH|IDW)/i],
  ["mosfet", /^(IRF|IRL|IPP|IPB|IPD|IPW|IPA|BSC|BSS|BSZ|BSO|BUK|PSMN|PMV|PMN|SI[0-9R]|SQ|DMN|DMP|DMT|CSD|AO[NDTS]?\d|FD[SNPBCT]|NTD|NTM|NVM|NTR|STP|STB|STD|STW|STF|SC[TH]|C[23]M|IMW|IMZ|2N700|TPC|TPH|TK\d|RJK|IXF|R60)/i],
  ["bjt", /^(BC\d|BD\d|BF\d|2N[2-6]\d|MMBT|PMBT|PBSS|TIP|MJ[EDB]?\d|ZTX|FMMT|PN2|2S[ABCD]\d|KS[ABCDP]\d|SS80|BCP|BCX|D44|D45)/i],
  ["capacitor", /^(GRM|GCM|C\d{4}X|CL\d\d|EEE|EEU|T49|T52|UVR|CGA)/i],
  ["ferrite", /^(BLM|MPZ|74279|HZ\d)/i],
  ["inductor", /^(744|XAL|XFL|SRP|SRR|IHLP|MSS|VLS|SPM|LQ[HMW])/i],
  ["ntc", /^(NTC|B57|NCP\d\dX|NCU)/i],
  ["varistor", /^(B72|V\d+[EK]|MOV|S\d\dK)/i],
  ["led", /^(LED|LXML|XP-?[EGL]|XPE|LUW|LTL|WS2812|OSLON)/i],
  ["opamp", /^(LM3|LM7|TL0|OPA|AD8|LT1|LTC|MCP6|NE5|TLV|TS9)/i],
];

export const deviceClasses = ["diode", "mosfet", "bjt", "jfet", "igbt", "capacitor", "inductor",
  "ferrite", "ntc", "varistor", "led", "opamp"] as const;

export interface Guess {
  part: string;
  device: string; // empty: not known
}

// "NEXPERIA_BAS16-rev3.pdf" -> BAS16, diode
export function guessFromName(filename: string): Guess {
  const stem = filename.replace(/^.*\//, "").replace(/\.[A-Za-z0-9]{2,5}$/, "");
  const words = stem.split(/[_\s()[\],]+/).filter(Boolean);
  const known = words.find((word) => deviceOf(word) !== "");
  const numbered = words.find((word) => /[A-Za-z]/.test(word) && /\d/.test(word));
  const part = (known ?? numbered ?? words[0] ?? "").replace(/-?(rev|v|ver|datasheet|ds)\.?\d*$/i, "");
  return { part: part.toUpperCase(), device: deviceOf(part) };
}

export function deviceOf(part: string): string {
  return devices.find(([, pattern]) => pattern.test(part))?.[0] ?? "";
}
