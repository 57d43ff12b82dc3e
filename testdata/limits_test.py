#!/usr/bin/env python3
"""Every limit by the program: below it and at it all is well; one above the
message names it and the status is 2, or what is over it is left out.
limits_test.py CLAUSELINT; prints TAP for meson.
"""
import json
import pathlib
import re
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


def test_entries_of_the_lexicon(folder):
    def entries(count):
        return PACK + "".join(f"## <слово{i}>\n\n```find\nслово\n```\n\n"
                              for i in range(count)) + RULE.format(0, "а")
    words = "ENTRY_COUNT_LIMIT (5000)"
    nearly_holds(pack(folder, entries), 4000, 5001, words)
    nearly_holds(phrase(folder, lambda n: "\n".join(
        f"<слово{i}>" for i in range(n)) or "дом"), 0, 5001, words)


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


def test_instructions_of_a_phrase(folder):
    # Each word is one instruction, and the end another.
    holds(phrase(folder, lambda n: " ".join(["слово"] * (n - 1))), 512,
          "PHRASE_CODE_LIMIT (512)")


def test_words_of_a_lexicon_entry(folder):
    for count, is_found in ((62, True), (63, True), (64, False)):
        words = " ".join(["слово"] * count)
        pack = folder / "x.md"
        pack.write_text(PACK + f"\n## <вещь>\n\n```find\n{words}\n```\n"
                        + RULE.format(1, "<вещь>"), "utf-8")
        status, out, err = checks(folder, "policy.md", words + ".\n",
                                  f"--pack={pack}")
        assert not err and ("x/rule-1" in out) == is_found, (count, out, err)


def configuration(folder, text):
    def check(count):
        config = folder / "c.ini"
        config.write_text(text(count), "utf-8")
        policy = folder / "policy.md"
        policy.write_text("Слово.\n", "utf-8")
        return run("config", "show", f"--config={config}", policy,
                   LC_ALL="en_US.UTF-8")
    return check


def test_bytes_of_a_line_of_a_configuration(folder):
    check = configuration(folder, lambda n: "; " + "x" * (n - 2) + "\n")
    longest = int(re.search(r"longer than (\d+) bytes",
                            check(10000)[2]).group(1))
    assert longest >= 190, longest  # it is inih that says how many
    holds(check, longest, f"longer than {longest} bytes")


def test_bytes_of_a_section_of_a_configuration(folder):
    holds(configuration(
        folder, lambda n: "[" + "x" * (n - 3) + "/**]\nlang = ru\n"), 48,
          "longer than 48 bytes")


def test_workers(folder):
    policy = folder / "policy.md"
    policy.write_text("Слово.\n", "utf-8")
    holds(lambda n: run("check", "--no-config", "--select=x", f"--jobs={n}",
                        f"--pack={write_pack(folder)}", policy,
                        LC_ALL="en_US.UTF-8"), 64, "from 1 to 64")


def write_pack(folder):
    path = folder / "x.md"
    path.write_text(PACK + RULE.format(1, "слово"), "utf-8")
    return path


def test_allowances_of_a_document(folder):
    words = "ALLOWANCE_LIMIT (4096)"
    policy = folder / "policy.md"
    one = "<!-- clauselint-allow ru/consent-perpetual: так решено -->\n\n"
    many = "<!-- clauselint-allow {}: так решено -->\n"
    for text in (lambda n: one * n + "Слово.\n",
                 lambda n: many.format(", ".join(["ru"] * n)) + "\nСлово.\n"):
        for count, is_told in ((4095, False), (4096, False), (4097, True)):
            policy.write_text(text(count), "utf-8")
            status, out, err = run("check", "--no-config", "--lang=en",
                                   "--format=gcc", policy)
            assert status in (0, 1) and not err, (count, status, err)
            assert (words in out) == is_told, (count, out[-300:])


def compiled(folder, text, name="policy.md"):
    path = folder / name
    path.write_text(text, "utf-8")
    status, out, err = run("compile", "--to=json", path)
    assert status == 0 and not err, (status, err)
    return json.loads(out)


def test_terms_of_a_document(folder):
    # Names of no digits: «Термин аба» has two words.
    def name(number):
        return "Вещь" + "".join(
            "абвгдежзик"[int(digit)] for digit in f"{number:04}")
    for count in (999, 1000, 1001):
        text = "".join(f"«{name(i)}» — это данные.\n\n" for i in range(count))
        terms = compiled(folder, text)["terms"]
        assert len(terms) == min(count, 1000), (count, len(terms))


