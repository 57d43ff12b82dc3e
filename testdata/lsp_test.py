#!/usr/bin/env python3
"""The language server by a client of our own: every capability, hostile
bytes, and random edits. lsp_test.py CLAUSELINT [EDITS]; prints TAP for meson.

After EDITS random edits (10000 are a thorough run) the server's findings are
those of a fresh `check` of the same bytes.
"""
import json
import pathlib
import random
import re
import sys

from commands_test import POLICIES, main, run, tool
from lsp_client import CAPABILITIES, TIMEOUT, Client, frame

EDITS = int(sys.argv[2]) if len(sys.argv) > 2 else 300
URI = "file:///nowhere/%D0%BF%D0%BE%D0%BB%D0%B8%D1%82%D0%B8%D0%BA%D0%B0.md"
DAY = "--as-of=2026-11-22"
POLICY = """# Политика обработки персональных данных 😀

1. Общие положения

1.1. ООО «Ласточка» (далее — Оператор) 🐦 обрабатывает данные сайта (далее — Сайт).

1.2. Вы даёте 👩‍⚖️ бессрочное безотзывное согласие на обработку по п. 2.1.

1.3. Оператор 😀😀 соблюдает Федеральный закон от 27.07.2006 № 152-ФЗ «О персональных данных».

2. Права

2.1. Пользователь пишет Оператору; Оператор отвечает по п. 1.2 и по пункту 2.7.
"""
MARKED = "безотзывное"


def encoded(encoding):
    return {**CAPABILITIES, "general": {"positionEncodings": [encoding]}}


def client(*options, **more):
    return Client(tool, DAY, "--lang=ru", *options, **more)


def opened(text=POLICY, uri=URI, **more):
    one = client(**more)
    one.open(uri, text)
    return one


def of_rule(diagnostics, rule):
    found = [one for one in diagnostics if one.get("code") == rule]
    assert found, (rule, [one.get("code") for one in diagnostics])
    return found[0]


def fresh(folder, text, name="p.md"):
    """Rules and byte spans that check finds in the text."""
    path = folder / name
    path.write_bytes(text.encode())
    status, out, err = run("check", DAY, "--lang=ru", "--format=json", path)
    assert status in (0, 1), err
    findings = json.loads(out)["files"][0]["findings"]
    return sorted((one["rule"], one["span"]["begin"], one["span"]["end"])
                  for one in findings)


def told(one, uri):
    """The diagnostics that are published next, whatever the version."""
    while uri not in one.published:
        assert one.receive() is not None, "the server has ended"
    return one.published.pop(uri)["diagnostics"]


def shown(one, uri=URI):
    """The same of what the server has published."""
    text = one.texts[uri][1]

    def byte(position):
        return len(text[:one.index(uri, position)].encode())
    return sorted((found["code"], byte(found["range"]["start"]),
                   byte(found["range"]["end"]))
                  for found in one.diagnostics(uri))


# Life.

def test_a_server_starts_and_ends(folder):
    one = client()
    assert one.capabilities["textDocumentSync"]["change"] == 2
    assert one.call("shutdown")["result"] is None
    assert one.call("textDocument/hover")["error"]["code"] == -32600
    one.notify("exit")
    assert one.process.wait(TIMEOUT) == 0


def test_exit_without_shutdown_is_a_failure(folder):
    one = client()
    one.notify("exit")
    assert one.process.wait(TIMEOUT) == 1


def test_the_end_of_input_without_shutdown_is_a_failure(folder):
    one = client()
    one.process.stdin.close()
    assert one.process.wait(TIMEOUT) == 1


def test_nothing_is_done_before_initialize(folder):
    one = client(starts=False)
    assert one.call("textDocument/hover")["error"]["code"] == -32002
    assert one.call("shutdown")["error"]["code"] == -32002
    one.notify("textDocument/didOpen", {"textDocument": {
        "uri": URI, "languageId": "markdown", "version": 1, "text": POLICY}})
    one.initialize(CAPABILITIES)
    assert one.call("initialize", {})["error"]["code"] == -32600
    assert one.end() == 0
    assert not one.published


