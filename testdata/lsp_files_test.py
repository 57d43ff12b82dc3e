#!/usr/bin/env python3
"""The language server and the files beside a document: configurations, packs,
allowances, baselines. lsp_files_test.py CLAUSELINT; prints TAP for meson."""
import sys

from commands_test import main, run
from lsp_client import CAPABILITIES
from lsp_policy import POLICY, fresh, of_rule, opened, shown, told


def test_the_configuration_is_that_of_the_command_line(folder):
    (folder / ".clauselint.ini").write_text(
        "root = yes\nignore = ru\nlang = en\n", "utf-8")
    uri = (folder.resolve() / "p.md").as_uri()
    one = opened(uri=uri)
    found = one.diagnostics(uri)
    assert {x["code"].split("/")[0] for x in found} == {"drafting"}, found
    assert shown(one, uri) == fresh(folder, POLICY)
    (folder / ".clauselint.ini").write_text("root = yes\n", "utf-8")
    one.published.clear()
    one.notify("workspace/didChangeWatchedFiles", {"changes": [
        {"uri": (folder.resolve() / ".clauselint.ini").as_uri(), "type": 2}]})
    of_rule(one.diagnostics(uri), "ru/consent-irrevocable")
    assert one.end() == 0


def test_nothing_is_shown_of_a_document_that_is_skipped(folder):
    (folder / ".clauselint.ini").write_text(
        "root = yes\n[p.md]\nskip = yes\n", "utf-8")
    uri = (folder.resolve() / "p.md").as_uri()
    one = opened(uri=uri)
    assert one.diagnostics(uri) == []
    assert one.end() == 0


def test_a_mistake_in_the_configuration_is_shown_in_it(folder):
    path = folder.resolve() / ".clauselint.ini"
    path.write_text("root = yes\nignroe = ru\n", "utf-8")
    uri = (folder.resolve() / "p.md").as_uri()
    one = opened(uri=uri)
    assert one.diagnostics(uri) == []
    found = told(one, path.as_uri())
    assert len(found) == 1 and "ignroe" in found[0]["message"], found
    assert found[0]["range"] == {"start": {"line": 1, "character": 0},
                                 "end": {"line": 1, "character": 11}}, found
    path.write_text("root = yes\n", "utf-8")
    one.published.clear()
    one.notify("workspace/didChangeConfiguration", {"settings": None})
    assert told(one, path.as_uri()) == []
    of_rule(one.diagnostics(uri), "ru/consent-irrevocable")
    assert one.end() == 0


def test_packs_are_read_again_when_they_are_saved(folder):
    pack = folder.resolve() / "mine.md"
    text = ("---\npack: mine\ntitle: Своё\nedition: 2026-11-22\n---\n\n"
            "## mine/bird\n\nСказано о птице.\n\n- English: A bird.\n"
            "- Kind: prohibition\n- Severity: error\n"
            "- Basis: ст. 5 152-ФЗ (from 2006-07-27)\n\n```find\nпишет\n"
            "```\n\n```fix\nУберите птицу.\n```\n\nWrong:\n\n> Кто-то "
            "**пишет**.\n\nRight:\n\n> Это сайт.\n")
    pack.write_text(text, "utf-8")
    (folder / ".clauselint.ini").write_text(
        "root = yes\npack = mine.md\nselect = mine\n", "utf-8")
    uri = (folder.resolve() / "p.md").as_uri()
    one = opened(uri=uri)
    found = of_rule(one.diagnostics(uri), "mine/bird")
    assert one.words(uri, found["range"]) == "пишет", found
    change = {"changes": [{"uri": pack.as_uri(), "type": 2}]}
    for words, seen in (("пишет", 1), ("сорока", 0), ("### broken", 0),
                        ("пишет", 1)):
        pack.write_text(text.replace("\nпишет\n", f"\n{words}\n"), "utf-8")
        one.published.clear()
        one.notify("workspace/didChangeWatchedFiles", change)
        assert len(one.diagnostics(uri)) == seen, words
    assert one.end() == 0


def test_a_configuration_is_read_while_it_is_written(folder):
    uri = (folder.resolve() / ".clauselint.ini").as_uri()
    one = opened("root = yes\nign = ru\n", uri=uri)
    found = one.diagnostics(uri)
    assert len(found) == 1 and one.words(uri, found[0]["range"]) == "ign = ru"
    one.change(uri, 11, 14, "ignore")
    assert one.diagnostics(uri) == []
    assert one.end() == 0


