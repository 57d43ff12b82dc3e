"""A language client for tests: talks to `clauselint lsp` over pipes, keeps
the text as an editor would, and counts positions in any of the three
encodings by itself."""
import json
import os
import queue
import subprocess
import threading

TIMEOUT = 60  # seconds; a server that does not answer fails the test

# What an editor of today can do; tests take away what they want away.
CAPABILITIES = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True, "dataSupport": True,
                               "tagSupport": {"valueSet": [1, 2]}},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "codeAction": {"codeActionLiteralSupport": {
            "codeActionKind": {"valueSet": ["quickfix"]}}},
    },
    "workspace": {"workspaceEdit": {"documentChanges": True}},
}

WIDTH = {
    "utf-8": lambda letter: len(letter.encode()),
    "utf-16": lambda letter: len(letter.encode("utf-16-le")) // 2,
    "utf-32": lambda letter: 1,
}


def frame(message):
    body = message if isinstance(message, bytes) else json.dumps(
        message, ensure_ascii=False).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def read_messages(stream, put):
    """Read until the server closes its end; then put None."""
    while True:
        header = b""
        while not header.endswith(b"\r\n\r\n"):
            byte = stream.read(1)
            if not byte:
                put(None)
                return
            header += byte
        length = int(header.split(b":")[1].split(b"\r\n")[0])
        put(json.loads(stream.read(length)))


class Client:
    def __init__(self, tool, *options, capabilities=CAPABILITIES,
                 folders=(), settings=None, starts=True):
        environment = {"PATH": os.environ["PATH"]}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                environment[name] = os.environ[name]
        self.process = subprocess.Popen(
            [tool, "lsp", *map(str, options)], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, env=environment)
        self.inbox = queue.Queue()
        threading.Thread(target=read_messages, daemon=True, args=(
            self.process.stdout, self.inbox.put)).start()
        self.last_id = 0
        self.answers = {}
        self.published = {}   # uri: the last params of publishDiagnostics
        self.received = []    # every notification and request of the server
        self.texts = {}       # uri: [version, text]
        self.encoding = "utf-16"
        if starts:
            self.initialize(capabilities, folders, settings)

    def initialize(self, capabilities, folders=(), settings=None):
        answer = self.call("initialize", {
            "processId": None, "rootUri": None, "capabilities": capabilities,
            "initializationOptions": settings,
            "workspaceFolders": [{"uri": uri, "name": uri} for uri in folders]})
        self.capabilities = answer["result"]["capabilities"]
        self.encoding = self.capabilities["positionEncoding"]
        self.notify("initialized", {})
        return answer

    # Messages.

    def send_bytes(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message):
        self.send_bytes(frame({"jsonrpc": "2.0", **message}))

    def notify(self, method, params=None):
        self.send({"method": method, "params": params})

    def ask(self, method, params=None):
        self.last_id += 1
        self.send({"id": self.last_id, "method": method, "params": params})
        return self.last_id

    def receive(self):
        """The next message of the server; None at its end."""
        message = self.inbox.get(timeout=TIMEOUT)
        if message is None:
            return None
        if "method" not in message:
            self.answers[message["id"]] = message
            return message
        self.received.append(message)
        if message["method"] == "textDocument/publishDiagnostics":
            self.published[message["params"]["uri"]] = message["params"]
        if "id" in message:
            self.send({"id": message["id"], "result": None})
        return message

    def wait(self, request):
        while request not in self.answers:
            assert self.receive() is not None, "the server has ended"
        return self.answers.pop(request)

    def call(self, method, params=None):
        return self.wait(self.ask(method, params))

    def result(self, method, params=None):
        answer = self.call(method, params)
        assert "result" in answer, answer
        return answer["result"]

    def end(self):
        """Close the pipes in good order; the exit status."""
        self.call("shutdown")
        self.notify("exit")
        return self.process.wait(TIMEOUT)

    # Documents.

    def open(self, uri, text, language="markdown"):
        self.texts[uri] = [1, text]
        self.notify("textDocument/didOpen", {"textDocument": {
            "uri": uri, "languageId": language, "version": 1, "text": text}})

    def change(self, uri, begin, end, new_text):
        """Replace letters [begin, end) of the text."""
        version, text = self.texts[uri]
        event = {"range": self.range(uri, begin, end), "text": new_text}
        self.texts[uri] = [version + 1, text[:begin] + new_text + text[end:]]
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": uri, "version": version + 1},
            "contentChanges": [event]})

    def close(self, uri):
        del self.texts[uri]
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def diagnostics(self, uri):
        """Those published for the version that the text has now."""
        version = self.texts[uri][0]
        while self.published.get(uri, {}).get("version") != version:
            assert self.receive() is not None, "the server has ended"
        return self.published[uri]["diagnostics"]

    # Positions, reckoned from letters of the text.

    def position(self, uri, at):
        before = self.texts[uri][1][:at]
        lines = split_lines(before)
        width = WIDTH[self.encoding]
        return {"line": len(lines) - 1,
                "character": sum(map(width, lines[-1]))}

    def range(self, uri, begin, end):
        return {"start": self.position(uri, begin),
                "end": self.position(uri, end)}

    def at(self, uri, words, shift=0, **more):
        """Params for the place where the words stand; shift letters in."""
        at = self.texts[uri][1].index(words) + shift
        return {"textDocument": {"uri": uri},
                "position": self.position(uri, at), **more}

    def of(self, uri, **more):
        return {"textDocument": {"uri": uri}, **more}

    def index(self, uri, position):
        """The letter of the text at a position."""
        text = self.texts[uri][1]
        lines = split_lines(text)
        at = sum(map(len, lines[:position["line"]]))
        units = 0
        for letter in lines[position["line"]]:
            if units >= position["character"]:
                break
            units += WIDTH[self.encoding](letter)
            at += 1
        assert units == position["character"], position
        return at

    def words(self, uri, place):
        """The text of a range."""
        return self.texts[uri][1][self.index(uri, place["start"]):
                                  self.index(uri, place["end"])]

    def edited(self, uri, edit):
        """The text after the edits that a WorkspaceEdit has for it."""
        edits = edit.get("changes", {}).get(uri, [])
        for change in edit.get("documentChanges", []):
            if change["textDocument"]["uri"] == uri:
                edits = edits + change["edits"]
        text = self.texts[uri][1]
        places = sorted(((self.index(uri, one["range"]["start"]),
                          self.index(uri, one["range"]["end"]),
                          one["newText"]) for one in edits), reverse=True)
        for begin, end, new_text in places:
            text = text[:begin] + new_text + text[end:]
        return text


def split_lines(text):
    """Lines with their ends; LF, CRLF and CR end one. The last may be
    empty."""
    lines = [""]
    for i, letter in enumerate(text):
        lines[-1] += letter
        if letter == "\n" or (letter == "\r" and text[i + 1:i + 2] != "\n"):
            lines.append("")
    return lines