def test_what_is_unknown_is_refused_or_ignored(folder):
    one = client()
    assert one.call("textDocument/moniker")["error"]["code"] == -32601
    assert one.call("$/unknown")["error"]["code"] == -32601
    one.notify("$/setTrace", {"value": "off"})
    one.notify("unknown/notice", [])
    one.send({"id": 7777, "result": {"of": "nothing"}})
    assert one.end() == 0


def test_a_request_can_be_cancelled_before_it_is_begun(folder):
    one = opened()
    one.diagnostics(URI)
    params = one.at(URI, MARKED)
    messages = [{"jsonrpc": "2.0", "id": 100 + i, "method":
                 "textDocument/diagnostic", "params": params}
                for i in range(3)]
    cancel = {"jsonrpc": "2.0", "method": "$/cancelRequest",
              "params": {"id": 101}}
    one.send_bytes(b"".join(map(frame, messages + [cancel])))
    assert one.wait(101)["error"]["code"] == -32800
    assert "result" in one.wait(100) and "result" in one.wait(102)
    assert one.end() == 0


# Bytes that are no messages.

def test_broken_headers_are_told_and_passed_over(folder):
    one = client()
    good = frame({"jsonrpc": "2.0", "id": 500, "method": "$/x"})
    for garbage in (b"Content-Length: abc\r\n\r\n{}",
                    b"Content-Type: x\r\n\r\n",
                    b"\r\n\r\n",
                    b"Content-Length: -5\r\n\r\n",
                    b"Content-Length:\r\n\r\n",
                    b"nonsense\r\n\r\nmore nonsense",
                    bytes(range(256)) * 40,
                    b"Content-Length " * 1000):
        one.send_bytes(garbage + good)
        while (message := one.receive()).get("id", 0) is not None:
            pass
        assert message["error"]["code"] == -32700, (garbage, message)
        assert one.wait(500)["error"]["code"] == -32601
    assert one.end() == 0


def test_a_message_over_the_limit_is_passed_over(folder):
    one = client()
    size = 65 * 1024 * 1024
    one.send_bytes(b"Content-Length: %d\r\n\r\n" % size)
    for _ in range(65):
        one.send_bytes(b"[" * (1024 * 1024))
    while (message := one.receive()).get("id", 0) is not None:
        pass
    assert message["error"]["code"] == -32600, message
    assert one.end() == 0


def send_too_much(one, head):
    """A message over the limit that begins so."""
    size = 65 * 1024 * 1024
    one.send_bytes(b"Content-Length: %d\r\n\r\n" % size + head)
    for _ in range(64):
        one.send_bytes(b"x" * (1024 * 1024))
    one.send_bytes(b"x" * (size - 64 * 1024 * 1024 - len(head)))
    while (message := one.receive()).get("id", 0) is not None:
        pass
    assert message["error"]["code"] == -32600, message


def test_a_change_that_is_too_large_leaves_no_findings(folder):
    other = "file:///nowhere/other.md"
    one = opened()
    one.open(other, POLICY)
    assert one.diagnostics(URI) and one.diagnostics(other)
    send_too_much(one, json.dumps(
        {"jsonrpc": "2.0", "id": 5, "method": "textDocument/hover"})
        .encode()[:-1] + b', "params": "')
    one.published.clear()
    send_too_much(one, json.dumps(
        {"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {
            "textDocument": {"uri": URI, "version": 2}, "contentChanges": [
                {"text": ""}]}}).encode()[:-5])
    found, = told(one, URI)
    assert "не известен" in found["message"], found
    assert other not in one.published
    # What is added to a text that is not known is not known either.
    assert one.result("textDocument/hover", one.at(URI, MARKED)) is None
    one.change(URI, 0, 0, "# ")
    found, = one.diagnostics(URI)
    assert "не известен" in found["message"], found
    one.texts[URI] = [3, POLICY]
    one.notify("textDocument/didChange", {
        "textDocument": {"uri": URI, "version": 3},
        "contentChanges": [{"text": POLICY}]})
    assert shown(one) == fresh(folder, POLICY)
    # One that does not say what it is of.
    one.published.clear()
    send_too_much(one, b'{"params": {"contentChanges": ["')
    found, = told(one, URI)
    assert "не известен" in found["message"], found
    found, = told(one, other)
    assert "не известен" in found["message"], found
    one.open(URI, POLICY)
    assert shown(one) == fresh(folder, POLICY)
    assert one.end() == 0


