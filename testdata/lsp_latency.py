#!/usr/bin/env python3
"""How long from a change to its diagnostics, and how much memory it takes.
lsp_latency.py CLAUSELINT [EDITS]

Prints, for a policy of 12 KB and one of 250 KB made of the test policies,
median and 95th percentile in milliseconds, from the change's first byte
written to the last byte of the diagnostics read; the server's own CPU time for
one edit, which other work on the machine hardly changes; and what it holds in
memory after the last edit and at most.
"""
import json
import os
import pathlib
import random
import subprocess
import sys
import time

from lsp_client import CAPABILITIES, frame

HERE = pathlib.Path(__file__).resolve().parent
TOOL = sys.argv[1]
EDITS = int(sys.argv[2]) if len(sys.argv) > 2 else 200
URI = "file:///nowhere/policy.md"


def policy(size):
    """Whole paragraphs of the test policies, one policy after the other."""
    paths = sorted((HERE / "complete").glob("*.md")) + sorted(
        (HERE / "policies").glob("*.md"))
    paragraphs = []
    length = 0
    while True:
        for path in paths:
            for paragraph in path.read_text("utf-8").split("\n\n"):
                length += len(paragraph.encode()) + 2
                if length > size:
                    return "\n\n".join(paragraphs) + "\n"
                paragraphs.append(paragraph.strip("\n"))


class Server:
    def __init__(self):
        self.process = subprocess.Popen(
            [TOOL, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def send(self, message):
        self.process.stdin.write(frame({"jsonrpc": "2.0", **message}))
        self.process.stdin.flush()

    def read(self):
        """The next message, unread."""
        length = 0
        while (line := self.process.stdout.readline()) != b"\r\n":
            if line.startswith(b"Content-Length:"):
                length = int(line[15:])
        return self.process.stdout.read(length)

    def diagnostics(self):
        while b"publishDiagnostics" not in (message := self.read())[:100]:
            pass
        return message

    def cpu(self):
        """Milliseconds of CPU so far."""
        stat = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text()
        user, system = stat.rsplit(")", 1)[1].split()[11:13]
        return 1000 * (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def memory(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return {key: int(value.split()[0]) / 1024 for key, value in
                (line.split(":", 1) for line in status.splitlines())
                if key in ("VmRSS", "VmHWM")}


def measure(text):
    server = Server()
    server.send({"id": 1, "method": "initialize",
                 "params": {"capabilities": CAPABILITIES}})
    server.read()
    server.send({"method": "initialized", "params": {}})
    server.send({"method": "textDocument/didOpen", "params": {
        "textDocument": {"uri": URI, "languageId": "markdown", "version": 1,
                         "text": text}}})
    found = json.loads(server.diagnostics())["params"]["diagnostics"]
    lines = [number for number, line in enumerate(text.split("\n"))
             if len(line) > 40]
    chance = random.Random(len(text))
    times = []
    cpu = server.cpu()
    for i in range(EDITS):
        # A letter is typed in the middle of a line, then taken back.
        if i % 2 == 0:
            line = chance.choice(lines)
        place = {"start": {"line": line, "character": 20},
                 "end": {"line": line, "character": 20 + i % 2}}
        change = {"method": "textDocument/didChange", "params": {
            "textDocument": {"uri": URI, "version": 2 + i},
            "contentChanges": [{"range": place,
                                "text": "" if i % 2 else "я"}]}}
        begin = time.perf_counter()
        server.send(change)
        message = server.diagnostics()
        times.append(1000 * (time.perf_counter() - begin))
    cpu = (server.cpu() - cpu) / EDITS
    memory = server.memory()
    server.send({"id": 2, "method": "shutdown"})
    server.read()
    server.send({"method": "exit"})
    server.process.wait(60)
    times.sort()
    return len(found), len(message), times, cpu, memory


def main():
    for size in (12 * 1024, 250 * 1024):
        text = policy(size)
        count, length, times, cpu, memory = measure(text)
        print(f"{len(text.encode()) / 1024:6.1f} KB: median "
              f"{times[len(times) // 2]:6.2f} ms, p95 "
              f"{times[len(times) * 95 // 100]:6.2f} ms, CPU {cpu:.2f} ms; "
              f"{count} findings in {length / 1024:.0f} KB; memory {memory['VmRSS']:.1f} MiB, at "
              f"most {memory['VmHWM']:.1f} MiB")


if __name__ == "__main__":
    main()
