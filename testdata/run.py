#!/usr/bin/env python3
"""Run the cases: run.py [--update] [--tap] CLAUSELINT CASE|FOLDER...

A case is one text file, NAME.case, that a lawyer can read:

    A promise, broken later
    =======================
    Why this matters, in prose.

    options: --select ru/consent-perpetual --as-of 2026-11-21
    expect: fails (what is wrong, and why it is not mended yet)

    --- policy.md
    1.1. Согласие даётся бессрочно.
    --- findings
    error  ru/consent-perpetual  "Согласие даётся бессрочно"

The parts with a file's name are written to an empty folder; the others say
what must come of it:

    findings  each finding in order: severity, rule, the words marked, or
              (absence); of the first file, by check --format json
    tree      what compile --to tree prints for the first file
    output    standard output of the command in "command:" ($F: the file)
    stderr    its standard error
    status    its exit status

"command: check $F" with its options is run by the parts output, stderr and
status; without it they are of the check that findings runs. --update writes
what came out into the case, never its files. A case with "expect: fails"
must fail; when it passes, take the line out.
"""
import argparse
import difflib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

RESULTS = ("findings", "tree", "output", "stderr", "status")
AS_OF = "2026-11-21"


class Case:
    def __init__(self, path):
        self.path = path
        head, *rest = re.split(r"^--- (.+)\n", path.read_text("utf-8"),
                               flags=re.M)
        self.head = head
        self.parts = list(zip(rest[0::2], rest[1::2]))
        self.name = head.split("\n", 1)[0]
        self.options = shlex.split(self.line("options") or "")
        self.command = self.line("command") or "check $F"
        self.fails = self.line("expect")
        self.files = [p for p in self.parts if p[0] not in RESULTS]
        self.wanted = [p for p in self.parts if p[0] in RESULTS]

    def line(self, key):
        hit = re.search(rf"^{key}: *(.*)$", self.head, re.M)
        return hit.group(1) if hit else None

    def write(self, results):
        text = self.head
        for name, body in self.parts:
            text += f"--- {name}\n" + results.get(name, body)
        self.path.write_text(text, "utf-8")


def run(tool, arguments, folder):
    environment = {k: v for k, v in os.environ.items()
                   if not k.startswith(("LC_", "LANG", "COLUMNS", "NO_COLOR"))}
    done = subprocess.run([tool, *arguments], cwd=folder, timeout=60,
                          stdin=subprocess.DEVNULL, capture_output=True,
                          env=environment)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def findings_of(tool, case, file, folder):
    _, out, err = run(tool, ["check", "--format", "json", "--as-of", AS_OF,
                             *case.options, file], folder)
    if not out:
        return err
    lines = ""
    for finding in json.loads(out)["files"][0]["findings"]:
        mark = f'"{finding["quote"]}"' if finding["quote"] else "(absence)"
        lines += f'{finding["severity"]:<7}  {finding["rule"]}  {mark}\n'
    return lines


def results_of(tool, case):
    """What came out, for each part that the case wants."""
    with tempfile.TemporaryDirectory() as folder:
        for name, body in case.files:
            path = pathlib.Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, "utf-8")
        file = case.files[0][0] if case.files else ""
        names = [name for name, _ in case.wanted]
        results = {}
        if "findings" in names:
            results["findings"] = findings_of(tool, case, file, folder)
        if "tree" in names:
            results["tree"] = run(
                tool, ["compile", "--to", "tree", file], folder)[1]
        if set(names) & {"output", "stderr", "status"}:
            words = [file if word == "$F" else word
                     for word in shlex.split(case.command)]
            if words[0] in ("check", "compile"):
                words[1:1] = ["--as-of", AS_OF, *case.options]
            status, out, err = run(tool, words, folder)
            results.update(output=out, stderr=err, status=f"{status}\n")
        return {name: results[name] for name in names}


def difference(case, results):
    lines = []
    for name, body in case.wanted:
        if body.strip() != results[name].strip():
            lines += [f"--- {name}"]
            lines += difflib.unified_diff(
                body.splitlines(), results[name].splitlines(),
                "expected", "found", lineterm="", n=1)
    return lines


def find_cases(operands):
    for operand in map(pathlib.Path, operands):
        yield from sorted(operand.rglob("*.case")) if operand.is_dir() \
            else [operand]


def run_case(tool, path, update):
    """(passed, description, lines to show)"""
    case = Case(path)
    label = f"{path.stem}: {case.name}"
    if not case.wanted:
        return False, label, ["the case expects nothing"]
    results = results_of(tool, case)
    lines = difference(case, results)
    if update and lines and not case.fails:
        case.write(results)
        lines = []
    if case.fails and lines:
        label += f" # TODO {case.fails}"
    elif case.fails:
        return False, label, ['it passes now: take "expect: fails" out']
    return not lines, label, lines


def main():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--tap", action="store_true", help="for meson")
    parser.add_argument("clauselint")
    parser.add_argument("cases", nargs="+")
    arguments = parser.parse_args()
    tool = str(pathlib.Path(arguments.clauselint).resolve())
    paths = list(find_cases(arguments.cases))
    failed = 0
    if arguments.tap:
        print(f"1..{len(paths)}")
    for number, path in enumerate(paths, 1):
        passed, label, lines = run_case(tool, path, arguments.update)
        is_known = " # TODO " in label
        failed += not passed and not is_known
        if arguments.tap or not (passed or is_known):
            print(f"{'ok' if passed else 'not ok'} {number} - {label}")
        if not is_known:
            print("".join(f"# {line}\n" for line in lines), end="")
    if not arguments.tap:
        print(f"{len(paths) - failed} passed, {failed} failed")
    return 1 if failed or not paths else 0


sys.exit(main())
