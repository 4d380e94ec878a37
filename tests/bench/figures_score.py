#!/usr/bin/env python3
"""Measures axes and curve counts against a list of figures read by hand.

  figures_score.py --truth figures.json --pdfs DIR --bin 'build/bin/curvespice extract' --results OUT [--list]

The truth is {"figures": [{"pdf", "page", "figure", "kind", "plot_box_pt": [l, t, r, b],
"x": {"unit", "scale": "linear|log", "lo", "hi"}, "y": {...}, "n_curves"}]}, values in the printed
units, lo/hi at the edges of the plot box. Every PDF is extracted once; a figure is matched by its plot
box. Printed are the parts of figures with scale, ends (0.5 % of the axis) and unit of both axes right,
and with the right number of curves. Needs nothing beyond Python.
"""
import argparse
import glob
import json
import math
import os
import shlex
import subprocess

UNITS = {"ohm": ("ohm", 1), "deg.c": ("degC", 1), "mmhos": ("S", 1e-3), "": ("1", 1), "%": ("%", 1), "db": ("dB", 1)}
PREFIX = {"p": 1e-12, "n": 1e-9, "u": 1e-6, "m": 1e-3, "k": 1e3, "M": 1e6}


def si(unit, temperature):
    """(SI unit, factor) of a printed unit."""
    if unit.lower() in UNITS:
        return UNITS[unit.lower()]
    if unit == "C" and temperature:
        return "degC", 1
    if len(unit) > 1 and unit[0] in PREFIX:
        base = si(unit[1:], False)
        return base[0], base[1] * PREFIX[unit[0]]
    return unit, 1


def axis_errors(truth, axis):
    """What is wrong with one axis, in words."""
    temperature = "temp" in truth["title"].lower() or truth["title"].lower().startswith("t")
    unit, factor = si(truth["unit"], temperature)
    wrong = []
    scale = "log10" if truth["scale"].startswith("log") else "linear"
    if axis.get("scale") != scale or axis.get("lo") is None:
        return ["scale"]
    lo, hi = truth["lo"] * factor, truth["hi"] * factor
    if scale == "log10":
        if min(axis["lo"], axis["hi"]) <= 0:
            return ["scale"]
        span = math.log10(hi / lo)
        off = [math.log10(axis["lo"] / lo) / span, math.log10(axis["hi"] / hi) / span]
    else:
        off = [(axis["lo"] - lo) / (hi - lo), (axis["hi"] - hi) / (hi - lo)]
    if max(map(abs, off)) > 0.005:
        wrong.append("ends %g..%g" % (axis["lo"], axis["hi"]))
    if axis.get("unit") != unit:
        wrong.append("unit '%s'" % axis.get("unit"))
    return wrong


def overlap(a, b):
    """Intersection over union of two boxes."""
    w = min(a[2], b[2]) - max(a[0], b[0])
    h = min(a[3], b[3]) - max(a[1], b[1])
    if w <= 0 or h <= 0:
        return 0
    area = lambda box: (box[2] - box[0]) * (box[3] - box[1])
    return w * h / (area(a) + area(b) - w * h)


def read_results(folder):
    out = []
    for name in sorted(glob.glob(os.path.join(folder, "*.json"))):
        with open(name) as file:
            result = json.load(file)
        if isinstance(result, dict) and "axes" in result:
            out.append(result)
    return out


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--truth", required=True)
    parser.add_argument("--pdfs", required=True)
    parser.add_argument("--bin")
    parser.add_argument("--results", required=True)
    parser.add_argument("--kind", default="vector")
    parser.add_argument("--list", action="store_true")
    args = parser.parse_args()
    with open(args.truth) as file:
        figures = [f for f in json.load(file)["figures"] if f["kind"] == args.kind]
    done = set()
    axes = counted = countable = wrong_accepted = 0
    for figure in figures:
        out = os.path.join(args.results, os.path.splitext(figure["pdf"])[0])
        if args.bin and figure["pdf"] not in done:
            done.add(figure["pdf"])
            os.makedirs(out, exist_ok=True)
            command = shlex.split(args.bin) + [os.path.join(args.pdfs, figure["pdf"]), "--out", out]
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
        page = [r for r in read_results(out) if r["source"]["page"] == figure["page"]]
        best = max(page, key=lambda r: overlap(r["source"]["box_pt"], figure["plot_box_pt"]), default=None)
        found = best is not None and overlap(best["source"]["box_pt"], figure["plot_box_pt"]) > 0.5
        wrong = ["not found"] if not found else []
        if found:
            for name in ("x", "y"):
                wrong += [name + " " + w for w in axis_errors(figure[name], best["axes"][name])]
        axes += not wrong
        wrong_accepted += bool(wrong) and found and best["status"] == "accepted"
        if figure.get("n_curves") is not None:
            countable += 1
            right = found and len(best["curves"]) == figure["n_curves"]
            counted += right
            if not right:
                wrong.append("%s of %d curves" % (len(best["curves"]) if found else "no", figure["n_curves"]))
        if args.list and wrong:
            print("  %s p%d %s: %s" % (figure["pdf"], figure["page"], figure["figure"], "; ".join(wrong)))
    n = len(figures)
    print("figures %d  scale, ends and unit right %.1f %% (%d)  curve count right %.1f %% (%d of %d)  accepted with a wrong axis %d"
          % (n, 100 * axes / max(n, 1), axes, 100 * counted / max(countable, 1), counted, countable, wrong_accepted))


if __name__ == "__main__":
    main()
