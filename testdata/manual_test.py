#!/usr/bin/env python3
"""The manual holds what the program has, in both languages, and the help fits
a screen. manual_test.py CLAUSELINT COMPLETION; COMPLETION is that of bash, made
from the table of options; prints TAP for meson.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

from commands_test import HERE, main, run

PAGES = {language: (HERE.parent / "man" / folder / "clauselint.1")
         for language, folder in (("en", "."), ("ru", "ru"))}
TABLE = pathlib.Path(sys.argv[2]).read_text("utf-8")
LANGUAGES = ("ru", "en")


def table(what):
    """{(COMMAND, ...): [word, ...]} of the entries that begin so."""
    return {tuple(keys.split()): words.split() for keys, words in
            re.findall(rf"^ *'{what} ?([^']*)'\) echo (.*) ;;$", TABLE, re.M)}


def words(language):
    """The page without macros that only show how a word looks."""
    text = PAGES[language].read_text("utf-8")
    text = re.sub(r"\bFl Fl ", "--", text)
    text = re.sub(r"\bFl (?=[a-zA-Z])", "-", text)
    return set(re.findall(r"[^\s,;|]+", text))


def keywords(line):
    """What a line names of the program: "Fl f", "Cm json" and the like."""
    macro, found = "", []
    for word in line.split():
        if re.fullmatch(r"\.?[A-Z][a-z]", word):
            macro = word.lstrip(".")
        elif macro in ("Fl", "Cm", "Ev", "Pa", "Va", "Xr", "Dl") and (
                re.search(r"\w", word)):
            found.append(f"{macro} {word}")
    return found


def marked(language):
    """The keywords of the page's items, and of all lines that only name."""
    for line in PAGES[language].read_text("utf-8").splitlines():
        if re.match(r"\.(It|Dl|Ev|Va|Xr)\b", line):
            yield from keywords(line)


def test_both_pages_have_the_same_items_variables_and_examples(folder):
    english, russian = [list(marked(one)) for one in ("en", "ru")]
    assert len(english) > 60
    for one, other in zip(english, russian, strict=True):
        assert one == other, (one, other)


def test_both_pages_have_the_same_sections(folder):
    counts = [[len(re.findall(rf"^\.{macro}\b", page.read_text("utf-8"), re.M))
               for macro in ("Sh", "It", "Dl", "Bl", "Nm", "Xr", "Fl")]
              for page in PAGES.values()]
    assert counts[0][:5] == counts[1][:5], counts


def test_every_option_and_command_stands_in_both_pages(folder):
    wanted = {word for options in table("options").values()
              for word in options}
    wanted |= set(table("commands")[()])
    assert len(wanted) > 40
    for language in LANGUAGES:
        missing = wanted - words(language) - {"version"}
        assert not missing, (language, missing)


def test_every_value_of_an_option_stands_in_both_pages(folder):
    wanted = {word for kind, *choices in table("value").values()
              for word in choices}
    for language in LANGUAGES:
        missing = wanted - words(language) - {
            "KZ", "UA", "UZ", "KG", "MD", "EU"}
        assert not missing, (language, missing)


def test_every_option_of_check_is_in_its_help(folder):
    for language in LANGUAGES:
        _, text, _ = run("help", "check", "--lang", language)
        named = set(re.findall(r"--?[a-z-]+", text))
        missing = set(table("options")[("check",)]) - named
        assert not missing, (language, missing)


def test_no_help_names_an_option_that_its_command_refuses(folder):
    for language in LANGUAGES:
        for command in table("commands")[()]:
            _, text, _ = run("help", command, "--lang", language)
            text = re.sub(r"clauselint (?!" + command + r"\b).*", "", text)
            named = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", text))
            wrong = named - set(table("options").get((command,), named))
            assert command in ("help", "version") or not wrong, (
                command, wrong)


def test_all_help_but_that_of_check_fits_a_screen_of_24_lines(folder):
    for language in LANGUAGES:
        for command in ["", *table("commands")[()]]:
            _, text, _ = run("help", *command.split(), "--lang", language)
            lines = text.splitlines()
            most = 48 if command == "check" else 24
            assert len(lines) <= most, (language, command, len(lines))
            assert max(map(len, lines)) <= 80, (language, command)


def test_the_pages_are_clean(folder):
    if not shutil.which("mandoc"):
        raise unittest.SkipTest("no mandoc")
    for page in [*(HERE.parent / "man").rglob("*.[15]")]:
        subprocess.run([HERE.parent / "man" / "lint.py", page], check=True,
                       capture_output=True)


if __name__ == "__main__":
    sys.exit(main(globals()))
