#!/usr/bin/env python3
"""Input made to hurt, through the whole program: every reader, command and
report. hostile_test.py CLAUSELINT; prints TAP for meson.

Each case is run once, with limits on processor time and memory that a linear
path stays far below and a quadratic one does not; or it is refused by the name
of a limit. hostile_test.py CLAUSELINT --growth [NAME]... prints instead what
each case costs at a quarter, a half and all of its size, in milliseconds of
user time. Linear is x2.
"""
import pathlib
import re
import resource
import subprocess
import sys
import tempfile

from commands_test import tool
from lsp_client import frame

MEMORY = 3 << 30  # bytes of address space
SECONDS = 20  # of processor time; what is linear takes 2 at most
DAY = "--as-of=2026-11-22"
KB = 1024
IS_SANITIZED = b"__asan_init" in pathlib.Path(tool).read_bytes()
SHARE = 16 if IS_SANITIZED else 1  # of each size, where all takes longer
WORDS = ("Компания обрабатывает персональные данные пользователей и передаёт "
         "их третьим лицам по договору ")
FORMATS = ("text json jsonl gcc github sarif gitlab checkstyle junit "
           "html").split()
CASES = {}


def case(name, size):
    """Add a case: size, and a function that is given a folder and a size and
    returns arguments and standard input of the program."""
    def add(make):
        CASES[name] = (size, make)
        return make
    return add


