#!/usr/bin/env python3
"""The two seed policies, row by row: seeds_test.py CLAUSELINT; prints TAP.

seeds/NAME.tsv has the rows that the catalogues of Russian and Belarusian law
give for the policy: row, level, rule, address and mark, "line:column-
line:column" in the source or "-". A level "related" wants the rule with
related places; "-" wants nothing of the rule (which may be a pattern, as the
address may) there. The policies are not ours to publish: they are read from
the folder that CLAUSELINT_SHARED names, and without it the test is skipped.
"""
import fnmatch
import json
import os
import pathlib
import subprocess
import sys

AS_OF = "2026-11-21"
ROWS = pathlib.Path(__file__).resolve().parent / "seeds"


def check(policy):
    done = subprocess.run(
        [sys.argv[1], "check", "--format", "json", "--as-of", AS_OF,
         str(policy)], capture_output=True, text=True, check=False)
    return json.loads(done.stdout)["files"][0]["findings"]


def mark_of(finding):
    if not finding["quote"]:
        return "-"
    ends = (finding["span"]["start"], finding["span"]["stop"])
    return "-".join(f"{at['line']}:{at['column']}" for at in ends)


def differs(row, findings):
    """What is wrong with the row, or an empty string."""
    level, rule, address, mark = row[1:]
    there = [f for f in findings if fnmatch.fnmatchcase(f["rule"], rule)
             and fnmatch.fnmatchcase(f["address"], address)]
    found = [f"{f['severity']} {f['rule']} at {f['address']}, {mark_of(f)}"
             for f in there]
    if level == "-":
        return "; ".join(found)
    if any((f["severity"] == level or level == "related" and f["related"])
           and mark_of(f) == mark for f in there):
        return ""
    return "; ".join(found) or "nothing is reported there"


def main():
    shared = os.environ.get("CLAUSELINT_SHARED")
    tables = sorted(ROWS.glob("*.tsv"))
    if not shared or not (pathlib.Path(shared) / "seeds").is_dir():
        print("1..0 # SKIP CLAUSELINT_SHARED names no folder with seeds")
        return 0
    count = failed = 0
    for table in tables:
        findings = check(pathlib.Path(shared) / "seeds" / f"{table.stem}.md")
        for line in table.read_text("utf-8").splitlines():
            if line.startswith("#"):
                continue
            row = line.split("\t")
            wrong = differs(row, findings)
            count += 1
            failed += bool(wrong)
            print(f"{'not ' if wrong else ''}ok {count} - {table.stem} "
                  f"{row[0]}: {row[1]} {row[2]} at {row[3]}")
            if wrong:
                print(f"# {wrong}")
    print(f"1..{count}")
    return 1 if failed else 0


sys.exit(main())