def test_a_change_that_cannot_be_taken_leaves_no_findings(folder):
    one = opened()
    assert one.diagnostics(URI)
    for changes in (1, [{"range": 5, "text": "x"}], [{"text": 7}]):
        one.texts[URI][0] += 1
        one.notify("textDocument/didChange", {
            "textDocument": {"uri": URI, "version": one.texts[URI][0]},
            "contentChanges": changes})
        found, = one.diagnostics(URI)
        assert "не известен" in found["message"], found
        one.open(URI, POLICY)
        assert shown(one) == fresh(folder, POLICY)
    assert one.end() == 0


def test_a_length_that_no_number_holds_is_waited_for_in_vain(folder):
    one = client()
    one.send_bytes(b"Content-Length: 99999999999999999999999\r\n\r\n{}")
    while (message := one.receive()).get("id", 0) is not None:
        pass
    assert message["error"]["code"] == -32600, message
    one.process.stdin.close()
    assert one.process.wait(TIMEOUT) == 1


def test_headers_may_come_in_any_case_and_piece_by_piece(folder):
    one = client()
    body = b'{"jsonrpc":"2.0","id":9,"method":"$/x"}'
    for byte in (b"content-length:%d\r\nContent-Type: application/vscode-"
                 b"jsonrpc; charset=utf-8\r\n\r\n" % len(body)) + body:
        one.send_bytes(bytes([byte]))
    assert one.wait(9)["error"]["code"] == -32601
    assert one.end() == 0


def test_what_is_no_message_gets_the_right_error(folder):
    one = client()
    deep = b"[" * 100000
    for body, code in ((b"{", -32700), (b"", -32700), (b"\xff\xfe{}", -32700),
                       (deep, -32700), (b'{"a":"\xc3"}', -32700),
                       (b"[]", -32600), (b"17", -32600), (b"null", -32600),
                       (b'{"jsonrpc":"1.0","method":"x","id":1}', -32600),
                       (b'{"jsonrpc":"2.0"}', -32600),
                       (b'{"jsonrpc":"2.0","method":7}', -32600),
                       (b'{"jsonrpc":"2.0","method":"x","id":{}}', -32600),
                       (b'{"jsonrpc":"2.0","method":"x","id":1.5}', -32600)):
        one.send_bytes(frame(body))
        while "error" not in (message := one.receive()):
            pass
        assert message["error"]["code"] == code, (body[:50], message)
    assert one.end() == 0


def test_bad_params_are_refused(folder):
    one = opened()
    one.diagnostics(URI)
    for method in ("textDocument/diagnostic",):
        for params in (None, [], {}, {"textDocument": 5},
                       {"textDocument": {"uri": "file:///other"}}):
            assert one.call(method, params)["error"]["code"] == -32602
    for method in ("textDocument/didOpen", "textDocument/didChange",
                   "textDocument/didClose", "textDocument/didSave",
                   "workspace/didChangeConfiguration",
                   "workspace/didChangeWatchedFiles",
                   "workspace/didChangeWorkspaceFolders"):
        for params in (None, [], {}, {"textDocument": {"uri": 1}},
                       {"settings": [1]}, {"event": {"added": 3}},
                       {"textDocument": {"uri": URI}, "contentChanges": 1}):
            one.notify(method, params)
        one.open(URI, POLICY)
    assert one.diagnostics(URI)
    assert one.end() == 0


