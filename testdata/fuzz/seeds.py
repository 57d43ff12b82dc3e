#!/usr/bin/env python3
"""Write the seeds of the fuzz corpora: seeds.py CORPUS_FOLDER

Files that a fuzzer found stand beside them under names that say what went
wrong, and are not touched.
"""
import json
import pathlib
import sys

POLICY = """# Политика ООО «Ласточка»

1. Общие положения

1.1. ООО «Ласточка», ИНН 7707083893 (далее — Оператор) обрабатывает данные.

1.2. Согласие даётся бессрочно и не может быть отозвано (см. п. 2.1).

## 2. Права

2.1. Оператор отвечает в течение 30 дней по ч. 2 ст. 6 152-ФЗ:

- имя, *почта*, [сайт](https://example.org "x"), `код`, &laquo;цель&raquo;;
- любые иные данные.

| Цель | Данные | Срок |
|------|:------:|-----:|
| заказ | имя | 5 лет |

<!-- clauselint-allow ru/consent-perpetual until=2027-01-01: решено -->
<div>3. Данные передаются <b>любым</b> третьим лицам в США.</div>

> Приложение 1. Данные, [ссылка][a] ![рисунок](a.png)

[a]: /x
"""
PAGE = """<!DOCTYPE html><html lang=ru><head><meta charset="{}"><title>Политика</title>
<style>p{{color:red}}</style></head><body><nav><a href=/>Главная</a></nav>
<main><h1>Политика</h1><ol><li>Оператор&nbsp;&mdash; ООО &laquo;Чайка&raquo;
<li>Согласие бессрочно</ol><table><tr><th rowspan=2 colspan=2>Цель<td>имя<tr><td>5 лет</table>
<p hidden>не видно<p style="display:none">и это<!-- clauselint-allow-file ru --><br>конец
<a href="/cdn-cgi/l/email-protection" data-cfemail="543526">[email]</a></main><footer>2026</footer>
"""
PACK = """---
pack: x
title: Проба
edition: 2026-11-21
---

## <согласие>

```find
согласи*
(даёт|дали) ..2 согласи*
```

## <оператор>

- Party: operator

```find
оператор*
```

## x/perpetual

Согласие дано навсегда.

- English: Consent is for ever.
- Kind: prohibition
- Severity: error
- Basis: ч. 4 ст. 9 152-ФЗ (с 2011-07-27)
- Sanction: ч. 2 ст. 13.11 КоАП

```find
<согласие> ... {бессрочн*}
^ [для всех] <оператор> .. # (лет|*ода) $
re: согласи\\w+ \\K(?:навсегда|на веки)
передаёт & третьи* лиц*
```

```unless
до отзыва
```

```fix
Согласие действует до его отзыва.
```

Wrong:

> Оператор получает согласие **бессрочно**.

Right:

> Согласие действует до отзыва.
"""
CONFIG = """; проба
root = yes
lang = ru
select = ru, rights
ignore = ru/consent-*
  by/nothing
fail-on = error
level.ru/consent-perpetual = note
allow-file = allow.ini
baseline = known.json
require-reason = yes
[legal/**.md]
severity = warning
level.ru = off
jurisdiction = by
[*.html]
extend-select = drafting
as-of = 2026-01-01
"""
ALLOW = """===
[4e968bd259eb324e72af5c8aa6d18ed7]
rule = ru/consent-irrevocable
path = policy.md
reason = решение юриста
  от пятницы
until = 2027-01-31
[4e968bd259eb324e72af5c8aa6d18ed7]
rule = ru/consent-irrevocable
path = *.md
reason = и ещё раз
[974c47447f789a27fea921d4ca894a43]
rule = ru/consent-perpetual
path = **/policy.*
"""
COMMENTS = """<!-- clauselint-allow ru/consent-perpetual, rights: причина -->

<!-- clauselint-allow-start ru until=2026-02-30: x -->

Текст.

<!-- clauselint-allow-end ru -->

<!-- clauselint-allow-start ru/processor-not-named until=2027-01-01: x -->

- Данные передаются третьим лицам по усмотрению Оператора.

<!-- clauselint-allow-end ru/processor-not-named -->

<!-- clauselint-allow-file by/none -->
"""
BASELINE = json.dumps({"schema_version": 1, "findings": [
    {"path": "policy.md", "rule": "ru/consent-perpetual",
     "fingerprint": "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
     "address": "п. 1", "quote": "бессрочно"}]}, ensure_ascii=False, indent=1)
