#!/usr/bin/env python3
"""Texts in the language server as they are edited, and what is found in them.
lsp_edits_test.py CLAUSELINT [EDITS]; prints TAP for meson.

After EDITS random edits (10000 are a thorough run) the server's findings are
those of a fresh `check` of the same bytes.
"""
import pathlib
import random
import re
import sys

from commands_test import POLICIES, main, tool
from lsp_client import CAPABILITIES, frame
from lsp_policy import (MARKED, POLICY, URI, client, encoded, fresh, of_rule,
                        opened, shown)

EDITS = int(sys.argv[2]) if len(sys.argv) > 2 else 300


def test_words_are_marked_in_every_encoding(folder):
    for encoding in ("utf-8", "utf-16", "utf-32"):
        one = opened(capabilities=encoded(encoding))
        assert one.encoding == encoding
        found = of_rule(one.diagnostics(URI), "ru/consent-irrevocable")
        assert one.words(URI, found["range"]) == MARKED, found
        assert found["source"] == "clauselint" and found["severity"] == 1
        assert shown(one) == fresh(folder, POLICY)
        assert one.end() == 0


def test_encodings_are_chosen_from_those_offered(folder):
    for offered, chosen in ((None, "utf-16"), ([], "utf-16"),
                            (["utf-32", "utf-16"], "utf-16"),
                            (["utf-16", "utf-8"], "utf-8"),
                            (["ebcdic"], "utf-16")):
        one = client(capabilities={"general": {"positionEncodings": offered}})
        assert one.encoding == chosen, (offered, one.encoding)
        assert one.end() == 0


def test_an_edit_changes_what_is_found(folder):
    one = opened()
    found = of_rule(one.diagnostics(URI), "ru/consent-irrevocable")
    begin = POLICY.index("безотзывное ")
    one.change(URI, begin, begin + len("безотзывное "), "")
    after = one.diagnostics(URI)
    assert "ru/consent-irrevocable" not in [x.get("code") for x in after]
    one.change(URI, begin, begin, "безотзывное ")
    again = of_rule(one.diagnostics(URI), "ru/consent-irrevocable")
    assert again["range"] == found["range"]
    assert one.end() == 0


def test_edits_that_wait_are_checked_as_one(folder):
    one = opened()
    one.diagnostics(URI)
    count = len(one.received)
    changes = []
    for i in range(200):
        changes.append(frame({"jsonrpc": "2.0", "method":
            "textDocument/didChange", "params": {
                "textDocument": {"uri": URI, "version": 2 + i},
                "contentChanges": [{"range": {
                    "start": {"line": 2, "character": 3},
                    "end": {"line": 2, "character": 3}}, "text": "я"}]}}))
    text = POLICY.replace("1. Общие", "1. " + "я" * 200 + "Общие")
    one.texts[URI] = [201, text]
    one.send_bytes(b"".join(changes))
    assert shown(one) == fresh(folder, text)
    assert len(one.received) - count < 20, len(one.received) - count
    assert one.end() == 0


def test_places_outside_of_the_text_are_the_nearest_in_it(folder):
    one = opened("Один 😀 два\r\nтри\n")
    uri = {"uri": URI, "version": 2}

    def change(text, start, end):
        one.notify("textDocument/didChange", {
            "textDocument": uri, "contentChanges": [{
                "range": {"start": dict(zip(("line", "character"), start)),
                          "end": dict(zip(("line", "character"), end))},
                "text": text}]})
        uri["version"] += 1
    change(" конец", (1, 999), (1, 1 << 40))
    change("хвост", (99, 0), (99, 99))
    change("", (-3, -1), (0, 5))
    change("👍", (0, 1), (0, 1))     # inside of 😀: before it
    change("!", (1, 3), (0, 999999))  # the wrong way round: joins two lines
    one.texts[URI] = [uri["version"] - 1, "👍😀 два! конец\nхвост"]
    assert shown(one) == fresh(folder, one.texts[URI][1])
    one.change(URI, 0, 2, "# Политика\n\n")
    assert shown(one) == fresh(folder, one.texts[URI][1])
    assert one.end() == 0