def test_random_params_do_no_harm(folder):
    chance = random.Random(17)
    leaves = [None, True, -1, 0, 1, 2 ** 40, 1.5, "", "file:///", URI, "п. ",
              "quickfix", "\0", [], {}, {"uri": URI}]
    keys = ["textDocument", "position", "range", "start", "end", "line",
            "character", "positions", "context", "diagnostics", "only", "uri",
            "newName", "query", "contentChanges", "text", "version", "event",
            "added", "removed", "settings", "previousResultIds", "value"]

    def value(depth):
        pick = chance.random()
        if depth == 0 or pick < 0.4:
            return chance.choice(leaves)
        if pick < 0.6:
            return [value(depth - 1) for _ in range(chance.randrange(4))]
        return {chance.choice(keys): value(depth - 1)
                for _ in range(chance.randrange(6))}
    one = client()
    one.open(URI, POLICY)
    methods = ["didOpen", "didChange", "didClose", "didSave", "codeAction",
               "completion", "definition", "documentHighlight",
               "documentSymbol", "foldingRange", "hover", "inlayHint",
               "prepareRename", "references", "rename", "selectionRange",
               "semanticTokens/full", "diagnostic"]
    methods = [f"textDocument/{name}" for name in methods] + [
        "workspace/symbol", "workspace/diagnostic", "$/cancelRequest",
        "workspace/didChangeConfiguration", "workspace/didChangeWatchedFiles",
        "workspace/didChangeWorkspaceFolders", "initialized", "initialize"]
    for _ in range(1500):
        params = value(4)
        if isinstance(params, dict) and chance.random() < 0.8:
            params["textDocument"] = {"uri": URI, "version": 1, "text": "п. 1"}
        if isinstance(params, dict) and chance.random() < 0.5:
            params["position"] = {"line": 4, "character": 40}
            params["range"] = {"start": params["position"],
                               "end": {"line": 9, "character": 9}}
        message = {"jsonrpc": "2.0", "method": chance.choice(methods),
                   "params": params}
        if chance.random() < 0.7:
            message["id"] = chance.randrange(1000, 9999)
        one.send_bytes(frame(message))
    assert one.end() == 0


# Texts.

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


# What stands in the text.

def test_the_outline_is_the_clause_tree(folder):
    one = opened()
    tree = one.result("textDocument/documentSymbol", one.of(URI))
    assert [x["detail"] for x in tree] == ["заголовок", "раздел 1",
                                           "раздел 2"], tree
    first = tree[1]["children"]
    assert [x["detail"] for x in first] == ["п. 1.1", "п. 1.2", "п. 1.3"]
    assert first[0]["name"].startswith("1.1. ООО «Ласточка»")
    assert one.words(URI, tree[1]["selectionRange"]) == "1. Общие положения"
    assert one.words(URI, tree[1]["range"]).endswith("«О персональных "
                                                     "данных».")
    assert one.end() == 0
    plain = {**CAPABILITIES, "textDocument": {}}
    one = opened(capabilities=plain)
    flat = one.result("textDocument/documentSymbol", one.of(URI))
    assert len(flat) == 7 and flat[3]["containerName"] == "п. 1.2", flat
    assert one.end() == 0


def test_sections_fold(folder):
    one = opened()
    folds = one.result("textDocument/foldingRange", one.of(URI))
    assert [(x["startLine"], x["endLine"]) for x in folds] == \
        [(2, 8), (10, 12)], folds
    assert one.end() == 0


def test_a_selection_grows_from_word_to_document(folder):
    one = opened()
    step = one.result("textDocument/selectionRange", one.of(
        URI, positions=[one.at(URI, MARKED, 3)["position"]]))[0]
    grown = []
    while step:
        grown.append(one.words(URI, step["range"]))
        step = step.get("parent")
    assert grown[0] == MARKED and grown[-1] == POLICY, grown
    assert grown[1].startswith("Вы даёте") and grown[1].endswith("2.1.")
    assert grown[2].startswith("1.2. Вы") and grown[3].startswith("1. Общие")
    assert one.end() == 0


def test_a_hover_tells_the_law_and_the_repair(folder):
    one = opened()
    value = one.result("textDocument/hover", one.at(URI, MARKED, 1))
    words = value["contents"]["value"]
    assert words.startswith("**Согласие названо безотзывным"), words
    for part in ("ч. 2 ст. 9 152-ФЗ (с 27.07.2011)", "ст. 13.11 КоАП",
                 "**Исправление**: Согласие может быть отозвано"):
        assert part in words, (part, words)
    assert one.words(URI, value["range"]) == MARKED
    for place, part in (("Оператору", "ООО «Ласточка"),
                        ("п. 2.1", "Пользователь пишет"),
                        ("152-ФЗ", "действует")):
        value = one.result("textDocument/hover", one.at(URI, place, 1))
        assert part in value["contents"]["value"], value
    assert one.result("textDocument/hover", one.at(URI, "\n\n2. ")) is None
    assert one.end() == 0


def test_a_definition_has_its_closing_quotation_mark(folder):
    one = opened("1.1. ООО «Фирма «Ласточка»» (далее — Оператор) пишет.\n\n"
                 "1.2. Оператор отвечает «Сороке».\n")
    value = one.result("textDocument/hover", one.at(
        URI, "Оператор отвечает"))["contents"]["value"]
    assert "— ООО «Фирма «Ласточка»» (п. 1.1)" in value, value
    assert one.end() == 0


