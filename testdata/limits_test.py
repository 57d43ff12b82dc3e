#!/usr/bin/env python3
"""Every limit by the program: below it and at it all is well, one above the
message names it and the status is 2. limits_test.py CLAUSELINT; prints TAP for
meson.
"""
import sys

from commands_test import main, run
from lsp_client import frame

PACK = """---
pack: x
title: Проба
edition: 2026-11-21
---
"""
RULE = """
## x/rule-{}

Сообщение.

- English: Message.
- Kind: prohibition
- Severity: error
- Basis: ст. 1

```find
{}
```
"""


def checks(folder, name, text, *options):
    path = folder / name
    path.write_text(text, "utf-8")
    return run("check", "--no-config", "--select=x", *options, path,
               LC_ALL="en_US.UTF-8")


def holds(check, limit, words):
    """check(n) is a run with n of them."""
    for count in (limit - 1, limit):
        status, _, err = check(count)
        assert status in (0, 1) and not err, (count, status, err[-300:])
    status, _, err = check(limit + 1)
    assert status == 2 and words in err, (limit + 1, status, err[-300:])
    assert err.count("\n") == 1, err


def document(folder, name, text):
    pack = folder / "x.md"
    pack.write_text(PACK + RULE.format(1, "слово"), "utf-8")
    return lambda count: checks(
        folder, name, text(count), f"--pack={pack}")


def pack(folder, text):
    def check(count):
        path = folder / "x.md"
        path.write_text(text(count), "utf-8")
        return checks(folder, "policy.md", "Слово.\n", f"--pack={path}")
    return check


def phrase(folder, text):
    return pack(folder, lambda n: PACK + RULE.format(1, text(n)))


def test_nesting_of_markdown(folder):
    holds(document(folder, "a.md", lambda n: "> " * n + "а\n"), 256,
          "BLOCK_NESTING_LIMIT (256)")


def test_nesting_of_a_page(folder):
    # <html> and <body> are there in any case.
    holds(document(folder, "a.html", lambda n: "<div>" * (n - 2) + "а"), 256,
          "BLOCK_NESTING_LIMIT (256)")


def test_blocks(folder):
    holds(document(folder, "a.txt", lambda n: "а\n\n" * n), 100000,
          "BLOCK_COUNT_LIMIT (100000)")


def test_images_of_a_paragraph(folder):
    holds(document(folder, "a.md", lambda n: "![а](b)\n" * n), 1000,
          "BLOCK_IMAGE_LIMIT (1000)")


def test_bytes_of_a_document(folder):
    holds(document(folder, "a.md", lambda n: "\n" * n), 16 << 20,
          "SOURCE_SIZE_LIMIT")


def test_bytes_of_a_configuration(folder):
    def check(count):
        config = folder / "c.ini"
        lines = "; " + "x" * 61 + "\n"
        text = lines * (count // len(lines))
        config.write_text(text + ";" * (count - len(text)), "utf-8")
        policy = folder / "policy.md"
        policy.write_text("Слово.\n", "utf-8")
        return run("config", "show", f"--config={config}", policy,
                   LC_ALL="en_US.UTF-8")
    holds(check, 256 * 1024, "INI_SIZE_LIMIT (262144)")


def nearly_holds(check, below, above, words):
    """The program has some of its own, so only about where the limit is."""
    status, _, err = check(below)
    assert status == 0 and not err, (below, status, err)
    status, _, err = check(above)
    assert status == 2 and words in err, (above, status, err)


def test_rules(folder):
    nearly_holds(pack(folder, lambda n: PACK + "".join(
        RULE.format(i, f"слово{i}") for i in range(n))), 4000, 5001,
                 "RULE_COUNT_LIMIT (5000)")


def test_phrases(folder):
    nearly_holds(phrase(folder, lambda n: "\n".join(
        f"слово{i}" for i in range(n))), 90000, 100001,
                 "PHRASE_COUNT_LIMIT (100000)")


def test_bytes_of_a_pattern(folder):
    holds(phrase(folder, lambda n: "re: " + "a" * n), 4000, "4000")


def test_brackets_within_brackets(folder):
    holds(phrase(folder, lambda n: "слово " + "(а | " * n + "б" + ")" * n),
          12, "PHRASE_DEPTH_LIMIT (12)")


def test_sides_of_a_phrase(folder):
    holds(phrase(folder, lambda n: " & ".join(
        f"слово{i}" for i in range(n))), 4,
          "PHRASE_SIDE_LIMIT (4)")


def test_words_of_a_gap(folder):
    holds(phrase(folder, lambda n: f"один ..{n} два"), 63, "63")


def test_bytes_of_a_message_to_the_server(folder):
    head, tail = b'{"jsonrpc":"2.0","id":1,"method":"x","a":"', b'"}'
    for size, word in ((64 << 20, "-32002"), ((64 << 20) + 1,
                                              "LSP_MESSAGE_LIMIT (64 MiB)")):
        body = head + b"a" * (size - len(head) - len(tail)) + tail
        status, out, _ = run("lsp", stdin=frame(body) + frame(
            {"jsonrpc": "2.0", "method": "exit"}))
        assert status == 1 and word in out, (size, status, out[-300:])


if __name__ == "__main__":
    sys.exit(main(globals()))