def repeat(piece, size, head=""):
    piece = piece.encode()
    return head.encode() + piece * max(1, size // len(piece))


def counted(form, size):
    pieces, length, number = [], 0, 1
    while length < size:
        pieces.append(form.format(number, number + 1).encode())
        length += len(pieces[-1])
        number += 1
    return b"".join(pieces)


def document(name, size, make, form="gcc", suffix=".md"):
    """A case of one document that is checked."""
    def arguments(folder, bytes_wanted):
        path = folder / f"policy{suffix}"
        path.write_bytes(make(bytes_wanted))
        return ["check", DAY, "--no-config", f"--format={form}", path], b""
    case(name, size)(arguments)


def repeated(name, size, piece, head="", **more):
    document(name, size, lambda n: repeat(piece, n, head), **more)


repeated("prose", 1024 * KB, WORDS + ".\n\n")
repeated("one long line", 512 * KB, WORDS)
repeated("one long sentence", 512 * KB, "согласие на обработку данных, ")
repeated("tiny items", 512 * KB, "- а\n")
repeated("nested quotes", 512 * KB, "> " * 30 + "данные\n\n")
repeated("nested lists", 512 * KB, "".join(
    "  " * depth + "- а\n" for depth in range(60)))
repeated("entities", 1024 * KB, "&amp;&laquo;&#1076;")
repeated("entities of a page", 1024 * KB, "&amp;&laquo;&#1076;",
         suffix=".html")
repeated("<", 1024 * KB, "<")
repeated("< of a page", 1024 * KB, "<", suffix=".html")
repeated("[", 512 * KB, "[")
repeated("[]( links", 512 * KB, "[данные](")
repeated("*", 512 * KB, "*")
repeated("* in words", 512 * KB, "**а*")
repeated("`", 512 * KB, "`")
repeated("1.1.1.1", 512 * KB, "1.")
document("numbers that grow", 1024 * KB,
         lambda n: counted("1.1.1.1.{}. Данные.\n\n", n))
repeated("table", 1024 * KB, "| цель | данные | срок 5 лет |\n",
         head="| a | b | c |\n|---|---|---|\n")
repeated("table of one row", 512 * KB, "<td>данные", head="<table><tr>",
         suffix=".html")
repeated("spans of a table", 512 * KB, "<tr><td rowspan=999 colspan=999>а",
         head="<table>", suffix=".html")
repeated("open tags", 512 * KB, "<b>данные ", suffix=".html")
document("references in circles", 1024 * KB,
         lambda n: counted("{0}. См. п. {1} и п. 1.\n\n", n))
repeated("references in one sentence", 512 * KB, "п. 1; ",
         head="1. Данные.\n\n2. См. ")
repeated("references to a longer term", 256 * KB, "п. 1, ",
         head="# Политика обработки персональных данных\n\nОператор — ООО "
              "«Клевер», г. Тула.\n\n1. Данные удаляются через 90 дней.\n\n"
              "2. После отзыва согласия обработка данных прекращается в сроки, "
              "указанные в ")
repeated("sentences that refer, in one clause", 512 * KB, "См. п. 1. ",
         head="1. Данные.\n\n2. ")
repeated("terms of days in one sentence", 256 * KB, "01.02.2020 30 дней ",
         head="# Политика\n\nОператор — ООО «Клевер», г. Минск.\n\n1. ")
repeated("citations in one sentence", 512 * KB, "ст. 9 152-ФЗ; ",
         head="1. См. ")
repeated("sentences that nearly match", 2048 * KB,
         "Согласие может быть дано и данные могут быть переданы. \n\n")
document("terms", 512 * KB,
         lambda n: counted("«Термин{0}» — это данные{0}.\n\n", n))
document("comments", 512 * KB, lambda n: counted(
    "<!-- clauselint-allow ru/consent-perpetual: {} -->\n\n"
    "Согласие даётся бессрочно.\n\n", n))
document("comments that are left open", 512 * KB, lambda n: repeat(
    "<!-- clauselint-allow-start ru, by, rights -->\n\nДанные.\n\n", n))
document("comments behind many clauses", 512 * KB, lambda n: repeat(
    "а\n\n", n // 2) + repeat(
        "<!-- clauselint-allow ru/consent-perpetual: x -->\n\n"
        "Согласие даётся бессрочно.\n\n", n // 2))
document("a comment of many rules", 1024 * KB, lambda n: (
    b"<!-- clauselint-allow-file " + repeat("ru/consent-perpetual, ", n // 2) +
    b"ru: x -->\n\n" + counted("{0}. Согласие даётся бессрочно.\n\n", n // 2)))
document("no UTF-8", 512 * KB,
         lambda n: ("Данные. ".encode() + b"\xff\xc0\xe2\x80 ") * (n // 19))
document("UTF-16", 1024 * KB,
         lambda n: (WORDS + ".\n\n").encode("utf-16-le") * (n // 200),
         suffix=".txt")

document("terms, as many as there may be paragraphs", 4096 * KB,
         lambda n: counted("«Термин{0}» — это данные{0}.\n\n", n))
document("aliases", 1024 * KB, lambda n: counted(
    "1. ООО «Клевер{0}» (далее — Имя{0}) и Имя{1}.\n\n", n))
document("words that differ", 1024 * KB,
         lambda n: counted("слово{0}лово ", n))
document("links", 1024 * KB, lambda n: counted("[данные](#п{0}) ", n))
document("links by name", 1024 * KB, lambda n: counted(
    "[данные][a{0}]\n\n", n // 2) + counted("[a{0}]: /x\n", n // 2))
document("links by one name", 1024 * KB, lambda n: repeat(
    "[данные][a] ", n, head="[a]: /" + "x" * 5000 + "\n\n"))
document("links of a page", 1024 * KB, lambda n: counted(
    "<a name=n{0} href=#n{1}>данные</a> ", n), suffix=".html")
document("contents of a page", 1024 * KB, lambda n: counted(
    "<li><a href=#n{0}>Раздел {0}</a>", n // 2) + counted(
        "<h2 id=n{0}>{0}. Раздел {0}</h2><p>Данные.", n // 2),
         suffix=".html")
document("attributes of one tag", 1024 * KB, lambda n: b"<p " + counted(
    "a{0}=b ", n) + ">данные".encode(), suffix=".html")
repeated("attributes of many tags", 1024 * KB,
         "<p " + "a=b c='d' e=\"f\" g " * 20 + ">а", suffix=".html")
repeated("attributes with quotation marks left open", 1024 * KB,
         "<p a=\"b c='d e=f>данные ", suffix=".html")
repeated("styles that hide", 1024 * KB,
         "<p style=\"" + "color:red;" * 10 + "display:none\">а<p>б",
         suffix=".html")
repeated("classes of furniture", 1024 * KB,
         "<div class=\"menu nav footer cookie\">а</div><p>б", suffix=".html")
document("one cell", 1024 * KB, lambda n: "| a |\n|---|\n| ".encode() +
         repeat(WORDS, n) + b" |\n")
document("one cell of a page", 1024 * KB, lambda n: repeat(
    WORDS, n, head="<table><tr><td>Цель<td>"), suffix=".html")
repeated("columns", 384 * KB, "| a ", head="| a " * 1000 + "|\n" +
         "|---" * 1000 + "|\n")
repeated("numbers in words", 512 * KB, "двадцать пять тысяч сто ")
document("a list with a long introduction", 512 * KB, lambda n: repeat(
    "срок, ", n // 2, head="Оператор вправе передавать данные: ") +
         ":\n\n".encode() + counted("- пункт {0};\n", n // 2))
repeated("byte order marks", 2048 * KB, "\ufeff", suffix=".txt")
document("UTF-16 that ends early", 2048 * KB,
         lambda n: b"\xff\xfe" + b"\x00\xd8" * (n // 2) + b"a",
         suffix=".txt")
repeated("marks upon a letter", 1024 * KB, "\u0301", head="а")
repeated("direction marks", 1024 * KB, "а\u202e\u2066")
repeated("soft hyphens", 1024 * KB, "а\u00ad\u200b")

repeated("words before a name that never comes", 1024 * KB, "далее ",
         head="Оператор ")
document("furniture of a page", 390 * KB,
         lambda n: repeat("<p>a", n, head="<p>Данные.<footer>"),
         suffix=".html")
for quote in "'\"":
    document(f"attributes that touch, {quote}", 4096 * KB, lambda n: b"<p " +
             counted(f"a{{0}}={quote}{quote}", n) + ">данные".encode(),
             suffix=".html")
document("marks in a line behind much white space", 2048 * KB, lambda n:
         repeat(" ", n // 2) + repeat("Согласие бессрочное. ", n // 2), "text",
         ".html")
repeated("crosses of a field", 1024 * KB, "x ", head="Телефон: ")
repeated("dates of the edition in one clause", 8192 * KB,
         "Последнее обновление: май 2026. ", head="# Политика\n\n")
repeated("numbers of operators in one sentence", 2048 * KB, "77-20-018352 р ",
         head="# Политика\n\n")
document("short names of one operator", 12288 * KB, lambda n: counted(
    "ООО «Клевер» (далее — Компания) и ООО «Мак» (далее — Имя{0}) рядом. ", n))

for form in FORMATS:
    document(f"findings in one sentence, {form}", 256 * KB,
             lambda n: repeat("бессрочное безотзывное согласие и ", n), form)
    document(f"findings in many clauses, {form}", 256 * KB,
             lambda n: counted("{0}. Согласие даётся бессрочно, см. п. "
                               "9.{1}.\n\n", n), form)


for form in ("json", "sarif", "html", "text", "github"):
    document(f"as many findings as paragraphs, {form}", 2048 * KB,
             lambda n: repeat("Согласие даётся бессрочно.\n\n", n), form)


def compiled(name, size, make, target="json"):
    def arguments(folder, bytes_wanted):
        path = folder / "policy.md"
        path.write_bytes(make(bytes_wanted))
        return ["compile", f"--to={target}", path], b""
    case(name, size)(arguments)


for target in ("tree", "json"):
    compiled(f"compile to {target}", 512 * KB,
             lambda n: counted("{0}. Данные, см. п. {1}.\n\n", n), target)
compiled("compile many points of many articles", 4096 * KB, lambda n: (
    "См. п. ".encode() + counted("{0}, ", n // 2) + "1 ст. ".encode() +
    counted("{0}, ", n // 2) + "1 152-ФЗ.\n".encode()))
compiled("compile definitions of one sentence", 8192 * KB, lambda n: repeat(
    "под словом понимается дом и ", n, head="Здесь "))


def editions(name, old, new, size=256 * KB):
    def arguments(folder, bytes_wanted):
        paths = folder / "old.md", folder / "new.md"
        for path, make in zip(paths, (old, new)):
            path.write_bytes(make(bytes_wanted))
        return ["diff", DAY, "--no-config", "--format=json", *paths], b""
    case(f"diff: {name}", size)(arguments)


editions("numbered clauses, all renumbered",
         lambda n: counted("{0}. Данные номер {0} хранятся {0} дней.\n\n", n),
         lambda n: counted("{1}. Данные номер {0} хранятся {1} дней.\n\n", n))
editions("one sentence over and over",
         lambda n: repeat("Данные хранятся 5 лет.\n\n", n),
         lambda n: repeat("Данные хранятся 7 лет.\n\n", n))
editions("one long sentence",
         lambda n: repeat("имя и почта, ", n),
         lambda n: repeat("почта и адрес, ", n))
editions("nothing in common", lambda n: counted("Слово{0} дом{1}.\n\n", n),
         lambda n: counted("Иное{0} поле{1}.\n\n", n))
editions("nothing in common, many words each",
         lambda n: counted("{0}. Клиент{0} даёт почту{1} и имя{0}.\n\n", n),
         lambda n: counted("{0}. Житель{0} шлёт посуду{1} и дом{0}.\n\n", n),
         1024 * KB)
editions("one paragraph of little in common",
         lambda n: counted("клиент{0} почта{1} ", n),
         lambda n: counted("житель{0} посуда{1} ", n))
editions("a table that was turned",
         lambda n: b"| a | b |\n|---|---|\n" + counted("| {0} | {1} |\n", n),
         lambda n: b"| a | b |\n|---|---|\n" + counted("| {1} | {0} |\n", n))
editions("one item of many sentences that refer",
         lambda n: repeat("См. п. 1. ", n, head="1. Вот:\n\n- "),
         lambda n: repeat("См. п. 1. ", n, head="1. Так:\n\n- "), 512 * KB)
editions("a long header over many cells",
         lambda n: repeat("а ", n // 2, head="| ") +
         b" | b |\n|---|---|\n" + repeat("| тут 5 дней | b |\n", n // 2),
         lambda n: repeat("а ", n // 2, head="| ") +
         b" | b |\n|---|---|\n" + repeat("| тут 7 дней | c |\n", n // 2),
         1024 * KB)
editions("a new sentence of many items", lambda n: "1. Слово.\n".encode(),
         lambda n: "1. Слово.\n\n2. Мы собираем данные категории ".encode() +
         counted("слово{0}, ", n), 4096 * KB)
editions("reversed",
         lambda n: counted("{0}. Клиент{0} даёт согласие{1}.\n\n", n),
         lambda n: b"\n\n".join(reversed(counted(
             "{0}. Клиент{0} даёт согласие{1}.\n\n", n).split(b"\n\n"))))


def beside(name, file, form, head="", tail="", size=240 * KB,
           text="# Политика\n\n1. Согласие бессрочно.\n"):
    """A case of a file beside a document, small if no other is given."""
    def arguments(folder, bytes_wanted):
        path = folder / "policy.md"
        path.write_text(text, "utf-8")
        # An allowance file is read where a configuration is.
        (folder / ".clauselint.ini").write_text("root = yes\n", "utf-8")
        (folder / file).write_bytes(
            head.encode() + counted(form, bytes_wanted) + tail.encode())
        options = ([f"--baseline={folder / file}"] if file.endswith("json")
                   else [])
        return ["check", DAY, "--format=gcc", *options, path], b""
    case(name, size)(arguments)


beside("configuration of many sections", ".clauselint.ini",
       "[a{0}/**/*.md]\nignore = ru/consent-perpetual\n")
beside("configuration of many levels", ".clauselint.ini",
       "level.ru/consent-perpetual = note\n", head="[*.md]\n")
beside("configuration of stars", ".clauselint.ini",
       "[" + "*a" * 20 + "{0}]\nselect = ru\n")
beside("allowances in a file", ".clauselint-allow.ini",
       "[{0:032x}]\nrule = ru/consent-perpetual\npath = *.md\nreason = x\n")
beside("allowances in a file, of many findings", ".clauselint-allow.ini",
       "[{0:032x}]\nrule = ru/consent-perpetual\npath = *.md\nreason = x\n",
       text="Согласие даётся бессрочно.\n\n" * (32000 // SHARE))
beside("an allowance whose reason is long", ".clauselint-allow.ini", " x\n",
       head="[" + "0" * 32 + "]\nrule = ru\npath = *.md\nreason = x\n")


@case("changes that were agreed to", 1024 * KB)
def agreed(folder, size):
    for name in ("old.md", "new.md"):
        (folder / name).write_text("1. Данные.\n", "utf-8")
    (folder / "agreed").write_bytes(counted("{0:012x} решено\n", size))
    return ["diff", DAY, "--no-config", f"--acknowledge={folder / 'agreed'}",
            folder / "old.md", folder / "new.md"], b""


@case("baseline", 1024 * KB)
def baseline(folder, size):
    path = folder / "policy.md"
    path.write_text("# Политика\n\n1. Согласие бессрочно.\n", "utf-8")
    known = folder / "known.json"
    subprocess.run([tool, "baseline", "write", DAY, "--no-config",
                    f"--baseline={known}", path], capture_output=True,
                   check=False)
    whole = known.read_text("utf-8") if known.exists() else "{}"
    entry = re.search(r'\{[^{}]*"fingerprint"[^{}]*\}', whole)
    if entry:
        count = size // len(entry.group().encode())
        more = ",\n".join(re.sub(r'"[0-9a-f]{32}"', f'"{i:032x}"',
                                 entry.group()) for i in range(count))
        known.write_text(whole.replace(entry.group(), more, 1), "utf-8")
    return ["check", DAY, "--no-config", "--format=gcc",
            f"--baseline={known}", path], b""


@case("baseline of short entries", 8192 * KB)
def short_baseline(folder, size):
    path = folder / "policy.md"
    path.write_text("# Политика\n\n1. Согласие бессрочно.\n", "utf-8")
    known = folder / "known.json"
    entries = counted('{{"path":"policy.md","rule":"a/b","fingerprint":'
                      '"{0:032x}"}},\n', size)
    known.write_bytes(b'{"schema_version":1,"findings":[' + entries[:-2] +
                      b"]}")
    return ["check", DAY, "--no-config", "--format=gcc",
            f"--baseline={known}", path], b""


def session(name, text, changes, size=256 * KB):
    """A conversation with the server: a document and edits of it."""
    def arguments(folder, bytes_wanted):
        uri = "file:///nowhere/policy.md"
        messages = [
            {"id": 1, "method": "initialize", "params": {"capabilities": {}}},
            {"method": "initialized", "params": {}},
            {"method": "textDocument/didOpen", "params": {"textDocument": {
                "uri": uri, "languageId": "markdown", "version": 1,
                "text": text(bytes_wanted).decode()}}},
            *({"method": "textDocument/didChange", "params": {
                "textDocument": {"uri": uri, "version": 2},
                "contentChanges": change}} for change in changes(
                    bytes_wanted)),
            {"id": 2, "method": "textDocument/documentSymbol",
             "params": {"textDocument": {"uri": uri}}},
            {"id": 3, "method": "textDocument/semanticTokens/full",
             "params": {"textDocument": {"uri": uri}}},
            {"id": 4, "method": "textDocument/foldingRange",
             "params": {"textDocument": {"uri": uri}}},
            {"id": 5, "method": "shutdown"}, {"method": "exit"}]
        return ["lsp", DAY], b"".join(
            frame({"jsonrpc": "2.0", **message}) for message in messages)
    case(f"server: {name}", size)(arguments)


def insertion(line, character, text="а"):
    at = {"line": line, "character": character}
    return {"range": {"start": at, "end": at}, "text": text}


session("one long line",
        lambda n: repeat(WORDS, n), lambda n: [])
session("many edits in one message", lambda n: b"1. \xd0\xb0\n",
        lambda n: [[insertion(0, 3 + i) for i in range(n // 64)]])
session("many edits of many lines",
        lambda n: counted("{0}. Данные, см. п. {1}.\n\n", n),
        lambda n: [[insertion(0, 3)]] * 20)
session("many small changes", lambda n: b"1. \xd0\xb0\n",
        lambda n: [[{"range": {"start": {"line": 0, "character": 3},
                               "end": {"line": 0, "character": 4}},
                     "text": "б"}]] * (n // 256), 8192 * KB)
session("findings", lambda n: repeat("бессрочное безотзывное согласие и ", n),
        lambda n: [])


def long_name(size):
    return "a/" * (size // 2) + "policy.md"


@case("a long name of standard input", 100 * KB)  # an argument can be 128 KB
def named(_, size):
    return ["check", DAY, f"--stdin-filename={long_name(size)}", "-"], b"- a\n"


@case("server: a long name of a document", 512 * KB)
def long_uri(_, size):
    document = {"uri": "file:///" + long_name(size)}
    return ["lsp", DAY], b"".join(frame({"jsonrpc": "2.0", **message}) for
                                  message in (
        {"id": 1, "method": "initialize", "params": {"capabilities": {}}},
        {"method": "textDocument/didOpen", "params": {"textDocument": {
            **document, "languageId": "markdown", "version": 1,
            "text": "- a\n"}}},
        {"id": 2, "method": "textDocument/documentSymbol",
         "params": {"textDocument": document}},
        {"id": 3, "method": "shutdown"}, {"method": "exit"}))


@case("server: batches", 4096 * KB)
def batches(folder, size):
    one = b'{"jsonrpc":"2.0","id":1,"method":"x"}'
    body = b"[" + b",".join([one] * (size // 8 // len(one))) + b"]"
    return ["lsp"], (b"Content-Length: %d\r\n\r\n%s" %
                     (len(body), body)) * 8 + frame({"jsonrpc": "2.0",
                                                     "method": "exit"})


@case("server: small requests", 4096 * KB)
def requests(folder, size):
    one = frame({"jsonrpc": "2.0", "id": 1, "method": "x"})
    return ["lsp"], one * (size // len(one)) + frame(
        {"jsonrpc": "2.0", "method": "exit"})


def pack(name, lines, text, size=256 * KB):
    """A pack of the user's with such lines, and a document."""
    def arguments(folder, bytes_wanted):
        path = folder / "policy.md"
        path.write_bytes(text(bytes_wanted))
        (folder / "x.md").write_text(
            "---\npack: x\ntitle: Проба\nedition: 2026-11-21\n---\n\n"
            "## x/rule\n\nСообщение.\n\n- English: Message.\n"
            "- Kind: prohibition\n- Severity: error\n- Basis: ст. 1\n\n"
            f"```find\n{lines}\n```\n", "utf-8")
        return ["check", DAY, "--no-config", "--select=x", "--format=gcc",
                f"--pack={folder / 'x.md'}", path], b""
    case(f"pack: {name}", size)(arguments)


pack("a pattern that backtracks", r"re: (?:\w+\s?)+!",
     lambda n: repeat("данные и ещё данные без конца, ", n))
pack("a pattern of stars", "re: а*а*а*а*а*б", lambda n: repeat("а", n))
pack("gaps within gaps", "а ..63 а ..63 а ..63 а ..63 б",
     lambda n: repeat("а ", n))
pack("words that are anywhere", "а ... а ... а ... б",
     lambda n: repeat("а ", n))
pack("many lines of many choices", "\n".join(
    "слово ... " + " ".join(["(а|б|в|г|д)"] * 9) + f" конец{i}"
    for i in range(2000)), lambda n: repeat("слово а б в г д ", n), 64 * KB)
pack("many lines that begin alike", "\n".join(
    f"согласие на обработку вида{i}" for i in range(20000)),
    lambda n: repeat("согласие на обработку, ", n), 64 * KB)
pack("both, in any order", "а & б & а", lambda n: repeat("а б ", n))


@case("pack: rules that yield in a circle", 2048 * KB)
def circle(folder, size):
    path = folder / "policy.md"
    path.write_bytes(repeat("Слово тут. ", size))
    (folder / "x.md").write_text(
        "---\npack: x\ntitle: Проба\nedition: 2026-11-21\n---\n" + "".join(
            f"\n## x/{one}\n\nСообщение.\n\n- English: Message.\n"
            "- Kind: prohibition\n- Severity: error\n- Basis: ст. 1\n"
            f"- Yields to: x/{other}\n\n```find\nслово\n```\n"
            for one, other in ("ab", "ba")), "utf-8")
    return ["check", DAY, "--no-config", "--select=x", "--format=gcc",
            f"--pack={folder / 'x.md'}", path], b""


@case("pack: entries of the lexicon that use each other", 4096 * KB)
def entries(folder, size):
    path = folder / "policy.md"
    path.write_text("1. Слово.\n", "utf-8")
    (folder / "x.md").write_bytes("---\npack: x\n---\n\n".encode() + counted(
        "## <слово{0}>\n\n```find\n<слово{1}>\n```\n\n", size))
    return ["check", DAY, "--no-config", f"--pack={folder / 'x.md'}",
            path], b""


def prose_of_pack(name, piece, size=512 * KB):
    """A pack with so much text before its first rule."""
    def arguments(folder, bytes_wanted):
        path = folder / "policy.md"
        path.write_text("1. Слово.\n", "utf-8")
        (folder / "x.md").write_bytes(
            repeat(piece, bytes_wanted, "---\npack: x\n---\n\n"))
        return ["check", DAY, "--no-config", "--format=gcc",
                f"--pack={folder / 'x.md'}", path], b""
    case(f"pack's prose: {name}", size)(arguments)


prose_of_pack("items with mark-up", "- Key: *a*\n")
prose_of_pack("HTML blocks", "- <div>x</div>\n")
prose_of_pack("tables in items", "- *a* | b\n  --|--\n  c | d\n\n")
prose_of_pack("one paragraph of many provisions", "1.1. слово *x*:\n")
prose_of_pack("comments", "<!-- x\n")


def limits():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    if not IS_SANITIZED:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def run(name, folder, size):
    arguments, stdin = CASES[name][1](folder, size)
    return subprocess.run([tool, *map(str, arguments)], input=stdin,
                          capture_output=True, preexec_fn=limits, check=False,
                          cwd=folder)


def cost(name, folder, size):
    """Milliseconds of user time; None: refused."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = run(name, folder, size)
    after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    return (after - before) * 1000 if done.returncode in (0, 1) else None


def growth(names):
    print(f"{'':42}{'KB':>6}{'x1':>10}{'x2':>10}{'x4':>10}")
    for name in names or CASES:
        size = CASES[name][0]
        costs = []
        for part in (4, 2, 1):
            with tempfile.TemporaryDirectory() as folder:
                costs.append(cost(name, pathlib.Path(folder), size // part))
        shown = "".join(f"{'refused':>10}" if c is None else f"{c:10.1f}"
                        for c in costs)
        factors = "".join(f"  x{b / a:.1f}" for a, b in zip(costs, costs[1:])
                          if a and b)
        print(f"{name:42}{size // KB:6}{shown}{factors}", flush=True)


def main():
    if "--growth" in sys.argv:
        return growth(sys.argv[3:])
    print(f"1..{len(CASES)}")
    failed = 0
    for number, name in enumerate(CASES, 1):
        with tempfile.TemporaryDirectory() as folder:
            done = run(name, pathlib.Path(folder), CASES[name][0] // SHARE)
        error = done.stderr.decode("utf-8", "replace")
        is_refused = done.returncode == 2 and re.search(r"[A-Z]_LIMIT", error)
        if done.returncode in (0, 1) or is_refused:
            print(f"ok {number} - {name}")
        else:
            failed += 1
            print(f"not ok {number} - {name}\n# status {done.returncode}, "
                  f"{error[-300:]!r}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
