#!/usr/bin/env python3
"""Shows what `roundhouse-bench` measured beside the floors of the same run, and holds it against the thresholds.

usage: table.py RESULTS.jsonl THRESHOLDS.json      exits 1 if a threshold is missed or its benchmark is absent

A threshold names a benchmark of ours and one of these:
  p50_us, step_ratio …   the figure as it was measured
  ratio                  our p50 by that of the system `against`
  throughput             our operations per second by those of the system `against`
  growth                 our p50 by our own p50 of the benchmark `against`
"""
import json
import sys

OURS = "roundhouse"


def read(path):
    """The last measurement of each benchmark and system, in the order of their first appearance."""
    rows = {}
    with open(path) as lines:
        for line in lines:
            if line.startswith("{"):
                row = json.loads(line)
                rows[row["bench"], row["system"]] = row
    return rows


def time_text(microseconds):
    for limit, factor, unit in ((1, 1000, "ns"), (1000, 1, "µs"), (1e6, 1e-3, "ms")):
        if microseconds < limit:
            return f"{microseconds * factor:.3g} {unit}"
    return f"{microseconds * 1e-6:.3g} s"


def rate_text(operations):
    for limit, factor, unit in ((1e9, 1e-6, "M"), (1e6, 1e-3, "k")):
        if operations >= limit / 1000:
            return f"{operations * factor:.3g} {unit}"
    return f"{operations:.3g}"


def show(headings, rows, numbers):
    """Prints a table; the columns with the places `numbers` stand to the right."""
    widths = [max(len(row[column]) for row in [headings] + rows) for column in range(len(headings))]
    for row in [headings] + rows:
        cells = [cell.rjust(width) if place in numbers else cell.ljust(width)
                 for place, (cell, width) in enumerate(zip(row, widths))]
        print("  ".join(cells).rstrip())


def show_measurements(rows):
    table = []
    for (bench, system), row in rows.items():
        ours = rows.get((bench, OURS))
        is_floor = ours is not None and system != OURS
        ratio = f"{ours['p50_us'] / row['p50_us']:.2f}" if is_floor and row["p50_us"] else ""
        table.append([bench, system, time_text(row["p50_us"]), time_text(row["p99_us"]), rate_text(row["ops_s"]), ratio])
    show(["BENCHMARK", "SYSTEM", "P50", "P99", "PER SECOND", "OURS / THIS"], table, range(2, 6))


def value(rows, threshold):
    """What was measured for a threshold; None if a measurement is missing."""
    ours = rows.get((threshold["bench"], OURS))
    field, against = threshold["field"], threshold.get("against")
    if ours is None:
        return None
    if field in ("ratio", "throughput"):
        other = rows.get((threshold["bench"], against))
    elif field == "growth":
        other = rows.get((against, OURS))
    else:
        return ours.get(field)
    if other is None:
        return None
    figure = "ops_s" if field == "throughput" else "p50_us"
    return ours[figure] / other[figure] if other[figure] else None


def judge(rows, thresholds):
    table, missed = [], 0
    for threshold in thresholds:
        found = value(rows, threshold)
        most, least = threshold.get("most"), threshold.get("least")
        good = found is not None and (most is None or found <= most) and (least is None or found >= least)
        missed += not good
        bound = f"≤ {most}" if most is not None else f"≥ {least}"
        figure = "not measured" if found is None else f"{found:.4g}"
        name = " ".join(filter(None, [threshold["field"], "to", threshold["against"]])) if "against" in threshold \
            else threshold["field"]
        table.append(["ok" if good else "MISSED", f"{threshold['bench']} {name}", figure, bound, threshold["why"]])
    show(["", "THRESHOLD", "MEASURED", "BOUND", "WHAT"], table, (2, 3))
    return missed


def main(results, thresholds):
    rows = read(results)
    show_measurements(rows)
    print()
    with open(thresholds) as text:
        missed = judge(rows, json.load(text))
    print(f"\n{missed} thresholds missed" if missed else "\nall thresholds met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
