#!/usr/bin/env python3
"""Configurations: which a file has, what they say, what is refused.
config_test.py CLAUSELINT; prints TAP for meson.

Each function below is one test; its name is a sentence about behaviour.
"""
import json
import os
import re
import subprocess
import sys

from commands_test import main, tool

POLICY = """# Политика обработки персональных данных

1. ООО «Клевер», г. Тула, обрабатывает персональные данные граждан России.

2. Вы даёте бессрочное безотзывное согласие на обработку.
"""
RULE = "ru/consent-irrevocable"


def run_in(folder, *arguments, stdin="", **environment):
    clean = {"PATH": os.environ["PATH"], **environment}
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
        if name in os.environ:
            clean[name] = os.environ[name]
    done = subprocess.run([tool, *map(str, arguments)], cwd=folder, env=clean,
                          input=stdin.encode(), capture_output=True,
                          timeout=120)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def write(folder, **files):
    """write(folder, **{"a/b.md": "text"})"""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def findings_in(folder, *arguments, **more):
    """Rule and level of each finding of the first file."""
    status, out, err = run_in(folder, "check", "--format", "json", *arguments,
                              **more)
    assert status in (0, 1), err
    return [(finding["rule"], finding["severity"])
            for finding in json.loads(out)["files"][0]["findings"]]


def refuses(folder, config, words):
    write(folder, **{".clauselint.ini": config, "policy.md": POLICY})
    status, out, err = run_in(folder, "check", "policy.md", "--lang", "en")
    assert status == 2 and out == "", (status, out[:200], err)
    assert err.startswith("clauselint: .clauselint.ini"), err
    assert err.count("\n") == 1 and words in err, err


def test_the_nearest_configuration_wins_key_by_key(folder):
    write(folder, **{
        ".clauselint.ini": f"root = yes\nselect = {RULE}\nfail-on = never\n",
        "site/.clauselint.ini": "fail-on = error\n",
        "policy.md": POLICY, "site/policy.md": POLICY})
    assert run_in(folder, "check", "policy.md")[0] == 0
    assert run_in(folder, "check", "site/policy.md")[0] == 1
    assert findings_in(folder, "site/policy.md") == [(RULE, "error")]


def test_a_configuration_that_is_root_ends_the_search(folder):
    write(folder, **{
        ".clauselint.ini": f"ignore = {RULE}\n",
        "site/.clauselint.ini": f"root = yes\nselect = {RULE}\n",
        "site/policy.md": POLICY})
    assert findings_in(folder, "site/policy.md") == [(RULE, "error")]


def test_the_command_line_beats_the_environment_beats_the_file(folder):
    write(folder, **{".clauselint.ini": f"select = {RULE}\nfail-on = never\n",
                     "policy.md": POLICY})
    assert run_in(folder, "check", "policy.md")[0] == 0
    assert run_in(folder, "check", "policy.md",
                  CLAUSELINT_FAIL_ON="warning")[0] == 1
    assert run_in(folder, "check", "policy.md", "--fail-on", "never",
                  CLAUSELINT_FAIL_ON="warning")[0] == 0


def test_a_bad_value_in_the_environment_names_the_variable(folder):
    write(folder, **{"policy.md": POLICY})
    status, _, err = run_in(folder, "check", "policy.md",
                            CLAUSELINT_FAIL_ON="loud")
    assert status == 2 and "CLAUSELINT_FAIL_ON: нет значения" in err, err


def test_a_level_is_set_by_rule_and_off_switches_it_off(folder):
    write(folder, **{
        ".clauselint.ini": f"select = {RULE}\nlevel.{RULE} = note\n"
                           f"[old/**]\nlevel.{RULE} = off\n",
        "policy.md": POLICY, "old/policy.md": POLICY})
    assert findings_in(folder, "policy.md") == [(RULE, "note")]
    assert findings_in(folder, "old/policy.md") == []
    assert findings_in(folder, "policy.md", "--level", f"{RULE}=warning") == [
        (RULE, "warning")]