def test_halves_of_a_letter_do_no_harm(folder):
    one = opened("Политика 😀 сайта\n")
    one.diagnostics(URI)
    half = (b'{"jsonrpc":"2.0","method":"textDocument/didChange","params":{'
            b'"textDocument":{"uri":"' + URI.encode() + b'","version":2},'
            b'"contentChanges":[{"range":{"start":{"line":0,"character":9},'
            b'"end":{"line":0,"character":9}},"text":"\\ud83dx\\udc4d\\\\ud83d '
            b'\\ud83d\\udc4d"}]}}')
    one.send_bytes(frame(half))
    one.texts[URI] = [2, "Политика \ufffdx\ufffd\\ud83d 👍😀 сайта\n"]
    assert shown(one) == fresh(folder, one.texts[URI][1])
    assert one.end() == 0


def test_versions_out_of_order_are_logged_and_applied(folder):
    one = opened()
    one.diagnostics(URI)
    one.texts[URI][0] = 0
    one.change(URI, 0, 0, "x")
    while one.receive()["method"] != "window/logMessage":
        pass
    assert one.end() == 0


def test_a_text_that_is_none_is_said(folder):
    one = opened("Политика\0\0\0")
    found = one.diagnostics(URI)
    assert len(found) == 1 and "не текст" in found[0]["message"], found
    one.change(URI, 8, 11, "")
    assert shown(one) == fresh(folder, "Политика")
    assert one.end() == 0


def test_closing_clears_what_was_found(folder):
    one = opened()
    assert one.diagnostics(URI)
    one.close(URI)
    while one.published[URI]["diagnostics"]:
        one.receive()
    assert one.end() == 0


def test_a_text_is_read_as_its_language_says(folder):
    one = client()
    one.open("untitled:Untitled-1", "<p>1. <b>Вы даёте безотзывное согласие"
             "</b></p>", "html")
    found = of_rule(one.diagnostics("untitled:Untitled-1"),
                    "ru/consent-irrevocable")
    assert "<" not in one.words("untitled:Untitled-1", found["range"])
    assert one.end() == 0


