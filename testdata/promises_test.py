#!/usr/bin/env python3
"""What the manual promises under SECURITY CONSIDERATIONS: the same bytes
wherever it runs, no file written but those named, no half-written report.
promises_test.py CLAUSELINT; prints TAP for meson.
"""
import hashlib
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import time

from commands_test import POLICIES, main, tool

FORMATS = ("text", "json", "jsonl", "gcc", "github", "sarif", "gitlab",
           "checkstyle", "junit", "html")
FIXED = ["--lang", "ru", "--as-of", "2026-11-22"]
DIFF = ["--format=json", "--fail-on=never"]


def run(folder, *arguments, **environment):
    """In the folder, with nothing of the caller's environment but these."""
    clean = {"PATH": os.environ["PATH"], "HOME": str(folder / "home"),
             **environment}
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
        if name in os.environ:
            clean[name] = os.environ[name]
    done = subprocess.run([tool, *map(str, arguments)], cwd=folder, env=clean,
                          stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=120)
    assert done.returncode in (0, 1), done.stderr.decode()
    assert not done.stderr, done.stderr.decode()
    return done.stdout


def lay_out(folder, order):
    """The policies, a folder below, and a home, made in this order."""
    for path in order:
        (folder / "site" / path.suffix[1:]).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / "site" / path.suffix[1:] / path.name)
    (folder / "home").mkdir()


def reports(folder, *arguments, formats=FORMATS, **environment):
    return {form: run(folder, "check", "-f", form, *FIXED, *arguments, "site",
                      **environment) for form in formats}


def contents(folder):
    """Each path below: what it is, its time and its bytes."""
    return {str(path.relative_to(folder)): (
        path.stat().st_mode, path.stat().st_mtime_ns,
        hashlib.sha256(path.read_bytes()).digest() if path.is_file() else b"")
        for path in folder.rglob("*")}


def test_the_locale_and_the_time_zone_change_no_byte(folder):
    lay_out(folder, POLICIES)
    plain = reports(folder)
    for environment in ({"LC_ALL": "C"}, {"LC_ALL": "tr_TR.UTF-8"},
                        {"LC_ALL": "ru_RU.KOI8-R", "LANG": "de_DE"},
                        {"TZ": "Pacific/Kiritimati"}, {"TZ": "nonsense"}):
        assert reports(folder, **environment) == plain, environment


def test_the_width_of_the_screen_changes_only_the_report_for_a_person(folder):
    lay_out(folder, POLICIES)
    plain = reports(folder, formats=FORMATS[1:])
    for columns in ("1", "40", "9999999999", "x"):
        assert reports(
            folder, formats=FORMATS[1:], COLUMNS=columns) == plain, columns


def test_the_number_of_threads_changes_no_byte(folder):
    lay_out(folder, POLICIES)
    one = reports(folder, "--jobs", "1")
    for jobs in ("2", "8", "64"):
        assert reports(folder, "--jobs", jobs) == one, jobs


def test_the_order_in_which_files_were_made_changes_no_byte(folder):
    for name, order in (("a", POLICIES), ("b", reversed(POLICIES))):
        (folder / name).mkdir()
        lay_out(folder / name, order)
    assert reports(folder / "a") == reports(folder / "b")


def test_the_same_run_gives_the_same_bytes_again(folder):
    lay_out(folder, POLICIES)
    old, new = sorted((folder / "site").rglob("*.md"))[:2]
    day = FIXED[2:]  # in Tokyo the next one begins at 15:00 UTC
    for command in (["compile", "--to", "json", *day, old],
                    ["diff", *DIFF, *day, old, new],
                    ["rules"], ["rules", "--format", "json"],
                    ["explain", "ru/consent-irrevocable"],
                    ["config", "show", old], ["check", "--matrix", *day, "site"]):
        first = run(folder, *command, "--lang", "ru", LC_ALL="C", TZ="UTC")
        again = run(folder, *command, "--lang", "ru", LC_ALL="ru_RU.UTF-8",
                    TZ="Asia/Tokyo")
        assert first and first == again, command