def test_sections_hold_for_the_paths_that_they_match(folder):
    write(folder, **{
        ".clauselint.ini": f"select = {RULE}\n"
                           "[*.html]\nlevel.ru = note\n"
                           "[/top.md]\nlevel.ru = warning\n"
                           "[legal/**/last.md]\nlevel.ru = off\n",
        "a.md": POLICY, "x/top.md": POLICY, "top.md": POLICY,
        "legal/last.md": POLICY, "legal/2025/a/last.md": POLICY,
        "deep/page.html": f"<p>{POLICY}</p>"})
    for name, level in (("a.md", "error"), ("x/top.md", "error"),
                        ("top.md", "warning"), ("deep/page.html", "note")):
        assert findings_in(folder, name) == [(RULE, level)], name
    assert findings_in(folder, "legal/last.md") == []
    assert findings_in(folder, "legal/2025/a/last.md") == []


def test_standard_input_has_the_configuration_of_its_name(folder):
    write(folder, **{"site/.clauselint.ini": f"select = {RULE}\n"})
    assert findings_in(folder, "-", "--stdin-filename", "site/new.md",
                       stdin=POLICY) == [(RULE, "error")]


def test_a_named_configuration_is_the_only_one(folder):
    write(folder, **{".clauselint.ini": "select = by\n",
                     "ci.ini": f"select = {RULE}\n", "policy.md": POLICY})
    named = [(RULE, "error")]
    assert findings_in(folder, "policy.md", "--config", "ci.ini") == named
    assert findings_in(folder, "policy.md", CLAUSELINT_CONFIG="ci.ini") == named
    assert len(findings_in(folder, "policy.md", "--no-config",
                           CLAUSELINT_CONFIG="ci.ini")) > 1
    status, _, err = run_in(folder, "check", "policy.md", "--config", "no.ini")
    assert status == 2 and "no.ini: нет такого файла" in err, err


def test_packs_are_found_beside_the_configuration_that_names_them(folder):
    pack = """---
pack: mine
title: Свои правила
edition: 2026-11-21
---

## mine/tula

Назван город.

- English: A city is named.
- Kind: prohibition
- Severity: warning
- Basis: ч. 1 ст. 5 152-ФЗ

```find
тула
```

Wrong:

> г. **Тула**.

Right:

> г. Курск.
"""
    write(folder, **{
        "rules/mine.md": pack, "other.md": POLICY,
        "site/.clauselint.ini": "pack = ../rules/mine.md\nselect = mine\n",
        "site/policy.md": POLICY,
        ".clauselint.ini": f"select = {RULE}\n"})
    assert findings_in(folder, "site/policy.md") == [("mine/tula", "warning")]
    status, out, err = run_in(folder, "check", "--format", "json", "other.md",
                              "site/policy.md")
    found = [[finding["rule"] for finding in file["findings"]]
             for file in json.loads(out)["files"]]
    assert found == [[RULE], ["mine/tula"]], (found, err)


def test_the_language_is_that_of_the_first_document(folder):
    write(folder, **{".clauselint.ini": "lang = en\n", "policy.md": POLICY})
    _, out, _ = run_in(folder, "check", "policy.md")
    assert "Total:" in out, out[-300:]
    _, out, _ = run_in(folder, "check", "policy.md", "--lang", "ru")
    assert "Итого:" in out, out[-300:]


def test_an_unknown_key_is_refused_with_its_place_and_a_guess(folder):
    refuses(folder, "root = yes\nselekt = ru\n",
            ".clauselint.ini:2:1: no key \"selekt\"; did you mean select?")


def test_an_unknown_rule_is_refused_at_its_word(folder):
    refuses(folder, "ignore = ru/consent-perpetual, ru/consent-irrevocble\n",
            ".clauselint.ini:1:32: no rule \"ru/consent-irrevocble\"; did you "
            "mean ru/consent-irrevocable?")


def test_an_unknown_rule_of_a_level_is_refused(folder):
    refuses(folder, "[clauselint]\nlevel.ru/consent-irrevocble = note\n",
            ".clauselint.ini:2:1: no rule \"ru/consent-irrevocble\"")


def test_an_unknown_value_is_refused_with_those_there_are(folder):
    refuses(folder, "fail-on = maybe\n",
            ".clauselint.ini:1:11: fail-on: no value \"maybe\"; one of: error")


def test_a_date_that_is_none_is_refused(folder):
    refuses(folder, "as-of = 2026-02-30\n", ".clauselint.ini:1:9: as-of: ")


def test_a_key_without_a_value_is_refused(folder):
    refuses(folder, "as-of =\n", ".clauselint.ini:1:8: as-of has no value")