def counts(folder, key, limit, text):
    """What is beyond the limit is left out, and the rest stays."""
    for count in (limit - 1, limit, limit + 1):
        found = compiled(folder, text(count))[key]
        assert len(found) == min(count, limit), (key, count, len(found))


def sentences(word, piece, count):
    """Count pieces, a hundred in a sentence of a paragraph of its own."""
    return "".join(f"{word} {', '.join([piece] * min(100, count - done))}.\n\n"
                   for done in range(0, count, 100))


def test_references_of_a_document(folder):
    counts(folder, "references", 100000, lambda n:
           "1. Данные.\n\n" + sentences("См.", "п. 1", n))


def test_citations_of_a_document(folder):
    counts(folder, "citations", 100000, lambda n:
           sentences("См.", "ст. 9 152-ФЗ", n))


def test_references_by_title_of_a_document(folder):
    def names_beyond(count):
        text = ("## Права субъекта\n\nДанные.\n\n## Прочее\n\n" +
                "Права указаны в разделе «Права субъекта».\n\n" * count)
        return len(compiled(folder, text)["references"])
    assert [names_beyond(n) for n in (199, 200, 201)] == [199, 200, 200]


def test_words_of_a_sentence_that_introduces_a_list(folder):
    for count, is_lead in ((255, True), (256, True), (257, False)):
        text = "а " * (count - 1) + "а:\n\n- данные;\n- иное.\n"
        sentences = compiled(folder, text)["sentences"]
        assert [s["lead"] for s in sentences] == [
            None, *[0 if is_lead else None] * 2], (count, sentences)


def test_uses_of_a_term(folder):
    for count in (99999, 100000, 100001):
        text = ("«Клиент» — это лицо, которое купило товар.\n\n" +
                sentences("Платят", "Клиент", count))
        term, = compiled(folder, text)["terms"]
        assert len(term["uses"]) == min(count, 100000), (
            count, len(term["uses"]))


def test_articles_of_a_range(folder):
    def articles(last):
        text = f"См. ст. 10-{last} 152-ФЗ.\n"
        return len(compiled(folder, text)["citations"])
    # Of a longer range its first and its last.
    assert [articles(n) for n in (49, 50, 51)] == [40, 41, 2]


def sarif(folder, policy, *options):
    status, out, err = run("check", "--no-config", "--format=sarif",
                           "--severity=note", *options, policy)
    assert status in (0, 1) and not err, (status, err)
    return json.loads(out)["runs"][0]


def test_related_places_of_a_finding_in_sarif(folder):
    # What rows lack is told of the first of them, and the others are related.
    for count in (100, 101, 102):
        policy = folder / "policy.md"
        policy.write_text(
            "# Политика\n\n| Цель обработки | Данные | Срок хранения |\n"
            "|---|---|---|\n| доставка | имя | 5 лет |\n" + "".join(
                f"| продажа № {i} | имя | |\n" for i in range(count)),
            "utf-8")
        most = max(len(result.get("relatedLocations", ())) for result in
                   sarif(folder, policy, "--select=ru")["results"])
        assert most == min(count - 1, 100), (count, most)


def test_characters_of_a_message_in_sarif(folder):
    policy = folder / "policy.md"
    policy.write_text("Слово.\n", "utf-8")
    pack = folder / "x.md"
    for count in (1023, 1024, 1025):
        text = PACK + RULE.format(1, "слово")
        pack.write_text(text.replace("Message.", "я" * (count - 1) + "."),
                        "utf-8")
        rule, = sarif(folder, policy, "--select=x", "--lang=en",
                      f"--pack={pack}")["tool"]["driver"]["rules"]
        told = rule["shortDescription"]["text"]
        assert len(told) == min(count, 1024), (count, len(told))
        assert told.endswith("…") == (count > 1024), (count, told[-9:])


def test_numbers_of_a_clause(folder):
    for number, is_number in ((998, True), (999, True), (1000, False)):
        text = f"# Политика\n\n{number}. Оператор обрабатывает данные.\n"
        found = json.dumps(compiled(folder, text, "policy.txt"))
        assert (f'"number": "{number}' in found) == is_number, (number, found)


def test_bytes_of_a_quotation_in_a_baseline(folder):
    policy = folder / "policy.md"
    pack = folder / "x.md"
    pack.write_text(PACK + RULE.format(1, "слово{}*"), "utf-8")
    for size, kept in ((159, 159), (160, 160), (161, 160)):
        word = "s" * size
        pack.write_text(PACK + RULE.format(1, "sss*"), "utf-8")
        policy.write_text(word + " is a word.\n", "utf-8")
        baseline = folder / "known.json"
        status, _, err = run("baseline", "write", "--no-config", "--select=x",
                             f"--pack={pack}", f"--baseline={baseline}", policy)
        assert status == 0, err
        finding, = json.loads(baseline.read_text("utf-8"))["findings"]
        assert len(finding["quote"].rstrip("…")) == kept, (size, finding)


