import assert from "node:assert/strict";
import { test } from "node:test";
import { queryString } from "../../../queue/web/src/api/client.ts";
import { takeToken } from "../../../queue/web/src/api/token.ts";
import { duration, quantity } from "../../../queue/web/src/lib/format.ts";
import { parseRoute } from "../../../queue/web/src/lib/route.ts";
import { durationBins, throughputBins } from "../../../queue/web/src/monitor/statistics.ts";
import { guessFromName } from "../../../queue/web/src/upload/guess.ts";
import type { Job } from "../../../queue/web/src/api/types.ts";

function place(hash: string, kept: string | null = null) {
  const storage = new Map<string, string>(kept ? [["curvespice-token", kept]] : []);
  const urls: string[] = [];
  return { urls, location: { hash }, history: { replaceState: (_: unknown, __: string, url: string) => urls.push(url) },
    storage: { getItem: (key: string) => storage.get(key) ?? null, setItem: (key: string, value: string) => void storage.set(key, value), removeItem: () => {} } };
}

test("the token is kept and taken out of the address", () => {
  const where = place("#token=ab%2Fc");
  assert.equal(takeToken(where), "ab/c");
  assert.deepEqual(where.urls, ["#/queue"]);
});

test("the token may come with a view, and an old one is found again", () => {
  const where = place("#token=abc&/job/7");
  takeToken(where);
  assert.deepEqual(where.urls, ["#/job/7"]);
  assert.equal(takeToken(place("#/queue", "old")), "old");
  assert.equal(takeToken(place("#/queue")), null);
});

test("routes are split into parts and query", () => {
  const route = parseRoute("#/job/7/figure/BAS%2016?from=queue");
  assert.deepEqual(route.parts, ["job", "7", "figure", "BAS 16"]);
  assert.equal(route.query.get("from"), "queue");
});

test("queries leave out what is not set and escape the rest", () => {
  assert.equal(queryString({ queue: 0, q: "a&b", status: null, text: "" }), "?queue=0&q=a%26b");
  assert.equal(queryString({}), "");
});

test("quantities have a prefix where the unit takes one", () => {
  assert.equal(quantity(0.00123, "A"), "1.23 mA");
  assert.equal(quantity(4.7e-11, "F"), "47 pF");
  assert.equal(quantity(1000, "ohm"), "1 kΩ");
  assert.equal(quantity(150, "degC"), "150 °C");
  assert.equal(quantity(0, "V"), "0 V");
});

test("durations read at every size", () => {
  assert.deepEqual([12, 1500, 65_000, 7_260_000].map(duration), ["12 ms", "1.5 s", "1 min 5 s", "2 h 1 min"]);
});

test("part and device class are guessed from a name, not made up", () => {
  assert.deepEqual(guessFromName("NEXPERIA_BAS16.pdf"), { part: "BAS16", device: "diode" });
  assert.deepEqual(guessFromName("irf540n-rev2.pdf"), { part: "IRF540N", device: "mosfet" });
  assert.deepEqual(guessFromName("ON BC547B (datasheet).pdf"), { part: "BC547B", device: "bjt" });
  assert.equal(guessFromName("scan.png").device, "");
});

function ended(completed_at: number, actual_duration: number): Job {
  return { completed_at, actual_duration } as Job;
}

test("throughput counts every job of its time in one bin", () => {
  const now = 1_000_000_000;
  const bins = throughputBins([ended(now - 10, 1), ended(now - 1_000_000, 1), ended(now - 1_000_100, 1)], now);
  assert.equal(bins.length, 24);
  assert.equal(bins.reduce((sum, bin) => sum + bin.count, 0), 3);
  assert.equal(bins.at(-1)!.count, 1);
});

test("durations fall into bins of equal ratio, the longest included", () => {
  const bins = durationBins([ended(1, 10), ended(1, 100), ended(1, 10_000)]);
  assert.equal(bins.reduce((sum, bin) => sum + bin.count, 0), 3);
  assert.equal(bins[0]!.count, 1);
  assert.equal(bins.at(-1)!.count, 1);
  assert.deepEqual(durationBins([]), []);
});