FIELDS = """\tpolicy.md\tru/consent-perpetual\te084bbe85af0a46a102c11f98fd39369\tп. 1\tбессрочно
policy.md\tru/consent-perpetual\te084bbe85af0a46a102c11f98fd39369
a/b.md\tby/none\t0f1e2d3c4b5a69788796a5b4c3d2e1f0\tп. 2\tслова
"""
AGREED = """# что решено
0f1e2d3c4b5a решение юриста
a1b2c3d4e5f6 так и было
"""
URI = "file:///nowhere/policy.md"


def at(line, character):
    return {"line": line, "character": character}


def conversation():
    """Messages that reach every method of the server."""
    document = {"uri": URI}
    whole = {"start": at(0, 0), "end": at(9, 4)}
    here = {"textDocument": document, "position": at(6, 8)}
    requests = [
        ("initialize", {"capabilities": {"general": {
            "positionEncodings": ["utf-8"]}}, "rootUri": "file:///nowhere"}),
        ("initialized", {}),
        ("textDocument/didOpen", {"textDocument": {
            "uri": URI, "languageId": "markdown", "version": 1,
            "text": POLICY}}),
        ("textDocument/didChange", {
            "textDocument": {"uri": URI, "version": 2}, "contentChanges": [
                {"range": {"start": at(2, 3), "end": at(4, 2)},
                 "text": "😀\r\nвставка"}]}),
        ("textDocument/hover", here),
        ("textDocument/definition", here),
        ("textDocument/references", {**here, "context": {
            "includeDeclaration": True}}),
        ("textDocument/completion", here),
        ("textDocument/prepareRename", here),
        ("textDocument/rename", {**here, "newName": "Компания"}),
        ("textDocument/documentHighlight", here),
        ("textDocument/linkedEditingRange", here),
        ("textDocument/documentSymbol", {"textDocument": document}),
        ("textDocument/foldingRange", {"textDocument": document}),
        ("textDocument/documentLink", {"textDocument": document}),
        ("textDocument/codeLens", {"textDocument": document}),
        ("textDocument/semanticTokens/full", {"textDocument": document}),
        ("textDocument/diagnostic", {"textDocument": document}),
        ("textDocument/inlayHint", {"textDocument": document, "range": whole}),
        ("textDocument/selectionRange", {"textDocument": document,
                                         "positions": [at(6, 8)]}),
        ("textDocument/codeAction", {
            "textDocument": document, "range": whole,
            "context": {"diagnostics": []}}),
        ("workspace/symbol", {"query": "сог"}),
        ("workspace/diagnostic", {"previousResultIds": []}),
        ("workspace/executeCommand", {"command": "x", "arguments": [1]}),
        ("workspace/didChangeConfiguration", {"settings": {}}),
        ("$/cancelRequest", {"id": 7}),
        ("textDocument/didSave", {"textDocument": document}),
        ("textDocument/didClose", {"textDocument": document}),
        ("shutdown", None),
        ("exit", None),
    ]
    silent = ("initialized", "exit", "$/cancelRequest",
              "workspace/didChangeConfiguration")
    for number, (method, params) in enumerate(requests):
        message = {"jsonrpc": "2.0", "method": method}
        if method not in silent and "/did" not in method:
            message["id"] = number
        if params is not None:
            message["params"] = params
        yield json.dumps(message, ensure_ascii=False)