def test_random_edits_leave_the_findings_of_a_fresh_check(folder):
    for encoding in ("utf-8", "utf-16", "utf-32"):
        edit_at_random(folder, encoding, max(1, EDITS // 4), ".md")
    edit_at_random(folder, "utf-16", max(1, EDITS // 4), ".html")


MARKUP = {
    ".md": ("<!-- ", " -->", "**", "| a | b |\n", "\n# ", "\n- "),
    ".html": ("<!-- ", " -->", "<p>", "</p>", "<li>", "<td>", "<", ">", "&",
              "&laquo;", "&nbsp;", "<b>", "</div>", "<script>", "<h2>", '"'),
}


def edit_at_random(folder, encoding, count, ending):
    chance = random.Random(f"{encoding} {count} {ending}")
    pieces = [POLICY] + [path.read_text("utf-8") for path in POLICIES
                         if path.suffix == ending]
    uri = f"file:///nowhere/policy{ending}"
    one = opened(pieces[-1], uri, capabilities=encoded(encoding))
    for i in range(count):
        text = one.texts[uri][1]
        begin = chance.randrange(len(text) + 1)
        end = min(len(text), begin + int(chance.expovariate(1 / 8)))
        if chance.random() < 0.05:
            end = min(len(text), begin + chance.randrange(400))
        # No editor puts its cursor between CR and LF.
        begin -= text[begin - 1:begin + 1] == "\r\n"
        end += text[end - 1:end + 1] == "\r\n"
        source = chance.choice(pieces)
        at = chance.randrange(len(source))
        new_text = chance.choice((
            source[at:at + chance.randrange(1, 12)],
            source[at:at + chance.randrange(1, 12)], "", "😀", "\r\n", "\n\n",
            "\r", "👩‍⚖️ ", "п. 2.1", *MARKUP[ending]))
        if len(text) > 12000:
            end = len(text)
        one.change(uri, begin, end, new_text)
        if i % 50 == 49 or i == count - 1:
            assert shown(one, uri) == fresh(
                folder, one.texts[uri][1], f"policy{ending}"), i
    assert one.end() == 0


def memory(one):
    """MiB that the server holds."""
    status = pathlib.Path(f"/proc/{one.process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024


def test_memory_stays_as_it_is_over_a_long_run(folder):
    if not pathlib.Path("/proc/self/status").exists() or \
            b"__asan_init" in tool.read_bytes():
        return
    one = opened()
    for i in range(400):
        if i == 100:
            before = memory(one)
        one.change(URI, 40, 40, "я") if i % 2 else one.change(URI, 40, 41, "")
        one.diagnostics(URI)
        one.result("textDocument/documentSymbol", one.of(URI))
    assert memory(one) < before + 1, (before, memory(one))
    assert one.end() == 0


# Diagnostics that are asked for.

PULLING = {**CAPABILITIES, "textDocument": {
    **CAPABILITIES["textDocument"], "diagnostic": {}}}


def test_diagnostics_are_pulled(folder):
    one = opened(capabilities=PULLING)
    first = one.result("textDocument/diagnostic", one.of(URI))
    assert first["kind"] == "full"
    of_rule(first["items"], "ru/consent-irrevocable")
    again = one.result("textDocument/diagnostic", one.of(
        URI, previousResultId=first["resultId"]))
    assert again == {"kind": "unchanged", "resultId": first["resultId"]}
    one.change(URI, 0, 0, "x")
    later = one.result("textDocument/diagnostic", one.of(
        URI, previousResultId=first["resultId"]))
    assert later["kind"] == "full"
    assert one.end() == 0
    assert not one.published


def test_all_files_of_the_workspace_are_pulled(folder):
    for path in POLICIES:
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "вин.html").write_bytes(
        "<p>1. Вы даёте безотзывное согласие.</p>".encode("cp1251"))
    root = folder.resolve().as_uri()
    one = client(capabilities=PULLING, folders=[root])
    one.open(f"{root}/romashka.md", POLICY)
    params = {"previousResultIds": [], "workDoneToken": "t"}
    items = one.result("workspace/diagnostic", params)["items"]
    assert len(items) == len(POLICIES) + 1, items
    assert [x["version"] for x in items if x["uri"].endswith("romashka.md")] \
        == [1]
    progress = [x["params"]["value"]["kind"] for x in one.received
                if x["method"] == "$/progress"]
    assert progress[0] == "begin" and progress[-1] == "end", progress
    known = [{"uri": x["uri"], "value": x["resultId"]} for x in items]
    one.change(f"{root}/romashka.md", 0, 0, "x")
    again = one.result("workspace/diagnostic", {"previousResultIds": known})
    changed = [x["uri"] for x in again["items"] if x["kind"] == "full"]
    assert changed == [f"{root}/romashka.md"], changed
    assert one.end() == 0


def test_a_check_of_the_workspace_can_be_cancelled(folder):
    for i in range(60):
        (folder / f"{i}.md").write_text(POLICY, "utf-8")
    one = client(capabilities=PULLING, folders=[folder.resolve().as_uri()])
    both = ({"id": 77, "method": "workspace/diagnostic", "params": {}},
            {"method": "$/cancelRequest", "params": {"id": 77}})
    one.send_bytes(b"".join(frame({"jsonrpc": "2.0", **x}) for x in both))
    assert one.wait(77)["error"]["code"] == -32800
    assert one.end() == 0


if __name__ == "__main__":
    sys.exit(main(globals()))
