#!/usr/bin/env python3
"""The language server's protocol: its life, and messages that are none.
lsp_protocol_test.py CLAUSELINT; prints TAP for meson."""
import json
import random
import sys

from commands_test import main
from lsp_client import CAPABILITIES, TIMEOUT, frame
from lsp_policy import MARKED, POLICY, URI, client, fresh, opened, shown, told


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


if __name__ == "__main__":
    sys.exit(main(globals()))