def test_a_section_that_is_no_pattern_is_refused(folder):
    refuses(folder, "[rules]\nlang = en\n",
            ".clauselint.ini:1:2: section \"rules\"")


def test_a_line_that_is_nothing_is_refused(folder):
    refuses(folder, "lang = en\nselect\n", ".clauselint.ini:2:1: the line is")


def test_root_is_no_key_of_a_section(folder):
    refuses(folder, "[*.md]\nroot = yes\n", ".clauselint.ini:2:1: root is")


def test_options_of_the_command_line_alone_are_no_keys(folder):
    refuses(folder, "format = json\n", ".clauselint.ini:1:1: no key \"format\"")


def test_long_lines_long_sections_and_large_files_are_refused(folder):
    refuses(folder, "select = " + "x" * 100000, ".clauselint.ini:1:1: the line "
            "is longer than")
    refuses(folder, "[" + "a/" * 60 + "]\nlang = en\n",
            ".clauselint.ini:1:2: the section's name is longer than")
    refuses(folder, "#\n" * 200000, "the file is larger than INI_SIZE_LIMIT")


def test_bytes_that_are_no_text_are_refused(folder):
    refuses(folder, b"select = \xff\xfe\n", "the file is not UTF-8")
    refuses(folder, b"select = a\0b\n", "the file is not UTF-8")


def test_a_configuration_that_cannot_be_read_is_refused(folder):
    (folder / "policy.md").write_text(POLICY)
    os.symlink("loop", folder / "loop")
    os.symlink("loop", folder / ".clauselint.ini")
    status, _, err = run_in(folder, "check", "policy.md")
    assert status == 2 and err.count("\n") == 1, err
    assert ".clauselint.ini: не удалось прочитать" in err, err


def test_hostile_configurations_never_crash(folder):
    write(folder, **{"policy.md": POLICY})
    parts = ["[", "]", "=", "\n", " ", "level.", "select", ",", "*", "**/", ";",
             "\ufeff", "\x1b", "[a*]", "as-of=2026-01-01\n", "é", ":", "\r"]
    state = 7
    for _ in range(60):
        text = ""
        for _ in range(40):
            state = (state * 1103515245 + 12345) % 2**31
            text += parts[(state >> 8) % len(parts)]
        write(folder, **{".clauselint.ini": text})
        status, _, err = run_in(folder, "config", "show", "policy.md")
        assert status in (0, 2), (status, text, err)
        assert "\x1b" not in err, text


def test_patterns_with_many_stars_take_no_long_time(folder):
    name = "a" * 150 + ".md"
    write(folder, **{name: POLICY, ".clauselint.ini":
                     "[" + "*a" * 20 + "**b]\nselect = by\n"
                     f"[**]\nselect = {RULE}\n"})
    assert findings_in(folder, name) == [(RULE, "error")]


def test_config_show_names_the_origin_of_each_value(folder):
    write(folder, **{
        ".clauselint.ini": "root = yes\n# a note\nselect = ru,\n  drafting\n"
                           "severity = warning\n",
        "site/.clauselint.ini": "[*.html]\nfail-on = never\n"})
    status, out, err = run_in(
        folder, "config", "show", "site/x.html", "--lang", "en", "--ignore",
        "by", CLAUSELINT_AS_OF="2026-01-01")
    assert status == 0, err
    for line in (r"select +ru, +\.clauselint\.ini:3:10",
                 r"select +drafting +\.clauselint\.ini:4:3",
                 r"severity +warning +\.clauselint\.ini:5:12",
                 r"fail-on +never +site/\.clauselint\.ini:2:11",
                 r"ignore +by +command line",
                 r"as-of +2026-01-01 +CLAUSELINT_AS_OF",
                 r"jurisdiction +- +default"):
        assert re.search(line, out), (line, out)


def test_config_show_tells_the_settings_before_what_is_wrong_with_them(folder):
    write(folder, **{".clauselint.ini": "root = yes\nbaseline = no.json\n"})
    status, out, err = run_in(folder, "config", "show", "a.md")
    assert status == 2 and "no.json" in out and "baseline write" in err, err


