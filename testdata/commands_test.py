#!/usr/bin/env python3
"""What cases cannot say: bad inputs, standard input, files written, JSON held
against its schemas. commands_test.py CLAUSELINT; prints TAP for meson.

Each function below is one test; its name is a sentence about behaviour.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unittest

try:
    import jsonschema
except ImportError:
    jsonschema = None

HERE = pathlib.Path(__file__).resolve().parent
POLICIES = sorted((HERE / "policies").iterdir())
GOOD = POLICIES[0].read_bytes()
LIMIT = 16 * 1024 * 1024
# Real policies, where they are at hand.
SHARED = pathlib.Path(os.environ.get("CLAUSELINT_SHARED", "/nowhere"))
tool = pathlib.Path(sys.argv[1]).resolve()


def run(*arguments, stdin=b"", **environment):
    clean = {"PATH": os.environ["PATH"], **environment}
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
        if name in os.environ:
            clean[name] = os.environ[name]
    done = subprocess.run([tool, *map(str, arguments)], input=stdin,
                          capture_output=True, env=clean, timeout=120)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def refuses(words, *arguments, stdin=b""):
    """Exit status 2, and one line on standard error that has the words."""
    status, _, err = run(*arguments, stdin=stdin)
    assert status == 2, (status, err)
    assert err.startswith("clauselint: ") and err.count("\n") == 1, err
    assert re.search(words, err), err


def schema(name):
    return json.loads((HERE.parent / "cmd" / "schema" / f"{name}.schema.json")
                      .read_text("utf-8"))


def holds(report, name):
    validator = jsonschema.Draft202012Validator(schema(name))
    errors = [f"{list(e.path)}: {e.message}"
              for e in validator.iter_errors(report)]
    assert not errors, errors[:5]


def test_a_missing_file_is_named(folder):
    refuses(r"нет-такого\.md: нет такого файла", "check",
            folder / "нет-такого.md")


def test_a_file_that_cannot_be_read_is_named(folder):
    os.symlink("loop.md", folder / "loop.md")
    refuses(r"loop\.md: не удалось прочитать", "check", folder / "loop.md")


def test_the_report_is_the_same_for_any_number_of_jobs(folder):
    for number in range(40):
        policy = POLICIES[number % len(POLICIES)]
        name = f"{number:02}{policy.suffix}"
        (folder / name).write_bytes(policy.read_bytes())
    (folder / "17.md").unlink(missing_ok=True)
    os.symlink("nowhere.md", folder / "17.md")
    for form in "text", "json", "sarif", "junit":
        results = {run("check", "-f", form, "--jobs", jobs, folder,
                       folder / "17.md") for jobs in (1, 2, 7, 64)}
        assert len(results) == 1, form
        assert results.pop()[0] in (1, 2)


def test_a_number_of_jobs_is_within_its_limits(folder):
    for wrong in "0", "65", "-1", "many", "", "99999999999999999999":
        refuses("--jobs", "check", f"--jobs={wrong}", folder)


def test_timing_tells_stages_and_rules_and_changes_no_report(folder):
    for number, policy in enumerate(POLICIES):
        (folder / f"{number}{policy.suffix}").write_bytes(policy.read_bytes())
    plain = run("check", "--lang", "en", folder)
    status, out, err = run("check", "--lang", "en", "--timing", folder)
    assert (status, out) == plain[:2], err
    lines = err.splitlines()
    assert lines[0] == f"time, ms; documents: {len(POLICIES)}", lines
    told = [line.split(None, 1)[1] for line in lines[1:] if line[0] == " "]
    assert told[:4] == ["start", "read", "settings", "decode"], told
    assert len([name for name in told if "/" in name]) == 10, told


def test_a_changed_copy_of_an_embedded_pack_is_tested_instead_of_it(folder):
    pack = HERE.parent / "rules" / "packs" / "rights.md"
    copy = folder / "rights.md"
    text = pack.read_text("utf-8")
    copy.write_text(text, "utf-8")
    status, out, err = run("test", copy)
    assert (status, err) == (0, "") and " 0 расхождений" in out, (out, err)
    assert "Right:" in text
    copy.write_text(text.replace("Right:", "Wrong:"), "utf-8")
    status, out, err = run("test", copy)
    assert (status, err) == (1, ""), (out, err)


def test_a_folder_without_policies_says_what_it_looked_for(folder):
    (folder / "photo.png").write_bytes(b"\x89PNG")
    refuses(r"нет политик: файлов \.md", "check", folder)


def test_a_binary_file_is_refused(folder):
    path = folder / "binary.md"
    path.write_bytes(bytes(range(256)) * 64)
    refuses(r"binary\.md: ", "check", path)


def test_a_file_over_the_limit_is_refused_by_the_limit(folder):
    path = folder / "big.txt"
    path.write_bytes(b"a\n" * (LIMIT // 2 + 1))
    refuses(r"big\.txt: .*16", "check", path)


def test_an_endless_input_is_read_to_the_limit_only(folder):
    refuses(r"/dev/zero: ", "check", "/dev/zero")


def test_the_other_inputs_are_still_checked(folder):
    path = folder / "good.md"
    path.write_bytes(GOOD)
    status, out, err = run("check", "--format", "json", folder / "no.md", path)
    assert status == 2, status
    assert "no.md" in err
    assert [f["path"] for f in json.loads(out)["files"]] == [str(path)]


def test_an_empty_file_is_a_document(folder):
    path = folder / "empty.md"
    path.write_bytes(b"")
    status, out, err = run("check", "--format", "json", path)
    assert status in (0, 1) and not err, (status, err)
    assert len(json.loads(out)["files"]) == 1


def test_bytes_that_are_not_utf8_are_a_document(folder):
    path = folder / "broken.md"
    path.write_bytes(GOOD[:400] + b"\xff\xfe\xd0" + GOOD[400:])
    status, out, err = run("check", "--format", "json", path)
    assert status in (0, 1) and not err, (status, err)


def test_a_file_name_that_is_not_utf8_does_no_harm(folder):
    path = os.fsencode(folder) + b"/\xff\x1b[31m.md"
    with open(path, "wb") as file:
        file.write(GOOD)
    done = subprocess.run([os.fsencode(tool), b"check", path],
                          capture_output=True, timeout=60)
    assert done.returncode in (0, 1), done.returncode
    assert b"\x1b" not in done.stdout
    done.stdout.decode()


def test_a_sentence_of_thousands_of_findings_takes_linear_time(folder):
    """Each finding cost its whole sentence: minutes where seconds are due."""
    for words, count in (("см. п. 2.1 и раздел 5, ", 30000),
                         ("ч. 2 ст. 9 Федерального закона от 27.07.2006 "
                          "№ 152-ФЗ ", 16000)):
        status, _, err = run("check", "--format", "json", "-",
                             stdin=(words * count).encode())
        assert status in (0, 1), err


def test_a_broken_pack_is_refused_at_its_line(folder):
    pack = folder / "mine.md"
    pack.write_text("---\npack: mine\ntitle: x\nedition: 2026-01-01\n---\n\n"
                    "## mine/rule\n\nСообщение.\n\n- English: Message.\n"
                    "- Kind: nonsense\n- Severity: error\n", "utf-8")
    path = folder / "good.md"
    path.write_bytes(GOOD)
    refuses(r"mine\.md:\d+:\d+: ", "check", "--pack", pack, path)


def test_an_unknown_rule_brings_the_nearest(folder):
    _, out, _ = run("rules", "--format", "json")
    known = json.loads(out)["rules"][0]["id"]
    wrong = known[:-1]
    refuses(re.escape(f"возможно, {known}?"), "explain", wrong)
    refuses("--select: нет правила", "check", "--select", wrong, "x.md")
    refuses("--ignore: нет правила", "check", "--ignore", "nosuch", "x.md")


def test_wrong_options_are_named(folder):
    refuses("--fromat; возможно, --format", "check", "--fromat", "json", "x")
    refuses("--format: нет значения «xml»", "check", "--format", "xml", "x")
    refuses("--as-of: ", "check", "--as-of", "2026-02-30", "x")
    refuses("chek", "chek", "x")
    refuses("укажите файл", "check")
    refuses("не указана команда")


def test_several_files_cannot_be_compiled_at_once(folder):
    for name in ("a.md", "b.md"):
        (folder / name).write_bytes(GOOD)
    refuses("один", "compile", folder / "a.md", folder / "b.md")
    refuses("один", "compile", folder)


def test_folders_are_read_in_order_without_hidden_files(folder):
    for name in ("b.md", "a/z.html", "a/b.txt", ".git/x.md",
                 "node_modules/y.md", "photo.png", "c.MD.bak"):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"text")
    _, out, _ = run("check", "--format", "json", folder)
    found = [os.path.relpath(f["path"], folder)
             for f in json.loads(out)["files"]]
    assert found == ["a/b.txt", "a/z.html", "b.md"], found


def test_standard_input_has_the_name_it_is_given(folder):
    _, out, _ = run("check", "--format", "json", "--stdin-filename", "p.html",
                    "-", stdin=b"<p>text</p>")
    file = json.loads(out)["files"][0]
    assert (file["path"], file["format"]) == ("p.html", "html"), file


def test_output_replaces_the_file_only_when_complete(folder):
    path = folder / "good.md"
    path.write_bytes(GOOD)
    report = folder / "report.json"
    report.write_text("old")
    report.chmod(0o640)
    status, out, _ = run("check", "--format", "json", "-o", report, path)
    assert out == "" and status in (0, 1)
    assert json.loads(report.read_text("utf-8"))["schema_version"] == 1
    assert report.stat().st_mode & 0o777 == 0o640
    assert sorted(os.listdir(folder)) == ["good.md", "report.json"]
    refuses("no/such", "check", "-o", folder / "no/such/report", path)


def test_a_full_device_is_an_error(folder):
    path = folder / "good.md"
    path.write_bytes(GOOD)
    refuses("/dev/full: не удалось записать", "check", "-o", "/dev/full", path)


def test_fail_on_decides_the_exit_status(folder):
    path = folder / "good.md"
    path.write_bytes(GOOD)
    assert run("check", "--fail-on", "never", path)[0] == 0
    assert run("check", "--fail-on", "note", path)[0] == 1


def test_colour_is_for_those_who_ask(folder):
    path = folder / "good.md"
    path.write_bytes(GOOD)

    def coloured(*arguments, **environment):
        return "\033[" in run("check", *arguments, path, **environment)[1]

    assert not coloured()
    assert coloured("--color", "always")
    assert coloured(CLICOLOR_FORCE="1")
    assert not coloured(CLICOLOR_FORCE="1", NO_COLOR="1")
    assert not coloured("--color", "never", CLICOLOR_FORCE="1")


def test_nothing_in_a_document_reaches_the_terminal_raw(folder):
    path = folder / "hostile.md"
    path.write_bytes("1. Вы даёте \033[31mбессрочное\u202e безотзывное\a "
                     "согласие\x9b31m &#27;[2J на обработку.\r\n".encode())
    for command in (("check",), ("compile",), ("check", "--statistics")):
        _, out, _ = run(*command, path)
        raw = [c for c in out if ord(c) < 32 and c != "\n" or
               0x7f <= ord(c) < 0xa0 or 0x202a <= ord(c) <= 0x202e]
        assert not raw, raw


def test_explain_takes_what_select_takes_and_names_without_a_pack(folder):
    def ids(*words):
        status, out, err = run("explain", *words, "--lang", "en")
        assert status == 0, err
        return re.findall(r"^([a-z]+/[a-z-]+) — ", out, re.M)
    assert ids("consent-irrevocable") == [
        "by/consent-irrevocable", "rights/consent-irrevocable",
        "ru/consent-irrevocable"]
    assert ids("ru/consent-i*") == ["ru/consent-irrevocable",
                                    "ru/consent-inside-policy"]
    assert len(ids("allow", "ru/consent-by-use")) == 7


def test_a_page_of_the_program_itself_is_no_policy_of_the_folder(folder):
    (folder / "p.md").write_text("# Политика\n\n1. Согласие безотзывно.\n")
    page = folder / "report.html"
    run("check", "--format", f"html={page}", folder)
    run("diff", "--format", f"html={folder / 'diff.html'}", folder / "p.md",
        folder / "p.md")
    _, out, _ = run("check", "--format", "json", folder)
    assert [f["path"] for f in json.loads(out)["files"]] == [
        str(folder / "p.md")], out
    _, out, _ = run("check", "--format", "json", page)
    assert len(json.loads(out)["files"]) == 1, out


def test_a_repair_that_tells_what_to_do_is_in_the_language_asked_for(folder):
    path = folder / "p.md"
    path.write_text("# Политика\n\n1. Согласие (безотзывно.\n", "utf-8")
    words = {"ru": "Поставьте парную скобку", "en": "Add the other bracket"}
    for language, wanted in words.items():
        for form in ("text", "json", "sarif", "github", "html"):
            _, out, _ = run("check", path, "--lang", language, "--format",
                            form, "--select", "drafting/unmatched-bracket")
            assert wanted in out, (language, form, out)
        _, out, _ = run("explain", "drafting/unmatched-bracket", "--lang",
                        language)
        assert wanted in out, out
    _, out, _ = run("check", path, "--lang", "en", "--select",
                    "ru/consent-irrevocable", "--jurisdiction", "RU")
    assert "fix:         Согласие может быть отозвано" in out, out


def test_examples_that_fail_are_told_at_their_line(folder):
    pack = folder / "own.md"
    pack.write_text("---\npack: own\ntitle: x\nedition: 2026-11-21\n---\n\n"
                    "## own/bird\n\nПтица.\n\n- English: A bird.\n"
                    "- Kind: terminology\n- Severity: note\n"
                    "- Basis: ст. 5 152-ФЗ\n\n```find\n(птиц*|рыб*)\n```\n\n"
                    "Wrong:\n\n> Это **птица**.\n\n> **Это** зверь.\n\n"
                    "Right:\n\n> О птице.\n", "utf-8")
    status, out, _ = run("test", pack)
    assert status == 1 and out.splitlines()[:3] == [
        f"{pack}:24:1: own/bird, Wrong: ожидалось: «Это»; не найдено ничего",
        f"{pack}:28:1: own/bird, Right: не должно быть находок; найдено: "
        "«птице»",
        f"{pack}:17:8: own/bird: ни один пример не доходит до варианта «рыб*» "
        "в строке (птиц*|рыб*)"], out
    status, out, err = run("test", "ry")
    assert (status, out) == (2, "") and "rights, ru" in err, err


def test_options_may_stand_before_the_command(folder):
    assert run("--lang", "en", "--help")[1] == run("--help", "--lang", "en")[1]
    path = folder / "policy.md"
    path.write_text("Согласие безотзывное.")
    assert (run("-q", "--format=gcc", "check", path)
            == run("check", "-q", "--format=gcc", path))
    status, _, err = run("--select", "ru")
    assert status == 2 and "не указана команда" in err, err


def test_a_run_that_read_nothing_does_not_look_clean(folder):
    status, out, _ = run("check", folder / "no.md")
    assert (status, out) == (2, "Итого: ни один документ не проверен\n"), out
    (folder / "a.md").write_text("Мы храним имя год.")
    status, out, _ = run("check", folder / "a.md", folder / "no.md")
    assert status == 2 and "1 документ, прочитано не всё" in out, out


def test_the_language_follows_option_then_locale(folder):
    assert "find defects" in run("--help", LANG="en_GB.UTF-8")[1]
    assert "найти нарушения" in run("--help", LC_ALL="C")[1]
    assert "найти нарушения" in run("help", "--lang", "ru", LANG="en_US")[1]


def test_help_fits_a_screen(folder):
    for language in ("ru", "en"):
        for words in ([], ["compile"], ["explain"], ["rules"],
                      ["test"]):
            status, out, _ = run("help", *words, "--lang", language)
            lines = out.splitlines()
            assert status == 0 and 2 < len(lines) <= 24, (words, len(lines))
            wide = [line for line in lines if len(line) > 80]
            assert not wide, wide


def test_check_json_holds_its_schema(folder):
    _, out, _ = run("check", "--format", "json", *POLICIES)
    report = json.loads(out)
    assert len(report["files"]) == len(POLICIES)
    assert any(file["findings"] for file in report["files"])
    holds(report, "check")


def test_the_matrix_is_added_to_json_when_asked_for(folder):
    _, out, _ = run("check", "--format", "json", "--matrix", *POLICIES)
    report = json.loads(out)
    holds(report, "check")
    for file in report["files"]:
        missing = {f["rule"] for f in file["findings"]}
        for row in file["matrix"]:
            if row["verdict"] == "states":
                assert row["rule"] not in missing, row
    assert '"matrix":' not in run(
        "check", "--format", "json", *POLICIES)[1]


def test_every_row_of_the_matrix_names_what_is_wanted(folder):
    """Not the complaint that it is missing."""
    _, rules, _ = run("rules", "--format", "json")
    messages = {rule["message"][language] for language in ("ru", "en")
                for rule in json.loads(rules)["rules"]}
    for country in ("RU,BY", "KZ"):
        _, out, _ = run("check", "--format", "json", "--matrix",
                        "--jurisdiction", country, POLICIES[0])
        rows = json.loads(out)["files"][0]["matrix"]
        assert len(rows) > 20, rows
        for row in rows:
            assert row["element"] not in messages, row


def test_the_matrix_fits_the_screen(folder):
    _, out, _ = run("check", "--matrix", POLICIES[0], COLUMNS="80")
    table = out.split("\n", 4)[4].split("сказано:")[0]
    assert max(len(line) for line in table.splitlines()) <= 80, table


def test_the_matrix_fits_a_page_of_100_columns(folder):
    for language in ("ru", "en"):
        _, out, _ = run("check", "--matrix", "--lang", language, *POLICIES)
        wide = [line for line in out.splitlines() if len(line) > 100]
        assert not wide, wide


def test_compile_json_holds_its_schema(folder):
    for path in POLICIES:
        _, out, _ = run("compile", "--to", "json", path)
        report = json.loads(out)
        assert report["clauses"] and report["sentences"]
        holds(report, "compile")


def test_spans_and_maps_lead_back_to_the_source(folder):
    for path in POLICIES:
        source = path.read_bytes()
        _, out, _ = run("compile", "--to", "json", path)
        for clause in json.loads(out)["clauses"]:
            text = clause["text"].encode()
            at = 0
            for piece in clause["map"]:
                assert piece["text_begin"] == at, clause["id"]
                at = piece["text_end"]
                cut = source[piece["source_begin"]:piece["source_end"]]
                if len(cut) == at - piece["text_begin"] and b"\n" not in cut:
                    assert cut == text[piece["text_begin"]:at], clause["id"]
            assert at == len(text), clause["id"]


def tree_rows(text):
    """(depth, address, line, kind) of a printed tree."""
    pattern = re.compile(r"^( *)(.+?) +line (\d+) +(\w+)", re.M)
    return [(len(indent), *rest) for indent, *rest in
            pattern.findall(re.sub(r"^#.*\n", "", text, flags=re.M))]


def test_shared_trees_are_as_expected(folder):
    for outline in sorted(SHARED.glob("seeds/*.outline")):
        _, out, _ = run("compile", outline.with_suffix(".md"))
        expected = tree_rows(outline.read_text("utf-8"))
        assert expected and tree_rows(out) == expected, outline.name


def test_shared_documents_hold_the_schemas(folder):
    for path in sorted(SHARED.glob("corpus/docs/*"))[::4]:
        _, out, _ = run("check", "--format", "json", path)
        holds(json.loads(out), "check")
        _, out, _ = run("compile", "--to", "json", path)
        holds(json.loads(out), "compile")


def test_places_count_code_points_from_one(folder):
    path = folder / "p.md"
    path.write_bytes("\ufeffда 😀 слово".encode())
    _, out, _ = run("compile", "--to", "json", path)
    start = json.loads(out)["sentences"][0]["span"]["start"]
    assert start == {"line": 1, "column": 1}, start


def test_the_same_input_gives_the_same_bytes(folder):
    one = run("check", "--format", "json", *POLICIES)
    assert one == run("check", "--format", "json", *POLICIES)


def on_a_terminal(*arguments):
    """What two documents show there, the first of them late."""
    shown, terminal = os.openpty()
    process = subprocess.Popen(
        [tool, "check", "--lang", "en", *arguments, "-", POLICIES[0]],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=terminal,
        env={**os.environ, "TERM": "xterm"})
    os.close(terminal)
    time.sleep(0.6)
    process.stdin.write(GOOD)
    process.stdin.close()
    seen = b""
    try:
        while part := os.read(shown, 4096):
            seen += part
    except OSError:  # the other end is closed
        pass
    process.wait()
    os.close(shown)
    return seen


def test_a_long_run_tells_on_a_terminal_how_far_it_is(folder):
    empty = b"\r\x1b[K"
    seen = on_a_terminal()
    assert seen.startswith(empty + b"1 of 2 checked"), seen
    assert seen.endswith(empty), seen


def test_a_quiet_run_tells_no_progress(folder):
    assert on_a_terminal("-q") == b""


def main(functions):
    tests = [(name[5:].replace("_", " "), function)
             for name, function in functions.items()
             if name.startswith("test_")]
    print(f"1..{len(tests)}")
    failed = 0
    for number, (name, function) in enumerate(tests, 1):
        if jsonschema is None and "schema" in name:
            print(f"ok {number} - {name} # SKIP no jsonschema")
            continue
        if "shared" in name and not SHARED.is_dir():
            print(f"ok {number} - {name} # SKIP no shared documents")
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                function(pathlib.Path(folder))
                print(f"ok {number} - {name}")
            except unittest.SkipTest as reason:
                print(f"ok {number} - {name} # SKIP {reason}")
            except Exception as error:  # the others still run
                failed += 1
                print(f"not ok {number} - {name}")
                print("# " + repr(error).replace("\n", "\n# "))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(globals()))