def test_terms_and_references_lead_to_each_other(folder):
    one = opened()
    more = {"context": {"includeDeclaration": True}}
    for place, own, all_of_them in (
            ("Оператору", "Оператор",
             ["Оператор", "Оператор", "Оператору", "Оператор"]),
            ("п. 2.1", "2.1", ["2.1", "2.1"])):
        params = one.at(URI, place, 3, **more)
        found = one.result("textDocument/definition", params)
        assert one.words(URI, found["range"]) == own, found
        found = one.result("textDocument/references", params)
        assert [one.words(URI, x["range"]) for x in found] == all_of_them
        found = one.result("textDocument/documentHighlight", params)
        assert [x["kind"] for x in found] == [3] + [2] * (len(found) - 1)
    nowhere = one.at(URI, "пункту 2.7", 1)
    assert one.result("textDocument/definition", nowhere) is None
    assert one.end() == 0


def test_a_term_is_renamed_where_it_is_spelt_so(folder):
    one = opened()
    params = one.at(URI, "Оператору", 1)
    box = one.result("textDocument/prepareRename", params)
    assert box["placeholder"] == "Оператор", box
    edit = one.result("textDocument/rename", {**params, "newName": "Компания"})
    assert one.edited(URI, edit) == re.sub("Оператор(?!у)", "Компания", POLICY)
    assert edit["documentChanges"][0]["textDocument"]["version"] == 1
    for name in ("", " ", "а\nб", "x" * 1000):
        answer = one.call("textDocument/rename", {**params, "newName": name})
        assert answer["error"]["code"] == -32602
    nothing = one.at(URI, "Вы даёте", 1, newName="Ты")
    assert one.call("textDocument/rename", nothing)["error"]["code"] == -32803
    assert one.end() == 0


def test_a_clause_is_renumbered_with_its_references(folder):
    text = "1. Раздел\n\n1.1. По п. 1.2, пп. 1.1 и 1.2.1 и п. 7 Оферты.\n\n" \
           "1.2. Второе.\n\n1.2.1. Третье.\n"
    one = opened(text)
    params = one.at(URI, "1.2. ", 1, newName="1.5")
    edit = one.result("textDocument/rename", params)
    assert one.edited(URI, edit) == text.replace("1.2", "1.5"), edit
    answer = one.call("textDocument/rename", {**params, "newName": "1.5 <b>"})
    assert answer["error"]["code"] == -32602
    assert one.end() == 0
    old = {**CAPABILITIES, "workspace": {}}
    one = opened(text, capabilities=old)
    edit = one.result("textDocument/rename", params)
    assert one.edited(URI, edit) == text.replace("1.2", "1.5"), edit
    assert list(edit) == ["changes"], edit
    assert one.end() == 0


def actions(one, found):
    params = one.of(URI, range=found["range"],
                    context={"diagnostics": [found]})
    return [x for x in one.result("textDocument/codeAction", params)
            if found in x["diagnostics"]]


def test_a_repair_replaces_the_sentence(folder):
    one = opened()
    found = of_rule(one.diagnostics(URI), "ru/consent-irrevocable")
    first, second, allow = actions(one, found)
    after = one.edited(URI, first["edit"])
    assert "\n1.2. Согласие может быть отозвано субъектом в любой момент.\n" \
        in after, after
    assert "\n1.4. Согласие может" in one.edited(URI, second["edit"])
    allowed = one.edited(URI, allow["edit"])
    assert "\n<!-- clauselint-allow ru/consent-irrevocable: укажите причину " \
        "-->\n1.2. Вы" in allowed, allowed
    assert one.end() == 0


def test_what_is_allowed_is_shown_no_more(folder):
    one = opened()
    for rule in ("ru/consent-irrevocable", "ru/access-right-missing"):
        allow = actions(one, of_rule(one.diagnostics(URI), rule))[-1]
        text = one.edited(URI, allow["edit"])
        one.change(URI, 0, len(one.texts[URI][1]), text)
        assert rule not in [x["code"] for x in one.diagnostics(URI)], text
        assert shown(one) == fresh(folder, text)
    at = text.index("безотзывное ")
    one.change(URI, at, at + len("безотзывное "), "")
    unused = of_rule(one.diagnostics(URI), "allow/unused")
    remove = actions(one, unused)[0]
    assert one.edited(URI, remove["edit"]) == re.sub(
        "<!-- clauselint-allow ru.*\n", "", one.texts[URI][1])
    assert one.end() == 0


