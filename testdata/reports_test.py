#!/usr/bin/env python3
"""The reports for programs: each is read back as its reader would, and what
a hostile policy, pack or file name puts into it is held to do no harm.
reports_test.py CLAUSELINT; prints TAP for meson.
"""
import json
import os
import re
import sys

from commands_test import POLICIES, main, run, tool
import subprocess

# What must not get out of the place it is put in.
HOSTILE = ("<script>alert(1)</script> ]]> ::error::x --> \" ' & &lt; 100%25, "
           "\u202egnp\u202c \x1b[31m\x07\x9b31m [a](javascript:b) {0} \\")
PACK = """---
pack: mine
title: Проверка отчётов
edition: 2026-11-21
---

## mine/forever

Обещано хранить данные вечно: <script>alert(2)</script> ]]> ::error::y & 100%.

- English: Kept forever: <script>alert(2)</script> ]]> ::error::y & 100%.
- Kind: prohibition
- Severity: error
- Basis: ч. 7 ст. 5 152-ФЗ (from 2006-07-27)

```find
вечно
```

```fix
Храним <b>год</b> ]]> & ::warning::z
```

Wrong:

> Данные хранятся **вечно**.

Right:

> Данные хранятся год.
"""


def hostile(folder, *options):
    """Check a hostile policy under a hostile name, from within its folder;
    standard output, and the name."""
    name = "п & <script> ]]> ::error::, 100% \u202ex\x1b[31m\n::error::y.md"
    (folder / "mine.md").write_text(PACK, "utf-8")
    (folder / ".git").mkdir(exist_ok=True)
    (folder / name).write_text(
        f"# Политика {HOSTILE}\n\n1. Термин «{HOSTILE}» (далее — «<script>» "
        f"]]> &) хранится вечно, {HOSTILE} вечно.\n", "utf-8")
    done = subprocess.run(
        [tool, "check", "--pack", "mine.md", *options, name], cwd=folder,
        capture_output=True, timeout=60)
    assert done.returncode == 1, done.stderr
    return done.stdout.decode(), name


def raw_controls(text, allowed="\n"):
    return [c for c in text if c not in allowed and
            (ord(c) < 32 or 0x7f <= ord(c) < 0xa0 or
             0x202a <= ord(c) <= 0x202e or 0x2066 <= ord(c) <= 0x2069)]


def findings_of(*arguments):
    """What the JSON report has: (path, finding) in order."""
    _, out, _ = run("check", "--format", "json", *arguments)
    return [(file["path"], finding) for file in json.loads(out)["files"]
            for finding in file["findings"]]


def unescaped(text):
    return re.sub("%(25|0D|0A|3A|2C)",
                  lambda hit: chr(int(hit.group(1), 16)), text)


def github_commands(out):
    """The workflow commands of a log, as the runner reads them."""
    for line in out.splitlines():
        hit = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
        assert hit, line
        fields = dict(field.split("=", 1) for field in hit[2].split(","))
        yield (hit[1], {k: unescaped(v) for k, v in fields.items()},
               unescaped(hit[3]))


def test_one_run_writes_several_reports(folder):
    status, out, err = run(
        "check", "-f", "gcc", "-f", f"jsonl={folder}/a.jsonl", "-f",
        f"json={folder}/a.json", *POLICIES)
    assert not err and out == run("check", "-f", "gcc", *POLICIES)[1]
    assert ((folder / "a.json").read_text("utf-8") ==
            run("check", "-f", "json", *POLICIES)[1])
    assert sorted(os.listdir(folder)) == ["a.json", "a.jsonl"]


def test_a_report_that_cannot_be_opened_leaves_no_other(folder):
    status, _, err = run("check", "-f", f"json={folder}/a.json", "-f",
                         f"gcc={folder}/no/such", *POLICIES)
    assert status == 2 and "no/such" in err
    assert not os.listdir(folder)


def test_a_report_that_cannot_be_written_leaves_the_others(folder):
    status, _, err = run("check", "-f", "gcc=/dev/full", "-f",
                         f"json={folder}/a.json", *POLICIES)
    assert status == 2 and "/dev/full" in err
    json.loads((folder / "a.json").read_text("utf-8"))


def test_gcc_lines_are_one_for_each_finding(folder):
    _, out, _ = run("check", "-f", "gcc", *POLICIES)
    lines = out.splitlines()
    for line, (path, finding) in zip(lines, findings_of(*POLICIES),
                                     strict=True):
        start = finding["span"]["start"]
        assert line == (f"{path}:{start['line']}:{start['column']}: "
                        f"{finding['severity']}: {finding['message']} "
                        f"[{finding['rule']}]"), line


def test_json_lines_are_the_findings_of_the_json_report(folder):
    _, out, _ = run("check", "-f", "jsonl", *POLICIES)
    lines = [json.loads(line) for line in out.split("\n")[:-1]]
    assert lines == [{"path": path, **finding}
                     for path, finding in findings_of(*POLICIES)]


def test_github_annotations_say_where_and_what(folder):
    _, out, _ = run("check", "-f", "github", *POLICIES)
    levels = {"error": "error", "warning": "warning", "note": "notice"}
    for (command, fields, message), (path, finding) in zip(
            github_commands(out), findings_of(*POLICIES), strict=True):
        start, stop = finding["span"]["start"], finding["span"]["stop"]
        assert command == levels[finding["severity"]]
        assert path.endswith(fields["file"]), fields
        assert fields["line"] == str(start["line"])
        assert fields["endLine"] == str(stop["line"])
        assert ("col" in fields) == (start["line"] == stop["line"])
        assert fields["title"] == finding["rule"]
        assert message.split("\n")[0] == finding["message"]


def test_nothing_hostile_breaks_a_line(folder):
    for form in ("gcc", "jsonl", "github"):
        out, name = hostile(folder, "-f", form)
        count = len(findings_of_hostile(folder, name))
        assert len(out.split("\n")) == count + 1, (form, out)
        assert not raw_controls(out, "\n\u202e\u202c\x9b\x7f"
                                if form == "jsonl" else "\n"), form
        if form == "github":
            paths = {f["file"] for _, f, _ in github_commands(out)}
            assert paths == {name.replace("\u202e", "\ufffd")
                             .replace("\x1b", "\u241b")}, paths


def findings_of_hostile(folder, name):
    out, _ = hostile(folder, "-f", "json")
    return json.loads(out)["files"][0]["findings"]


if __name__ == "__main__":
    sys.exit(main(globals()))
