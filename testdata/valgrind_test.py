#!/usr/bin/env python3
"""The whole program under valgrind's memcheck: no byte is read that is not its
own or was not written, none is lost. valgrind_test.py CLAUSELINT; prints TAP.

The unit tests run under valgrind as well; this is what only the program as a
whole does: its readers, threads, reports and the server.
"""
import re
import subprocess
import sys

from commands_test import HERE, POLICIES, main, tool
from instructions import conversation
from lsp_client import frame

MEMCHECK = ["valgrind", "-q", "--leak-check=full",
            "--show-leak-kinds=definite,indirect"]
DAY = "--as-of=2026-11-22"
MARKDOWN = next(p for p in POLICIES if p.suffix == ".md")
PAGE = next(p for p in POLICIES if p.suffix == ".html")
FORMATS = ("text json jsonl gcc github sarif gitlab checkstyle junit "
           "html").split()


def faults(report):
    """What memcheck tells, but for code that has no name: that is what PCRE2
    has written at run time. It looks at whole blocks of 16 bytes and lets what
    stands behind the text decide nothing, which memcheck cannot see."""
    for fault in re.split(r"^==\d+== *$", report, flags=re.M):
        frames = re.findall(r"^==\d+==    (?:at|by) 0x\w+: (.*)$", fault, re.M)
        if "==" in fault and not (frames and set(frames) == {"???"}):
            yield fault


def is_clean(*arguments, stdin=b"", statuses=(0, 1)):
    done = subprocess.run([*MEMCHECK, tool, *map(str, arguments)], input=stdin,
                          capture_output=True, timeout=600)
    found = "".join(faults(done.stderr.decode()))
    assert done.returncode in statuses and not found, (
        arguments, done.returncode, found[-3000:])


def test_all_policies_by_threads_in_every_format(folder):
    reports = [f"--format={form}={folder / form}" for form in FORMATS]
    is_clean("check", DAY, "--no-config", "--jobs=3", *reports, *POLICIES)


def test_encodings(folder):
    text = MARKDOWN.read_text("utf-8")
    paths = []
    for encoding in ("cp1251", "koi8-r", "utf-16", "utf-16-be"):
        path = folder / f"{encoding}.txt"
        path.write_bytes(text.encode(encoding, "replace"))
        paths.append(path)
    broken = folder / "broken.md"
    broken.write_bytes(MARKDOWN.read_bytes()[::3] + b"\xff\xd0")
    is_clean("check", DAY, "--no-config", "-q", *paths, broken)


def test_the_tree_and_the_facts(_):
    is_clean("compile", "--to=json", PAGE)
    is_clean("compile", MARKDOWN)


def test_two_editions(_):
    is_clean("diff", DAY, "--format=json", MARKDOWN, PAGE)


def test_the_rules_and_a_page_of_one(_):
    is_clean("rules", "--format=json")
    is_clean("explain", "ru/consent-irrevocable")


def test_a_pack_of_the_user(folder):
    seed = (HERE / "fuzz" / "corpus" / "pack" / "pack").read_text("utf-8")
    good = seed.replace("<согласие>", "<мысль>").replace("<оператор>", "<тот>")
    pack = folder / "x.md"
    pack.write_text(good, "utf-8")
    is_clean("test", pack)
    is_clean("check", DAY, "--no-config", "-q", f"--pack={pack}", MARKDOWN)
    pack.write_text(good.replace("{бессрочн*}", "((бессрочн*"), "utf-8")
    is_clean("check", DAY, "--no-config", f"--pack={pack}", MARKDOWN,
             statuses=(2,))


def test_a_configuration_allowances_and_a_baseline(folder):
    policy = folder / "policy.md"
    policy.write_bytes(MARKDOWN.read_bytes() + (
        "\n<!-- clauselint-allow ru: так решено -->\n\n"
        "Согласие даётся бессрочно.\n").encode())
    (folder / ".clauselint.ini").write_text(
        "lang = ru\nbaseline = known.json\n[*.md]\nlevel.ru = note\n", "utf-8")
    known = folder / "known.json"
    is_clean("baseline", "write", f"--baseline={known}", policy)
    is_clean("check", DAY, policy)
    is_clean("config", "show", policy)


def test_a_conversation_with_an_editor(_):
    is_clean("lsp", DAY, stdin=conversation(MARKDOWN.read_text("utf-8")))


def test_a_conversation_over_all_methods(_):
    for name in ("lines", "pack"):
        lines = (HERE / "fuzz" / "corpus" / "lsp" / name).read_bytes()
        is_clean("lsp", DAY, stdin=b"".join(
            frame(line) for line in lines.split(b"\n") if line))


if __name__ == "__main__":
    sys.exit(main(globals()))
