#!/usr/bin/env python3
"""Files that change between the moment they are found and the moment they are
read, or while they are read. changes_test.py CLAUSELINT; prints TAP for meson.

A run that waits for standard input has found all its files and read none: what
is done to them then is what another process would do in the wrong moment.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import threading

from commands_test import POLICIES, main, run, tool
from promises_test import FIXED, begun

POLICY = next(p for p in POLICIES if p.suffix == ".md").read_bytes()
FIRST = "# Политика\n\n1. Оператор обрабатывает данные.\n".encode()


def lay_out(folder):
    site = folder / "site"
    site.mkdir()
    for name in ("a.md", "b.md", "c.md"):
        (site / name).write_bytes(POLICY)
    return site


def checks(site, change):
    """Check standard input, then the site, which is changed in between:
    status, files of the report, standard error."""
    report = site.parent / "report.gcc"
    process = subprocess.Popen(
        [tool, "check", *FIXED, "--lang=en", "--jobs=1", "--format=gcc",
         "-o", report, "-", site],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE)
    begun(process, report)
    change(site / "b.md")
    _, err = process.communicate(FIRST, timeout=60)
    named = {line.split(":")[0].rsplit("/", 1)[-1]
             for line in report.read_text("utf-8").splitlines()}
    return process.returncode, named - {"<stdin>"}, err.decode()


def only_b_is_refused(site, change, words):
    status, named, err = checks(site, change)
    assert status == 2 and named == {"a.md", "c.md"}, (status, named, err)
    assert err.count("\n") == 1 and "b.md: " in err and words in err, err


def test_a_file_that_is_gone_is_told_and_the_rest_is_checked(folder):
    only_b_is_refused(lay_out(folder), os.unlink, "no such file or folder")


def test_a_file_that_is_a_folder_now_is_told(folder):
    def change(path):
        path.unlink()
        path.mkdir()
    only_b_is_refused(lay_out(folder), change, "Is a directory")


def test_a_file_that_is_a_pipe_now_is_not_waited_for(folder):
    def change(path):
        path.unlink()
        os.mkfifo(path)
    only_b_is_refused(lay_out(folder), change, "no regular file")


def test_a_file_that_is_a_link_to_itself_now_is_told(folder):
    def change(path):
        path.unlink()
        path.symlink_to(path.name)
    only_b_is_refused(lay_out(folder), change, "Too many levels")


def test_a_file_that_is_too_large_now_is_refused_by_the_limit(folder):
    def change(path):
        with open(path, "r+b") as file:
            file.truncate(17 << 20)
    only_b_is_refused(lay_out(folder), change, "SOURCE_SIZE_LIMIT")


def test_what_a_file_holds_when_it_is_read_counts(folder):
    for content in (b"", POLICY[:len(POLICY) // 2], POLICY + POLICY):
        with tempfile.TemporaryDirectory(dir=folder) as name:
            site = lay_out(pathlib.Path(name))
            status, named, err = checks(
                site, lambda path, new=content: path.write_bytes(new))
            assert status == 1 and not err, (len(content), status, err)
            assert named == {"a.md", "b.md", "c.md"}, (len(content), named)


def test_a_folder_that_is_gone_is_told_for_each_of_its_files(folder):
    def change(path):
        path.parent.rename(path.parent.with_name("elsewhere"))
    status, named, err = checks(lay_out(folder), change)
    assert status == 2 and not named, (status, named)
    assert err.count("no such file or folder") == 3, err


def test_a_configuration_that_is_a_pipe_is_not_waited_for(folder):
    site = lay_out(folder)
    os.mkfifo(site / ".clauselint.ini")
    status, _, err = run("check", "--lang=en", site)
    assert status == 2 and "no regular file" in err, (status, err)


def test_a_file_that_is_written_while_it_is_read_ends_no_run(folder):
    path = folder / "policy.md"
    path.write_bytes(POLICY)
    is_over = threading.Event()

    def write():
        turn = 0
        while not is_over.is_set():
            turn += 1
            path.write_bytes(POLICY * (turn % 40 + 3))
            os.truncate(path, len(POLICY) * (turn % 7) // 3)
    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(20):
            status, _, err = run("check", *FIXED, "--format=gcc", path)
            assert status in (0, 1) and not err, (status, err)
    finally:
        is_over.set()
        writer.join()


if __name__ == "__main__":
    sys.exit(main(globals()))
