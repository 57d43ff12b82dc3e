#!/usr/bin/env python3
"""When the world fails: no memory, no room, files that cannot be read or that
end early. faults_test.py CLAUSELINT FAULT.so [RUNS]; prints TAP for meson.

A run ends in one of three ways: as if nothing had happened; with exit status 2
and a line that says why; or, for want of memory, with a line and SIGABRT. A
report that was there before is then as it was. RUNS is how many allocations
of each command are failed, one a run (default 40); 0: each.
"""
import json
import os
import re
import resource
import signal
import subprocess
import sys
import threading

from commands_test import POLICIES, main, tool
from lsp_client import frame

FAULT = os.path.abspath(sys.argv[2])
RUNS = int(sys.argv[3]) if len(sys.argv) > 3 else 40
MARKDOWN = next(p for p in POLICIES if p.suffix == ".md")
PAGE = next(p for p in POLICIES if p.suffix == ".html")
DAY = "--as-of=2026-11-22"
RULE = "ru/consent-perpetual"
FORMATS = ("text json jsonl gcc github sarif gitlab checkstyle junit "
           "html").split()
OLD = b"what was there before\n"


PACK = """---
pack: x
title: Проба
edition: 2026-11-21
---

## x/rule

Сообщение.

- English: Message.
- Kind: prohibition
- Severity: error
- Basis: ст. 1

```find
согласи*
re: данн\\w+
```

Wrong:

> Даёт **согласие**.

Right:

> Слово.
"""


class Done:
    def __init__(self, done):
        self.status = done.returncode
        self.out = done.stdout
        self.err = done.stderr.decode("utf-8", "replace")

    def __eq__(self, other):
        return (self.status, self.out, self.err) == (
            other.status, other.out, other.err)

    def __repr__(self):
        return (f"status {self.status}, {len(self.out)} bytes, "
                f"stderr {self.err[-300:]!r}")


def run(*arguments, fault="", at=0, stdin=b"", **more):
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "en_US.UTF-8",
                   "LD_PRELOAD": FAULT, "FAULT": fault, "AT": str(at)}
    if at == "count":
        environment["COUNT"] = "1"
    return Done(subprocess.run(
        [tool, *map(str, arguments)], input=stdin, capture_output=True,
        env=environment, timeout=120, **more))


def refused(done, words):
    assert done.status == 2 and words in done.err, done
    assert done.err.startswith("clauselint: "), done


def says_why_it_stops(done):
    """With status 2, by abort(), or as the dynamic linker does."""
    return done.err.strip() and done.status in (2, -signal.SIGABRT, 127)


