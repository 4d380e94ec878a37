#!/usr/bin/env python3
"""How often charts that claim a confidence are right.

  confidence_table.py --score DIR-OF-SCORE.PY --cases CASES --results RESULTS

CASES and RESULTS are those of score.py (run it with --bin first). Prints, for bands of the claimed
confidence, how many charts there are, how many are right, and the mean claim: a calibrated engine's
share of right charts is not below the claim.
"""
import argparse
import glob
import json
import os
import sys

BANDS = [0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0001]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--score", required=True, help="folder that holds score.py")
    parser.add_argument("--cases", required=True)
    parser.add_argument("--results", required=True)
    args = parser.parse_args()
    sys.path.insert(0, args.score)
    import score

    claims = []  # (confidence, right, status)
    for name in sorted(glob.glob(os.path.join(args.cases, "*.truth.json"))):
        with open(name) as file:
            truth = json.load(file)
        stem = os.path.basename(name)[: -len(".truth.json")]
        for figure in truth.get("figures", [truth]):
            results = score.results(os.path.join(args.results, stem))
            if not results:
                continue
            compared = [(score.compare(figure, r), r) for r in results]
            best, result = max(compared, key=lambda c: 10 * c[0]["right"] + c[0]["f"] + 0.5 * c[0]["axes"])
            claims.append((result.get("confidence") or 0, best["right"], result["status"]))
    print("confidence      charts  right   share  mean claim")
    for low, high in zip(BANDS, BANDS[1:]):
        band = [c for c in claims if low <= c[0] < high]
        if not band:
            continue
        right = sum(c[1] for c in band)
        mean = sum(c[0] for c in band) / len(band)
        print("%.2f to %.2f   %6d %6d  %5.1f %%      %.2f" % (low, min(high, 1), len(band), right, 100 * right / len(band), mean))
    for status in ("accepted", "review", "refused"):
        group = [c for c in claims if c[2] == status]
        print("%-10s %4d charts, %d right" % (status, len(group), sum(c[1] for c in group)))


if __name__ == "__main__":
    main()