def peak_memory(form, site):
    """KiB of a run whose report nobody keeps."""
    process = subprocess.Popen(
        [tool, "check", "--no-config", "--jobs=1", f"--format={form}", site],
        stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 1, (form, status)
    return usage.ru_maxrss


def test_memory_does_not_grow_with_the_number_of_files(folder):
    if b"__asan_init" in pathlib.Path(tool).read_bytes():
        return  # which gives back no memory
    text = "# Политика\n\nОператор — ООО «Клевер», г. Тула.\n\n" + "".join(
        f"{i}. Согласие даётся бессрочно.\n\n" for i in range(100))
    for count in (10, 110):
        site = folder / str(count)
        site.mkdir()
        for i in range(count):
            (site / f"{i}.md").write_text(text, "utf-8")
    for form in FORMATS:
        few, many = (peak_memory(form, folder / count)
                     for count in ("10", "110"))
        assert many < few + 4096, (form, few, many)


def test_no_file_is_written_that_no_option_names(folder):
    lay_out(folder, POLICIES)
    old, new = sorted((folder / "site").rglob("*.md"))[:2]
    before = contents(folder)
    for form in FORMATS:
        run(folder, "check", "-f", form, *FIXED, "site")
    for command in (["compile", old], ["diff", *DIFF, old, new], ["rules"],
                    ["explain", "ru/consent-irrevocable"], ["test", "ru"],
                    ["config", "show", old], ["help", "check"], ["--version"]):
        run(folder, *command)
    assert contents(folder) == before


def test_only_the_files_that_options_name_are_written(folder):
    lay_out(folder, POLICIES)
    before = contents(folder)
    run(folder, "check", *FIXED, "-f", "json=one.json", "-f", "html=home/2.html",
        "-o", "three.txt", "site")
    new = contents(folder)
    assert {path for path in new if new[path] != before.get(path)} == {
        "one.json", "home", "home/2.html", "three.txt"}


ENDS = ("INT", "TERM", "HUP", "PIPE", "QUIT", "ABRT", "SEGV", "KILL")

# The sanitizers would tell of these, through a program that is not let run.
DIE_OF_SIGNALS = {"ASAN_OPTIONS": "handle_segv=0:handle_abort=0"}


def mind_signals():
    """Whatever the one who began the tests ignores; and no core is left."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for name in ENDS[:-1]:
        signal.signal(signal.Signals[f"SIG{name}"], signal.SIG_DFL)


def start(folder, report):
    """A run that waits for the end of its second document."""
    process = subprocess.Popen(
        [tool, "check", *FIXED, "--jobs", "1", "-f", "json", "-o", report,
         POLICIES[0], "-"], cwd=folder, stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        preexec_fn=mind_signals, env=os.environ | DIE_OF_SIGNALS)
    process.stdin.write(POLICIES[1].read_bytes())
    process.stdin.flush()
    return process


def leads_to(descriptor):
    """What an open file of a process is called; "" when it is closed again."""
    try:
        return os.readlink(descriptor)
    except FileNotFoundError:
        return ""


def begun(process, report):
    """Wait for the file that the report is written to until it is whole: it
    has no name, so only the system knows of it."""
    files = pathlib.Path(f"/proc/{process.pid}/fd")
    if not files.is_dir():
        time.sleep(2)
        return
    for _ in range(1200):
        for file in files.iterdir():
            name = leads_to(file)
            if name.startswith(f"{report}.") and name.endswith("(deleted)"):
                return
        time.sleep(0.05)
    raise AssertionError("no report was begun")


def test_a_run_that_is_ended_leaves_the_old_report_and_nothing_else(folder):
    report = folder / "report.json"
    for name in ENDS:
        number = signal.Signals[f"SIG{name}"]
        report.write_text("the old one\n", "utf-8")
        process = start(folder, report)
        begun(process, report)
        process.send_signal(number)
        status = process.wait(60)
        process.stdin.close()
        assert status == -number, (name, status)
        assert report.read_text("utf-8") == "the old one\n", name
        assert [path.name for path in folder.iterdir()] == ["report.json"], name


def test_a_run_that_is_not_killed_replaces_it(folder):
    report = folder / "report.json"
    report.write_text("the old one\n", "utf-8")
    process = start(folder, report)
    process.stdin.close()
    assert process.wait(60) in (0, 1)
    assert report.read_text("utf-8").startswith("{")
    assert [path.name for path in folder.iterdir()] == ["report.json"]


if __name__ == "__main__":
    sys.exit(main(globals()))