def talk(*messages, framed=frame):
    """Messages to the server after it is initialized; its answers by id."""
    hello = {"id": 0, "method": "initialize", "params": {"capabilities": {}}}
    status, out, err = run("lsp", stdin=b"".join(
        framed({"jsonrpc": "2.0", **message})
        for message in (hello, *messages, {"method": "exit"})))
    answers = [json.loads(part) for part in
               re.split(r"Content-Length: \d+\r\n\r\n", out)[1:]]
    return {answer["id"]: answer for answer in answers if "id" in answer}


def opened(text, name="policy.md"):
    return {"method": "textDocument/didOpen", "params": {"textDocument": {
        "uri": f"file:///nowhere/{name}", "languageId": "markdown",
        "version": 1, "text": text}}}


def test_bytes_of_a_header_to_the_server(folder):
    for size, is_read in ((4095, True), (4096, True), (4097, False)):
        def framed(message, size=size):
            plain = frame(message)
            head, body = plain.split(b"\r\n\r\n", 1)
            filler = size - len(head) - len(b"X: \r\n\r\n\r\n")
            return b"X: " + b"a" * filler + b"\r\n" + head + b"\r\n\r\n" + body
        assert len(framed({}).split(b"{")[0]) == size
        answers = talk(framed=framed)
        assert (None not in answers) == is_read, (size, answers)


def test_bytes_of_a_new_name(folder):
    text = "1. ООО «Клевер» (далее — Оператор).\n\n2. Оператор отвечает.\n"
    at = {"line": 2, "character": 4}
    for size, is_good in ((199, True), (200, True), (201, False)):
        answer = talk(opened(text), {
            "id": 1, "method": "textDocument/rename", "params": {
                "textDocument": {"uri": "file:///nowhere/policy.md"},
                "position": at, "newName": "N" * size}})[1]
        assert ("result" in answer) == is_good, (size, answer)


def test_symbols_that_are_told(folder):
    for count in (499, 500, 501):
        text = "".join(f"## {i + 1}. Раздел\n\nТекст.\n\n"
                       for i in range(count))
        answer = talk(opened(text), {
            "id": 1, "method": "workspace/symbol",
            "params": {"query": "раздел"}})[1]
        assert len(answer["result"]) == min(count, 500), (
            count, len(answer["result"]))


def test_faults_of_a_pack_that_are_told(folder):
    for count in (199, 200, 201):
        lines = "\n".join(f"(слово{i}" for i in range(count))
        answer = talk(opened(PACK + RULE.format(1, lines), "x.md"), {
            "id": 1, "method": "textDocument/diagnostic", "params": {
                "textDocument": {"uri": "file:///nowhere/x.md"}}})[1]
        told = len(answer["result"]["items"])
        assert told == min(count, 200), (count, told)


def test_messages_that_wait_are_all_answered(folder):
    count = 3000  # over 1 MiB, LSP_QUEUE_LIMIT, at once
    answers = talk(*({"id": i + 1, "method": "shutdown", "params": {
        "filler": "x" * 800}} for i in range(count)))
    assert len(answers) == count + 1, len(answers)


def test_bytes_of_a_message_to_the_server(folder):
    head, tail = b'{"jsonrpc":"2.0","id":1,"method":"x","a":"', b'"}'
    for size, word in ((64 << 20, "-32002"), ((64 << 20) + 1,
                                              "LSP_MESSAGE_LIMIT (64 MiB)")):
        body = head + b"a" * (size - len(head) - len(tail)) + tail
        status, out, _ = run("lsp", stdin=frame(body) + frame(
            {"jsonrpc": "2.0", "method": "exit"}))
        assert status == 1 and word in out, (size, status, out[-300:])


def test_every_limit_that_a_message_names_is_in_the_manual(folder):
    top = pathlib.Path(__file__).resolve().parent.parent
    manual = "".join(page.read_text("utf-8")
                     for page in top.glob("man/clauselint*"))
    named = {name for layer in ("parser", "rules", "cmd")
             for file in top.glob(f"{layer}/*.c")
             for name in re.findall(r'"[^"\n]*?\b([A-Z_]+_LIMIT)\b[^"\n]*"',
                                    file.read_text("utf-8"))}
    assert len(named) > 10, named
    assert not [name for name in named if name not in manual], named


if __name__ == "__main__":
    sys.exit(main(globals()))
