#!/usr/bin/env python3
"""How many instructions the program takes, held against those of the last
commit that said so.

    testdata/instructions.py CLAUSELINT             compare with the file
    testdata/instructions.py --update CLAUSELINT    write the file anew

callgrind counts them: the figure does not depend on the machine's load, and
hardly on the machine. It does on compiler, C library and valgrind, so the file
names those it was made with, and with others nothing is compared. One that
grew by more than a twentieth fails the run. When a commit means it, it takes
the new figures along, and says why; so the growth of many commits cannot pass
by a little each time.
"""
import argparse
import pathlib
import platform
import re
import subprocess
import sys
import tempfile

from benchmark import AS_OF, POLICY_SIZE, as_html, policy, strange_rules
from lsp_client import frame

FIGURES = pathlib.Path(__file__).with_name("instructions")
GROWTH = 0.05
POLICIES = 20  # of the batch
RULES = 100  # of the user's pack
HEAD = """# Instructions of one run by callgrind. testdata/instructions.py --update
# writes this file, and .ci/run holds each build against it.
"""


def compilers(tool):
    """What the program was compiled by, as its sections tell."""
    found = re.findall(rb"(?:GCC: \(|clang version )[ -~]+", tool.read_bytes())
    return ", ".join(sorted({text.decode() for text in found}))


def circumstances(tool):
    valgrind = subprocess.run(["valgrind", "--version"], capture_output=True,
                              text=True).stdout.strip()
    return (f"{platform.machine()}; {compilers(tool)}; "
            f"{' '.join(platform.libc_ver())}; {valgrind}")


def conversation(text):
    """An editor opens a policy, writes one letter and asks what is wrong."""
    uri = "file:///nowhere/policy.md"
    document = {"uri": uri, "languageId": "markdown", "version": 1,
                "text": text}
    at = {"line": 4, "character": 2}
    edit = {"range": {"start": at, "end": at}, "text": "a"}
    ask = {"textDocument": {"uri": uri}}
    return b"".join(frame({"jsonrpc": "2.0", **message}) for message in (
        {"id": 1, "method": "initialize", "params": {"capabilities": {}}},
        {"method": "initialized", "params": {}},
        {"method": "textDocument/didOpen",
         "params": {"textDocument": document}},
        {"id": 2, "method": "textDocument/documentSymbol", "params": ask},
        {"method": "textDocument/didChange", "params": {
            "textDocument": {"uri": uri, "version": 2},
            "contentChanges": [edit]}},
        {"id": 3, "method": "textDocument/documentSymbol", "params": ask},
        {"id": 4, "method": "shutdown"}, {"method": "exit"}))


def runs(folder):
    """{name: (arguments, standard input)}"""
    markdown, html = folder / "one.md", folder / "one.html"
    text = policy(0, POLICY_SIZE)
    markdown.write_text(text, "utf-8")
    html.write_text(as_html(text), "utf-8")
    other = folder / "other.md"
    other.write_text(policy(1, POLICY_SIZE), "utf-8")
    many = folder / "many"
    many.mkdir()
    for seed in range(POLICIES):
        (many / f"{seed:03}.md").write_text(policy(seed, POLICY_SIZE), "utf-8")
    pack = folder / "pack.md"
    pack.write_text(strange_rules(RULES), "utf-8")
    check = ["check", AS_OF]
    return {
        "start": (["version"], b""),
        "policy.md": ([*check, "-q", markdown], b""),
        "policy.html": ([*check, "-q", html], b""),
        "own-pack": ([*check, "-q", "--pack", pack, markdown], b""),
        "many-policies": ([*check, "-q", "--jobs=1", many], b""),
        "html-report": ([*check, "--format=html", markdown], b""),
        "compile": (["compile", "--to=json", markdown], b""),
        "diff": (["diff", AS_OF, markdown, other], b""),
        "editor": (["lsp", AS_OF], conversation(text)),
    }


def count(tool, arguments, stdin):
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
         tool, *map(str, arguments)], input=stdin, capture_output=True)
    found = re.search(rb"Collected : (\d+)", done.stderr)
    if done.returncode not in (0, 1) or not found:
        sys.exit(f"instructions.py: {arguments[0]} failed:\n"
                 f"{done.stderr.decode()[-1000:]}")
    return int(found.group(1))


def said():
    """The circumstances and figures of the file; ("", {}) without one."""
    if not FIGURES.exists():
        return "", {}
    lines = [line for line in FIGURES.read_text("utf-8").splitlines()
             if not line.startswith("#")]
    return lines[0], {name: int(number) for name, number in
                      (line.split() for line in lines[1:])}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--update", action="store_true")
    parser.add_argument("tool", type=pathlib.Path)
    given = parser.parse_args()
    tool = given.tool.resolve()
    here = circumstances(tool)
    there, before = said()
    is_alike = here == there
    with tempfile.TemporaryDirectory() as name:
        now = {run: count(tool, *what)
               for run, what in runs(pathlib.Path(name)).items()}
    if given.update:
        FIGURES.write_text(HEAD + here + "\n" + "".join(
            f"{run:14} {number:12}\n" for run, number in now.items()), "utf-8")
    grown = []
    for run, number in now.items():
        old = before.get(run, 0) if is_alike else 0
        print(f"{run:14} {number:12}"
              + (f" {(number - old) / old:+8.2%}" if old else ""))
        if old and number > old * (1 + GROWTH):
            grown.append(run)
    if not is_alike:
        print(f"not compared: counted with\n    {here}\n"
              f"but the figures are of\n    {there}")
    if grown and not given.update:
        sys.exit(f"grown by more than {GROWTH:.0%}: {', '.join(grown)}. If it "
                 "is meant, commit what --update writes, and say why.")


if __name__ == "__main__":
    main()
