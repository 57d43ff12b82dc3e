#!/usr/bin/env python3
"""The law by days: dates_test.py CLAUSELINT; prints TAP.

dates/ru.md and dates/by.md break the rules of all years. On each day on which
a pack or dates/timeline.tsv says that something begins or ends, they are
checked as of the day before and of the day itself:

- what the timeline says of an act changes so (level, basis or sanction of a
  finding; "-" is none);
- nothing changes that no pack dates to that day.
"""
import collections
import datetime
import json
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PACKS = sorted((HERE.parent / "rules" / "packs").glob("*.md"))
POLICIES = {"ru": "RU", "by": "BY"}
KEY = re.compile(r"- ([A-Z][A-Za-z ]*): (.*)")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
tool = str(pathlib.Path(sys.argv[1]).resolve())


def shift(day, days):
    moved = datetime.date.fromisoformat(day) + datetime.timedelta(days)
    return moved.isoformat()


def read_rules():
    """id: {key: value}, values of a key that comes again joined by ";"."""
    rules = {}
    for pack in PACKS:
        keys, key = {}, None
        for line in pack.read_text("utf-8").splitlines():
            hit = KEY.match(line)
            if line.startswith("## "):
                keys, key = rules.setdefault(line[3:], {}), None
            elif hit:
                key = hit.group(1).lower()
                keys[key] = (keys[key] + "; " if key in keys else "") + \
                    hit.group(2)
            elif key and line.startswith("  "):
                keys[key] += " " + line.strip()
            else:
                key = None
    return rules


def days_of(text):
    """Days on which a basis, a sanction or a level begins or has ended."""
    days = set(re.findall(r"(?:from|before) (\d{4}-\d\d-\d\d)", text))
    return days | {shift(d, 1) for d in
                   re.findall(r"\bto (\d{4}-\d\d-\d\d)", text)}


def own_days(keys):
    """Days on which the rule itself, or its level, changes."""
    days = days_of(keys.get("severity", ""))
    days |= set(DAY.findall(keys.get("from", "")))
    return days | {shift(d, 1) for d in DAY.findall(keys.get("to", ""))}


def level_days(rules, rule):
    """The same, with the rules that it asks about or gives way to, or that
    give way to it."""
    keys = rules[rule]
    asked = " ".join(keys.get(key, "") for key in (
        "severity", "only when", "only when not", "yields to"))
    days = own_days(keys)
    for other in re.findall(r"[a-z]+/[a-z0-9-]+", asked):
        days |= own_days(rules.get(other, {}))
    return days


def check(policy, day):
    """rule: (level, bases, sanction)"""
    done = subprocess.run(
        [tool, "check", "--format", "json", "--as-of", day, "--jurisdiction",
         POLICIES[policy], HERE / "dates" / f"{policy}.md"],
        capture_output=True, text=True,
        env={k: v for k, v in os.environ.items()
             if k in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS")})
    assert done.returncode in (0, 1), done.stderr
    return {f["rule"]: (f["severity"],
                        "; ".join(b["cite"] for b in f["basis"]),
                        f["sanction"] or "")
            for f in json.loads(done.stdout)["files"][0]["findings"]}


def read_timeline():
    rows = []
    for line in (HERE / "dates" / "timeline.tsv").read_text(
            "utf-8").splitlines()[1:]:
        rows.append(line.split("\t"))
    return rows


def check_row(row, before, after):
    day, act, policy, rule, what, old, new = row
    at = ("level", "basis", "sanction").index(what)
    found = []
    for findings, wanted in ((before, old), (after, new)):
        value = findings[rule][at] if rule in findings else ""
        is_so = value == wanted if what == "level" and wanted != "-" else \
            wanted in value
        if what == "level" and wanted == "-":
            is_so = value == ""
        if what != "level" and wanted == "-":
            is_so = not (new if findings is before else old) in value
        if not is_so:
            found.append(f"{rule}: {what} is {value!r}, not {wanted!r}")
    return found


def check_day(rules, day, before, after):
    """What changes although no pack dates it to the day, and the reverse."""
    found = []
    for rule in sorted(before.keys() | after.keys()):
        a, b = before.get(rule), after.get(rule)
        if a is None or b is None or a[0] != b[0]:
            if day not in level_days(rules, rule):
                found.append(f"{rule} {a and a[0]} -> {b and b[0]}")
            continue
        for at, key in ((1, "basis"), (2, "sanction")):
            is_dated = day in days_of(rules[rule].get(key, ""))
            if (a[at] != b[at]) != is_dated:
                found.append(f"{rule} {key}: {a[at]!r} -> {b[at]!r}")
    return found


def main():
    rules = read_rules()
    timeline = read_timeline()
    days = {row[0] for row in timeline}
    for keys in rules.values():
        days |= own_days(keys) | days_of(keys.get("basis", "")) | \
            days_of(keys.get("sanction", ""))
    results = collections.defaultdict(dict)
    for day in days:
        for policy in POLICIES:
            results[day][policy] = (check(policy, shift(day, -1)),
                                    check(policy, day))
    number = failed = 0
    tests = [(f"{row[0]} {row[1]}: {row[3]} {row[4]} {row[5]} -> {row[6]}",
              check_row(row, *results[row[0]][row[2]])) for row in timeline]
    tests += [(f"{day}: dates/{policy}.md changes as the packs say",
               check_day(rules, day, *results[day][policy]))
              for day in sorted(days) for policy in POLICIES]
    for name, lines in tests:
        number += 1
        failed += bool(lines)
        print(f"{'not ok' if lines else 'ok'} {number} - {name}")
        print("".join(f"# {line}\n" for line in lines), end="")
    print(f"1..{number}")
    return 1 if failed else 0


sys.exit(main())