def test_a_missing_clause_is_put_where_it_belongs(folder):
    one = opened()
    found = of_rule(one.diagnostics(URI), "ru/access-right-missing")
    add = actions(one, found)[0]
    assert add["isPreferred"]
    after = one.edited(URI, add["edit"])
    assert "пункту 2.7.\n\n2.2. Субъект вправе получать" in after, after
    one.change(URI, 0, len(POLICY), after)
    again = [x["code"] for x in one.diagnostics(URI)]
    assert "ru/access-right-missing" not in again
    assert one.end() == 0
    page = "<h1>Политика</h1>\n<p>1. Права</p>\n<p>1.1. Вы вправе <b>нам " \
           "писать.</b></p>\n<p>2. Прочее</p>\n"
    uri = "file:///nowhere/p.html"
    one = opened(page, uri)
    found = of_rule(one.diagnostics(uri), "ru/access-right-missing")
    params = one.of(uri, range=found["range"], context={"diagnostics": []})
    titled = [x for x in one.result("textDocument/codeAction", params)
              if "Субъект вправе получать" in x["title"]]
    after = one.edited(uri, titled[0]["edit"])
    assert re.search(r"</p>\n<p>(\d+\. )?Субъект вправе получать.*</p>\n$",
                     after), after
    assert one.end() == 0


def test_an_act_out_of_force_is_struck_out_and_replaced(folder):
    text = POLICY + "\n2.2. Приказ Роскомнадзора от 05.09.2013 № 996 соблюдён" \
        ".\n"
    one = opened(text)
    found = of_rule(one.diagnostics(URI), "ru/law-repealed")
    assert found["tags"] == [2], found
    first = actions(one, found)[0]
    after = one.edited(URI, first["edit"])
    assert "2.2. Приказ Роскомнадзора от 19.06.2025 № 140 соблюдён" in after
    assert one.end() == 0


def test_clauses_are_renumbered_from_a_gap_on(folder):
    text = "1. Раздел\n\n1.1. По п. 1.3 и п. 1.5.1.\n\n1.3. Второе.\n\n" \
           "1.4. Третье.\n\n1.5. Пятое.\n\n1.5.1. Его часть.\n"
    one = opened(text)
    found = of_rule(one.diagnostics(URI), "drafting/numbering-skipped")
    renumber = [x for x in actions(one, found) if "Перенумер" in x["title"]]
    after = one.edited(URI, renumber[0]["edit"])
    assert after == text.replace("1.3", "1.2").replace("1.4", "1.3").replace(
        "1.5", "1.4"), after
    assert one.end() == 0


def test_actions_are_offered_only_to_those_who_know_them(folder):
    whole = {"start": {"line": 0, "character": 0},
             "end": {"line": 99, "character": 0}}
    params = {"range": whole, "context": {"diagnostics": []}}
    one = opened(capabilities={})
    assert one.result("textDocument/codeAction", one.of(URI, **params)) == []
    assert one.end() == 0
    one = opened()
    assert one.result("textDocument/codeAction", one.of(URI, **params))
    params["context"]["only"] = ["source.organizeImports"]
    assert one.result("textDocument/codeAction", one.of(URI, **params)) == []
    assert one.end() == 0


def test_rules_and_numbers_are_completed(folder):
    text = POLICY + "\n2.2. По пункту \n\n<!-- clauselint-allow ru/cons -->\n"
    one = opened(text)
    items = one.result("textDocument/completion", one.at(
        URI, "По пункту ", len("По пункту ")))
    assert "2.1" in [x["label"] for x in items], items
    items = one.result("textDocument/completion", one.at(
        URI, "ru/cons", len("ru/cons")))
    labels = [x["label"] for x in items]
    assert "ru/consent-irrevocable" in labels
    assert one.words(URI, items[0]["textEdit"]["range"]) == "ru/cons"
    assert one.result("textDocument/completion", one.at(
        URI, "соблюдает ", len("соблюдает "))) == []
    assert one.end() == 0


