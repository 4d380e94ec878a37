// Graph families by name, as in config/families.
export const families: readonly (readonly [string, string])[] = [
  ["other", "other"],
  ["diode_forward", "diode: forward current"], ["diode_reverse", "diode: reverse current"],
  ["diode_capacitance", "diode: capacitance"],
  ["mosfet_output", "MOSFET: output"], ["mosfet_transfer", "MOSFET: transfer"],
  ["mosfet_capacitance", "MOSFET: capacitances"], ["mosfet_gate_charge", "MOSFET: gate charge"],
  ["mosfet_rdson_id", "MOSFET: RDS(on) over current"], ["mosfet_rdson_vgs", "MOSFET: RDS(on) over VGS"],
  ["mosfet_rdson_temperature", "MOSFET: RDS(on) over temperature"], ["mosfet_soa", "MOSFET: safe area"],
  ["body_diode", "MOSFET: body diode"],
  ["bjt_hfe", "BJT: current gain"], ["bjt_output", "BJT: output"], ["bjt_saturation", "BJT: saturation"],
  ["bjt_vbe", "BJT: base-emitter voltage"],
  ["jfet_transfer", "JFET: transfer"], ["jfet_output", "JFET: output"], ["igbt_output", "IGBT: output"],
  ["thermal_impedance", "thermal impedance"], ["thermal_derating", "thermal derating"],
  ["capacitor_impedance", "capacitor: impedance"], ["mlcc_dc_bias", "MLCC: DC bias"],
  ["inductor_saturation", "inductor: saturation"], ["ferrite_impedance", "ferrite: impedance"],
  ["magnetics_bh", "magnetics: B over H"], ["ntc_resistance", "NTC: resistance"],
  ["varistor_vi", "varistor: V over I"], ["opamp_gain_phase", "op amp: gain and phase"],
  ["led_iv", "LED: current"], ["led_spectrum", "LED: spectrum"],
];

export function familyText(name: string): string {
  return families.find(([one]) => one === name)?.[1] ?? name.replace(/_/g, " ");
}
