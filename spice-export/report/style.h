// The report's style sheet: readable on a screen, and on paper without colour backgrounds.
#pragma once

namespace curvespice {

inline constexpr const char* kReportStyle = R"(
:root { --ink: #1d2733; --soft: #5c6b7a; --rule: #dfe5ea; --paper: #fff; --wash: #f5f7f9;
  --good: #1f7a3a; --bad: #b3261e; --fair: #9a6700; --skip: #6b7785; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--wash); color: var(--ink);
  font: 15px/1.5 "Liberation Sans", "Helvetica Neue", Arial, sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 28px 24px 60px; }
header { display: flex; align-items: flex-start; gap: 24px; justify-content: space-between; }
h1 { font-size: 30px; line-height: 1.2; margin: 0 0 4px; letter-spacing: -0.01em; }
h2 { font-size: 19px; margin: 34px 0 12px; }
h3 { font-size: 16px; margin: 0; }
p { margin: 6px 0; }
.soft { color: var(--soft); }
.small { font-size: 13px; }
.card { background: var(--paper); border: 1px solid var(--rule); border-radius: 10px;
  padding: 20px 22px; margin: 14px 0; }
.stamp { flex: none; border-radius: 8px; padding: 10px 18px; color: #fff; font-weight: 700;
  font-size: 18px; text-align: center; background: var(--skip); }
.stamp.pass { background: var(--good); } .stamp.fail { background: var(--bad); }
.stamp small { display: block; font-weight: 400; font-size: 12px; opacity: .9; }
.chip { white-space: nowrap; display: inline-block; min-width: 26px; padding: 1px 9px; border-radius: 20px; color: #fff;
  font-size: 12.5px; font-weight: 700; text-align: center; background: var(--skip); }
.chip.A { background: var(--good); } .chip.B { background: var(--fair); }
.chip.C, .chip.fail { background: var(--bad); }
table { border-collapse: collapse; width: 100%; font-size: 13.5px; }
th { text-align: left; color: var(--soft); font-weight: 600; font-size: 12.5px; }
th, td { padding: 5px 10px 5px 0; border-bottom: 1px solid var(--rule); vertical-align: top; }
tr:last-child td { border-bottom: 0; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tr.held td { color: var(--soft); }
.swatch { display: inline-block; width: 11px; height: 11px; border-radius: 6px; margin-right: 7px; }
.figure-head { display: flex; justify-content: space-between; gap: 16px; align-items: baseline; }
.pair { display: flex; gap: 18px; margin: 14px 0 6px; align-items: flex-start; flex-wrap: wrap; }
.pair > div { flex: 1 1 440px; min-width: 0; }
.pair img { display: block; max-width: 100%; max-height: 430px; border: 1px solid var(--rule);
  border-radius: 4px; margin: 0 auto; }
.caption { font-size: 12.5px; color: var(--soft); margin-top: 6px; text-align: center; }
.three { display: flex; gap: 28px; margin: 10px 0; flex-wrap: wrap; }
.three div { font-size: 12.5px; color: var(--soft); }
.three b { display: block; font-size: 17px; color: var(--ink); }
ul.notes { margin: 8px 0 0; padding-left: 18px; color: var(--soft); font-size: 13.5px; }
.why { border-left: 4px solid var(--bad); padding: 6px 12px; background: #fdf3f2; margin: 10px 0; }
pre { background: var(--wash); border: 1px solid var(--rule); border-radius: 6px; padding: 12px 14px;
  font: 12px/1.5 "Liberation Mono", Consolas, monospace; white-space: pre-wrap;
  overflow-wrap: anywhere; margin: 0; }
code { font: 12.5px "Liberation Mono", Consolas, monospace; overflow-wrap: anywhere; }
.plot { width: 100%; height: auto; display: block; font-size: 11px; }
.plot text { fill: #3b4855; } .plot path { fill: none; }
.plot .minor { stroke: #eef1f4; stroke-width: .7; } .plot .major { stroke: #d8dfe5; stroke-width: .9; }
.plot .frame { fill: none; stroke: #6b7785; stroke-width: 1; }
.plot .zero { stroke: #6b7785; stroke-width: .8; stroke-dasharray: 3 3; }
.plot .model { stroke-width: 1.8; stroke-linejoin: round; } .plot .thin { stroke-width: 1.1; }
.plot circle { fill: #fff; fill-opacity: .85; stroke-width: 1.2; }
footer { color: var(--soft); font-size: 12.5px; margin-top: 30px; }
@media print {
  body { background: #fff; font-size: 10.5pt; } main { max-width: none; padding: 0; }
  .card { border-color: #bbb; border-radius: 0; } .figure { break-inside: avoid; }
  .stamp, .chip, .swatch { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .pair { flex-wrap: nowrap; } .pair > div { flex: 1 1 0; } h2 { break-after: avoid; }
  @page { margin: 14mm; }
}
)";

}  // namespace curvespice