ALLOWANCE = """[0123456789abcdef0123456789abcdef]
rule = ru/consent-irrevocable
path = p.md
reason = решение юриста от 01.11.2026

[fedcba9876543210fedcba9876543210]
rule = ru/consent-irrevocabel
path = p.md

[00112233445566778899aabbccddeeff]
rule = ru/consent-perpetual
path = p.md
reason = до проверки
until = 2026-01-31
"""


def test_an_allowance_file_is_checked_while_it_is_written(folder):
    uri = (folder.resolve() / ".clauselint-allow.ini").as_uri()
    one = opened(ALLOWANCE, uri)
    found = one.diagnostics(uri)
    marks = [(x["code"], one.words(uri, x["range"])[:4]) for x in found]
    assert marks == [("allow/no-reason", "fedc"), ("allow/unknown-rule", "fedc"),
                     ("allow/expired", "0011")], marks
    assert one.result("textDocument/documentSymbol", one.of(uri)) is None
    one.change(uri, ALLOWANCE.index("rule"), ALLOWANCE.index("rule") + 4, "rul")
    found, = one.diagnostics(uri)
    assert one.words(uri, found["range"]).startswith("rul ="), found
    assert one.end() == 0


def test_files_of_other_names_are_what_the_configuration_says(folder):
    root = folder.resolve()
    (root / ".clauselint.ini").write_text(
        "root = yes\nallow-file = legal.ini\nbaseline = known.json\n"
        "pack = bird.md\n", "utf-8")
    (root / "legal.ini").write_text("", "utf-8")
    (root / "bird.md").write_text("---\npack: bird\n---\n", "utf-8")
    (root / "p.md").write_text(POLICY, "utf-8")
    status, _, err = run("baseline", "create", root / "p.md", "--output",
                         root / "known.json")
    one = opened(ALLOWANCE, (root / "legal.ini").as_uri())
    found = one.diagnostics((root / "legal.ini").as_uri())
    assert [x["code"].split("/")[0] for x in found] == ["allow"] * 3, found
    one.open((root / "known.json").as_uri(), "{}")
    assert one.diagnostics((root / "known.json").as_uri()) == []
    # A pack by its name alone: it lacks its front matter.
    one.open((root / "bird.md").as_uri(), "# Согласие безотзывное\n")
    found, = one.diagnostics((root / "bird.md").as_uri())
    assert "имя пакета" in found["message"], found
    assert one.end() == 0


def registered(one):
    """The patterns that the client was asked to watch."""
    return [watcher["globPattern"] for message in one.received
            if message["method"] == "client/registerCapability"
            for registration in message["params"]["registrations"]
            for watcher in registration["registerOptions"]["watchers"]]


def watching(**more):
    return {**CAPABILITIES, "workspace": {"didChangeWatchedFiles": {
        "dynamicRegistration": True, **more}}}


def test_a_client_that_can_watch_files_is_asked_to(folder):
    root = folder.resolve()
    (root / ".clauselint.ini").write_text(
        "root = yes\nallow-file = a/legal.ini\nbaseline = known.json\n"
        "pack = bird.md\n", "utf-8")
    uri = (root / "p.md").as_uri()
    one = opened(uri=uri, capabilities=watching())
    one.diagnostics(uri)
    wanted = [str(root / name)
              for name in ("a/legal.ini", "known.json", "bird.md")]
    assert registered(one) == ["**/.clauselint*"] + wanted, registered(one)
    one.change(uri, 0, 0, "x")
    one.diagnostics(uri)
    assert len(registered(one)) == 4
    assert one.end() == 0
    one = opened(uri=uri, capabilities=watching(relativePatternSupport=True))
    one.diagnostics(uri)
    assert registered(one)[1] == {
        "baseUri": (root / "a").as_uri(), "pattern": "legal.ini"}
    assert one.end() == 0
    one = opened(uri=uri)
    one.diagnostics(uri)
    assert registered(one) == [] and one.end() == 0


def test_a_pack_that_names_what_is_not_there_is_told_in_it(folder):
    root = folder.resolve()
    (root / ".clauselint.ini").write_text(
        "root = yes\npack = bird.md\n", "utf-8")
    (root / "bird.md").write_text(
        "---\npack: bird\n---\n\n## bird/one\n\nЕсть.\n\n- English: One.\n"
        "- Kind: concept\n\n```find\n<сорока>\n```\n", "utf-8")
    uri = (root / "p.md").as_uri()
    one = opened(uri=uri)
    assert one.diagnostics(uri) == []
    found, = told(one, (root / "bird.md").as_uri())
    assert "<сорока>" in found["message"], found
    assert found["range"]["start"]["line"] == 12, found
    assert one.end() == 0


if __name__ == "__main__":
    sys.exit(main(globals()))