PACK = """---
pack: mine
title: Своё
edition: 2026-11-21
---

## mine/bird

Сказано о птице.

- English: A bird is spoken of.
- Kind: prohibition
- Severity: error
- Basis: ст. 5 152-ФЗ (from 2006-07-27)

```find
птиц*
```

Wrong:

> Это **птица**.

Right:

> Это сайт.
"""


def test_explain_and_rules_know_the_packs_of_the_folder(folder):
    write(folder, **{"mine.md": PACK, ".clauselint.ini":
                     "root = yes\npack = mine.md\nlang = en\nselect = by\n"})
    for command in (("explain", "mine/bird"), ("rules", "mine")):
        status, out, err = run_in(folder, *command)
        assert status == 0 and "A bird is spoken of." in out, (out, err)
        status, _, err = run_in(folder, *command, "--no-config")
        assert status == 2 and "mine" in err, err
    assert "ru/consent-irrevocable" in run_in(folder, "rules")[1]


def test_compile_reads_the_configuration_of_its_document(folder):
    write(folder, **{"mine.md": PACK, "site/a.md": "Здесь живёт птица.",
                     "site/.clauselint.ini": "root = yes\npack = ../mine.md\n"
                     "jurisdiction = BY\nas-of = 2025-03-04\n"})
    status, out, err = run_in(folder, "compile", "--to", "json", "site/a.md")
    document = json.loads(out)
    assert document["as_of"] == "2025-03-04", (out, err)
    assert document["jurisdiction"]["applied"] == ["BY"], out
    assert [x["rule"] for x in document["facts"]] == ["mine/bird"], out
    write(folder, **{"site/.clauselint.ini": "pac = x\n"})
    status, _, err = run_in(folder, "compile", "site/a.md")
    assert status == 2 and "site/.clauselint.ini:1:1" in err, err


def test_what_a_section_skips_is_not_checked(folder):
    write(folder, **{"policy.md": POLICY, "old/policy.md": POLICY,
                     ".clauselint.ini": "root = yes\n[old/**]\nskip = yes\n"})
    status, out, err = run_in(folder, "check", ".", "--format", "json")
    assert [file["path"] for file in json.loads(out)["files"]] == [
        "./policy.md"], (out, err)
    status, out, err = run_in(folder, "check", "old/policy.md", "--format",
                              "jsonl")
    assert (status, out) == (0, "") and "skip" in err, err
    status, out, err = run_in(folder, "check", "old")
    assert (status, out) == (2, "") and "skip" in err, err


def test_config_show_of_a_folder_tells_what_its_files_have(folder):
    write(folder, **{".clauselint.ini": "root = yes\nfail-on = warning\n"
                     "[site/old]\nfail-on = never\n", "site/old/a.md": POLICY})
    for name, level in ((".", "warning"), ("site", "warning"),
                        ("site/old", "never"), ("site/old/a.md", "never")):
        _, out, _ = run_in(folder, "config", "show", name)
        assert re.search(rf"fail-on +{level} ", out), (name, out)


def test_a_document_that_is_named_twice_is_checked_once(folder):
    write(folder, **{"a/b.md": POLICY, "a/c.md": POLICY,
                     ".clauselint.ini": "root = yes\n"})
    _, out, _ = run_in(folder, "check", "a/c.md", "a", "./a/../a/b.md",
                       "--format", "json")
    assert [file["path"] for file in json.loads(out)["files"]] == [
        "a/c.md", "a/b.md"], out


def test_skip_is_a_key_of_files_only(folder):
    write(folder, **{"policy.md": POLICY})
    refused = run_in(folder, "check", "--skip", "policy.md")
    assert refused[0] == 2 and "--skip" in refused[2], refused
    _, out, _ = run_in(folder, "check", "policy.md", "--format", "json",
                       CLAUSELINT_SKIP="yes")
    assert json.loads(out)["files"]


def test_config_show_writes_json(folder):
    write(folder, **{".clauselint.ini": "fail-on = note\n"})
    _, out, _ = run_in(folder, "config", "show", "--format", "json", "a.md")
    file, = json.loads(out)["files"]
    values = {item["key"]: item for item in file["settings"]}
    assert values["fail-on"] == {"key": "fail-on", "value": "note", "origin": {
        "kind": "file", "path": ".clauselint.ini", "line": 1, "column": 11}}
    assert values["severity"]["origin"] == {"kind": "default"}


if __name__ == "__main__":
    sys.exit(main(globals()))