def allocations(*arguments):
    """Which allocations to fail: the first, then some of all."""
    total = int(run(*arguments, fault="malloc", at="count").err.split()[-1])
    assert total > 0
    step = max(1, total // RUNS) if RUNS else 1
    return sorted({*range(1, min(total, RUNS // 4 or total) + 1),
                   *range(1, total + 1, step)})


def test_without_memory_a_report_is_whole_or_the_old_one_stays(folder):
    for form in FORMATS:
        report = folder / form
        policy = PAGE if form == "gcc" else MARKDOWN
        command = ["check", DAY, f"--format={form}={report}", policy]
        good = run(*command)
        whole = report.read_bytes()
        for at in allocations(*command):
            report.write_bytes(OLD)
            done = run(*command, fault="malloc", at=at)
            case = (form, at, done)
            if done == good:
                assert report.read_bytes() == whole, case
            else:
                assert says_why_it_stops(done), case
                # Of a file that cannot be opened the report says nothing.
                assert done.status == 2 or report.read_bytes() == OLD, case
        for rest in folder.iterdir():
            rest.unlink()


def test_without_memory_no_command_says_less_than_it_knows(folder):
    other = POLICIES[-1]
    known = folder / "known.json"
    run("baseline", "write", DAY, f"--baseline={known}", PAGE)
    pack = folder / "x.md"
    pack.write_text(PACK, "utf-8")
    for command in (["compile", "--to=json", PAGE],
                    ["diff", DAY, "--format=json", MARKDOWN, other],
                    ["check", DAY, f"--pack={pack}", "--jobs=2", *POLICIES],
                    ["check", DAY, f"--baseline={known}", PAGE],
                    ["baseline", "check", DAY, f"--baseline={known}", PAGE],
                    ["test", pack], ["help", "check"],
                    ["rules", "--format=json"], ["explain", RULE],
                    ["config", "show", MARKDOWN]):
        good = run(*command)
        for at in allocations(*command):
            done = run(*command, fault="malloc", at=at)
            assert done == good or says_why_it_stops(done), (command, at, done)


def test_a_file_that_cannot_be_read_to_its_end_is_refused(folder):
    policy = folder / "policy.md"
    policy.write_bytes(MARKDOWN.read_bytes() * 12)
    for at in (1, 2):  # all of it, and the end
        refused(run("check", policy, fault="read", at=at), "cannot be read")
    for at in (1, 2, 3):  # of 16 KiB each
        refused(run("check", "-", stdin=policy.read_bytes(), fault="read",
                    at=at), "cannot be read")


def test_a_folder_that_cannot_be_listed_to_its_end_is_told(folder):
    for name in ("a.md", "b.md", "c.md"):
        (folder / name).write_bytes(MARKDOWN.read_bytes())
    for at in (1, 3, 5):
        refused(run("check", folder, fault="readdir", at=at),
                "cannot be read")


def test_a_full_disk_is_told_for_every_format(folder):
    for form in FORMATS:
        refused(run("check", DAY, f"--format={form}=/dev/full", MARKDOWN),
                "/dev/full: cannot be written")
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                [tool, "check", DAY, f"--format={form}", MARKDOWN],
                stdout=full, stderr=subprocess.PIPE, timeout=120)
            assert done.returncode == 2 and done.stderr, form
    known = folder / "known.json"
    for command in (["diff", MARKDOWN, MARKDOWN], ["compile", MARKDOWN],
                    ["rules"], ["config", "show", MARKDOWN], ["help"],
                    ["help", "check"], ["--version"], ["test", "allow"],
                    ["explain", RULE],
                    ["baseline", "write", f"--baseline={known}", MARKDOWN],
                    ["baseline", "prune", f"--baseline={known}", MARKDOWN]):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([tool, *map(str, command)], stdout=full,
                                  stderr=subprocess.PIPE, timeout=120)
            assert done.returncode == 2 and done.stderr, command


def closed(*arguments, streams=(), **more):
    """A run that is started without some of its standard streams."""
    done = subprocess.run(
        [tool, *map(str, arguments)], capture_output=True, timeout=120,
        env={"PATH": os.environ["PATH"], "LC_ALL": "en_US.UTF-8"},
        preexec_fn=lambda: [os.close(stream) for stream in streams], **more)
    return Done(done)


def test_a_closed_output_is_told_by_every_command(folder):
    for command in (["check", MARKDOWN], ["compile", MARKDOWN], ["rules"],
                    ["diff", MARKDOWN, MARKDOWN], ["test", "allow"], ["help"],
                    ["--version"], ["explain", RULE],
                    ["config", "show", MARKDOWN]):
        refused(closed(*command, streams=[1]),
                "cannot be written: Bad file descriptor")
    refused(closed("check", "-", streams=[0]),
            "cannot be read: Bad file descriptor")


def test_a_report_does_not_take_the_place_of_a_closed_stream(folder):
    report = folder / "report.json"
    command = ["check", DAY, "--timing", "--format=text",
               f"--format=json={report}", MARKDOWN, "no-such.md"]
    assert closed(*command).status == 2
    whole = report.read_bytes()
    for streams in ([0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]):
        done = closed(*command, streams=streams)
        assert done.status == 2, (streams, done)
        assert report.read_bytes() == whole, streams


def test_interrupted_or_short_calls_change_no_report(folder):
    report = folder / "report.json"
    for command in (["check", DAY, f"--format=json={report}", *POLICIES],
                    ["baseline", "write", DAY, f"--baseline={report}",
                     MARKDOWN]):
        good = run(*command)
        whole = report.read_bytes()
        for fault in ("eintr", "short"):
            assert run(*command, fault=fault) == good, (command, fault)
            assert report.read_bytes() == whole, (command, fault)


def test_a_run_does_with_few_resources_or_says_why_not(folder):
    command = ["check", DAY, "--jobs=2", "--format=json", *POLICIES]
    good = run(*command)
    for kind, amounts in ((resource.RLIMIT_NOFILE, (4, 5, 6)),
                          (resource.RLIMIT_NPROC, (0, 1)),
                          (resource.RLIMIT_STACK, (1 << 17, 1 << 20)),
                          (resource.RLIMIT_AS, (1 << 25, 1 << 26, 1 << 27))):
        for amount in amounts:
            done = run(*command, preexec_fn=lambda: resource.setrlimit(
                kind, (amount, amount)))
            assert done == good or says_why_it_stops(done), (
                kind, amount, done)


def test_a_report_that_grows_too_large_leaves_the_old_one(folder):
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
    report = folder / "report.html"
    report.write_bytes(OLD)
    done = run("check", DAY, f"--format=html={report}", MARKDOWN,
               preexec_fn=limit)
    refused(done, "cannot be written")
    assert report.read_bytes() == OLD
    assert os.listdir(folder) == ["report.html"]


def test_a_report_that_cannot_be_renamed_leaves_the_old_one(folder):
    report = folder / "report.json"
    report.write_bytes(OLD)
    done = run("check", DAY, f"--format=json={report}", MARKDOWN,
               fault="rename", at=1)
    refused(done, "cannot be written: Permission denied")
    assert report.read_bytes() == OLD
    assert os.listdir(folder) == ["report.json"]


def test_a_report_that_cannot_be_copied_leaves_the_old_one(folder):
    report = folder / "report.html"
    command = ["check", DAY, f"--format=html={report}", MARKDOWN]
    run(*command)
    whole = report.read_bytes()
    assert len(whole) > 32 * 1024, len(whole)  # a copy takes some writes
    report.write_bytes(OLD)
    for at in (1, 2, 3):
        refused(run(*command, fault="write", at=at),
                "cannot be written: No space left on device")
        assert report.read_bytes() == OLD
        assert os.listdir(folder) == ["report.html"]
    assert run(*command, fault="short").status == 1
    assert report.read_bytes() == whole


def test_without_threads_the_report_is_the_same(folder):
    command = ["check", DAY, "--jobs=4", "--format=json", *POLICIES]
    good = run(*command)
    for at in (1, 2, 3):
        assert run(*command, fault="pthread", at=at) == good, at


def test_a_pipe_may_be_slow_and_end_early(folder):
    pipe = folder / "policy.md"
    os.mkfifo(pipe)
    content = MARKDOWN.read_bytes()

    def feed():
        with open(pipe, "wb", buffering=0) as out:
            for begin in range(0, len(content), 1000):
                out.write(content[begin:begin + 1000])
    thread = threading.Thread(target=feed)
    thread.start()
    slow = run("check", DAY, "--format=gcc", pipe)
    thread.join()
    whole = run("check", DAY, "--format=gcc", f"--stdin-filename={pipe}", "-",
                stdin=content)
    assert slow == whole, (slow, whole)


def test_an_endless_file_is_refused_by_the_name_of_the_limit(folder):
    refused(run("check", "/dev/zero"), "SOURCE_SIZE_LIMIT")


def test_links_that_lead_nowhere_or_to_themselves_are_told(folder):
    (folder / "loop.md").symlink_to("loop.md")
    refused(run("check", folder / "loop.md"), "Too many levels")
    (folder / "gone.md").symlink_to("no-such.md")
    refused(run("check", folder / "gone.md"), "no such file")
    (folder / "deep").mkdir()
    (folder / "deep" / "up").symlink_to("..")
    (folder / "deep" / "a.md").write_bytes(MARKDOWN.read_bytes())
    done = run("check", DAY, "--format=gcc", folder)
    assert done.status == 1 and "deep/a.md" in done.out.decode(), done
    assert "/up/" not in done.out.decode(), done


def answers(out):
    """By id. Whether findings are told before the end depends on how many
    messages a read happens to bring."""
    told = [json.loads(body) for body in
            re.split(rb"Content-Length: \d+\r\n\r\n", out)[1:]]
    return {one["id"]: one for one in told if "id" in one}


def test_the_server_is_not_hurt_by_interrupted_or_short_calls(folder):
    uri = "file:///nowhere/policy.md"
    text = MARKDOWN.read_text("utf-8")
    messages = b"".join(frame({"jsonrpc": "2.0", **message}) for message in (
        {"id": 1, "method": "initialize", "params": {"capabilities": {}}},
        {"method": "initialized", "params": {}},
        {"method": "textDocument/didOpen", "params": {"textDocument": {
            "uri": uri, "languageId": "markdown", "version": 1,
            "text": text}}},
        {"id": 2, "method": "textDocument/documentSymbol",
         "params": {"textDocument": {"uri": uri}}},
        {"id": 3, "method": "shutdown"}, {"method": "exit"}))
    good = run("lsp", DAY, stdin=messages)
    assert good.status == 0 and b"symbol" not in good.err.encode(), good
    for fault in ("eintr", "short"):
        done = run("lsp", DAY, stdin=messages, fault=fault)
        assert done.status == 0, (fault, done)
        assert answers(done.out) == answers(good.out), fault


if __name__ == "__main__":
    sys.exit(main(globals()))