def test_terms_references_and_citations_have_colours(folder):
    one = opened()
    numbers = one.result("textDocument/semanticTokens/full",
                         one.of(URI))["data"]
    legend = one.capabilities["semanticTokensProvider"]["legend"]["tokenTypes"]
    seen, line, character = [], 0, 0
    for i in range(0, len(numbers), 5):
        lines, characters, length, kind, _ = numbers[i:i + 5]
        line += lines
        character = characters if lines else character + characters
        place = {"start": {"line": line, "character": character},
                 "end": {"line": line, "character": character + length}}
        seen.append((legend[kind], one.words(URI, place)))
    for token in (("type", "Сайт"), ("type", "Оператору"),
                  ("property", "п. 2.1"),
                  ("string", "Федеральный закон от 27.07.2006 № 152-ФЗ «О "
                             "персональных данных»")):
        assert token in seen, (token, seen)
    assert one.end() == 0


def test_addresses_are_shown_to_those_who_ask(folder):
    text = "1. Раздел\n\n1.1. Передаём:\n\n- банку;\n- суду.\n"
    whole = {"start": {"line": 0, "character": 0},
             "end": {"line": 99, "character": 0}}
    one = opened(text)
    hints = one.result("textDocument/inlayHint", one.of(URI, range=whole))
    assert hints == [], hints
    one.notify("workspace/didChangeConfiguration", {
        "settings": {"clauselint": {"inlayHints": True}}})
    hints = one.result("textDocument/inlayHint", one.of(URI, range=whole))
    assert [x["label"] for x in hints] == ["п. 1.1, абз. 2",
                                           "п. 1.1, абз. 3"], hints
    assert one.end() == 0


def test_clauses_of_the_workspace_are_found(folder):
    for path in POLICIES:
        (folder / path.name).write_bytes(path.read_bytes())
    root = folder.resolve().as_uri()
    one = client(folders=[root])
    one.open(f"{root}/romashka.md", POLICY)
    found = one.result("workspace/symbol", {"query": "ЛАСТОЧКА"})
    assert [x["location"]["uri"] for x in found] == [f"{root}/romashka.md"]
    everywhere = one.result("workspace/symbol", {"query": ""})
    assert len({x["location"]["uri"] for x in everywhere}) == len(POLICIES)
    assert one.end() == 0


def test_a_file_is_read_again_when_it_has_changed(folder):
    root = folder.resolve()
    (root / "a.md").write_text("1.1. Сорока.\n", "utf-8")
    (root / "b.md").write_text("1.1. Ворона.\n", "utf-8")
    one = client(folders=[root.as_uri()])

    def names(words):
        return [x["name"] for x in one.result(
            "workspace/symbol", {"query": words})]
    assert names("рона") == ["1.1. Ворона."]
    (root / "a.md").write_text("1.1. Ворона в лесу.\n", "utf-8")
    assert names("рона") == ["1.1. Ворона в лесу.", "1.1. Ворона."]
    (root / "b.md").unlink()
    (root / "aa.md").write_text("1.1. Ворона.\n", "utf-8")
    assert names("рона") == ["1.1. Ворона в лесу.", "1.1. Ворона."]
    (root / "a.md").unlink()
    assert names("рона") == ["1.1. Ворона."] and names("сорока") == []
    one.open((root / "aa.md").as_uri(), "1.1. Галка.\n")
    assert names("рона") == [] and names("галка") == ["1.1. Галка."]
    assert one.end() == 0


def test_a_text_that_is_none_has_no_features(folder):
    one = opened("\0\0")
    place = {"position": {"line": 0, "character": 0}, "newName": "x",
             "range": {"start": {"line": 0, "character": 0},
                       "end": {"line": 0, "character": 0}},
             "positions": [], "context": {}}
    for method in ("codeAction", "definition", "documentHighlight",
                   "documentSymbol", "foldingRange", "hover", "inlayHint",
                   "prepareRename", "references", "rename", "selectionRange",
                   "semanticTokens/full"):
        assert one.result(f"textDocument/{method}", one.of(URI, **place)) \
            is None, method
    assert one.result("textDocument/completion", one.of(URI, **place)) == []
    assert one.end() == 0


if __name__ == "__main__":
    sys.exit(main(globals()))