def pack_conversation():
    """A rule pack that is open, and a word of a policy that it finds."""
    uri = "file:///nowhere/x.md"
    document = {"uri": uri}
    rule = PACK.split("\n").index("<согласие> ... {бессрочн*}")
    here = {"textDocument": document, "position": at(rule, 4)}
    yield {"id": 0, "method": "initialize", "params": {"capabilities": {}}}
    yield {"method": "initialized", "params": {}}
    yield {"method": "textDocument/didOpen", "params": {"textDocument": {
        "uri": uri, "languageId": "markdown", "version": 1, "text": PACK}}}
    for number, (method, params) in enumerate((
            ("documentSymbol", {"textDocument": document}),
            ("foldingRange", {"textDocument": document}),
            ("definition", here), ("hover", here), ("completion", here),
            ("references", {**here, "context": {"includeDeclaration": True}}),
            ("diagnostic", {"textDocument": document}),
            ("completion", {**here, "position": at(len(PACK), 0)}))):
        yield {"id": number + 1, "method": f"textDocument/{method}",
               "params": params}
    yield {"method": "textDocument/didChange", "params": {
        "textDocument": {**document, "version": 2}, "contentChanges": [
            {"range": {"start": at(rule, 1), "end": at(rule, 3)},
             "text": "(("}]}}
    yield {"id": 99, "method": "textDocument/hover", "params": here}
    yield {"method": "exit"}


def framed(messages):
    return b"".join(
        b"Content-Length: %d\r\nContent-Type: x\r\n\r\n%s" %
        (len(body), body) for body in (m.encode() for m in messages))


def seeds():
    text = POLICY.encode()
    yield "document/markdown", b"\0" + text
    yield "document/markdown-ru", b"\4" + text
    yield "document/plain", b"\2" + text
    yield "document/no-ending", b"\7" + text
    yield "document/markdown-utf16", b"\0" + POLICY.encode("utf-16")
    yield "document/plain-utf16be", (
        b"\2\xfe\xff" + POLICY.encode("utf-16-be"))
    yield "document/plain-cp1251", b"\2" + POLICY.encode("cp1251", "replace")
    yield "document/plain-koi8", b"\6" + POLICY.encode("koi8-r", "replace")
    yield "document/html", b"\1" + PAGE.format("utf-8").encode()
    yield "document/html-cp1251", (
        b"\5" + PAGE.format("windows-1251").encode("cp1251"))
    yield "document/html-no-ending", b"\3" + PAGE.format("utf-8").encode()
    yield "document/empty", b"\0"
    yield "pack/pack", PACK.encode()
    yield "phrase/phrases", (
        "<согласие> ... {бессрочн*}\n(даёт|*ал) ..2 согласи* & лиц*\n"
        "re: согласи\\w+ (?:навсегда|на веки)\n^ [и] *кон* .. # ..63 152-фз $\n===\n"
        "Оператор даёт вам согласие бессрочно, навсегда третьим лицам.\n"
    ).encode()
    yield "phrase/pattern", (
        "re: (?:а+)+б\n===\n" + "а" * 60 + "\n").encode()
    yield "config/config", CONFIG.encode()
    yield "allow/file", ALLOW.encode()
    yield "allow/comments", COMMENTS.encode()
    yield "baseline/baseline", BASELINE.encode()
    yield "baseline/agreed", AGREED.encode()
    yield "baseline/fields", FIELDS.encode()
    changed = POLICY.replace("30 дней", "10 дней").replace(
        "бессрочно и не может", "на 5 лет и может").replace("имя", "адрес")
    yield "diff/editions", (POLICY + "===\n" + changed).encode()
    yield "diff/agreed", (
        POLICY + "===\n" + changed + "===\n" + AGREED).encode()
    yield "diff/same", (POLICY + "===\n" + POLICY).encode()
    messages = list(conversation())
    yield "lsp/lines", "\n".join(messages).encode()
    yield "lsp/framed", framed(messages)
    yield "lsp/pack", "\n".join(
        json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False)
        for message in pack_conversation()).encode()
    yield "lsp/broken-header", b"Content-Length: 99999999999999\r\n\r\n{}"


def main():
    folder = pathlib.Path(sys.argv[1])
    for name, content in seeds():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


main()
