"""What the tests of the language server have in common: a policy, and what the
server says of it."""
import json

from commands_test import run, tool
from lsp_client import CAPABILITIES, Client

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
