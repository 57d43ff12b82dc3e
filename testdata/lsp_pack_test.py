#!/usr/bin/env python3
"""Rule packs in the language server, by a client of our own. lsp_pack_test.py
CLAUSELINT; prints TAP for meson."""
import random
import sys

from commands_test import HERE, main, run, tool
from lsp_client import Client

DAY = "--as-of=2026-11-22"
URI = "file:///nowhere/%D0%BF%D0%B0%D0%BA%D0%B5%D1%82.md"
PACK = """---
pack: bird
title: Птицы 🐦 в политиках
edition: 2026-11-22
---

# Птицы

| Птица | Голос |
| --- | --- |
| сорока | громкий |

## bird/noise

Сказано о шуме 😀 птицы.

Шум мешает читать.

- English: A noisy bird.
- Kind: prohibition
- Severity: error; warning when bird/song
- Basis: ст. 5 152-ФЗ (from 2006-07-27)
- Yields to: bird/song

```find
<птица> .. (шумит|кричит)
```

```fix
Уберите птицу.
```

Wrong:

> **Сорока громко шумит**.

> 😀 **Галка кричит**.

Right:

> Сорока молчит.

# Понятия

## bird/song

Сказано о пении.

- English: Song.
- Kind: concept

```find
<птица> поёт
```

Wrong:

> Сорока шумит.

Right:

> Сорока поёт.

## <птица>

Всякая птица.

```find
сорок*
галк*
```
"""


def opened(text=PACK, uri=URI, **more):
    one = Client(tool, DAY, "--lang=ru", **more)
    one.open(uri, text)
    return one


def change(one, old, new, uri=URI):
    at = one.texts[uri][1].index(old)
    one.change(uri, at, at + len(old), new)


def marked(one, uri=URI):
    """The words of each diagnostic."""
    return [one.words(uri, found["range"]) for found in one.diagnostics(uri)]


def test_a_good_pack_has_no_diagnostics(folder):
    one = opened()
    assert one.diagnostics(URI) == []
    assert one.end() == 0


def test_errors_stand_at_their_words_while_one_types(folder):
    one = opened()
    for old, new, words, message in (
            ("Kind: prohibition", "Kind: prohibitoin", "prohibitoin",
             "может быть, «prohibition»"),
            ("Severity: error;", "Severity: 😀error;", "😀error", "не понятно"),
            ("- Yields to: bird/song", "- Yields to: bird/sogn", "bird/sogn",
             "может быть, «bird/song»"),
            ("> 😀 **Галка кричит**", "> 😀 Галка **кричит**",
             "> 😀 Галка **кричит**.", "«Галка кричит»"),
            ("<птица> поёт", "<птицо> поёт", "<птицо>",
             "может быть, <птица>"),
            ("(шумит|кричит)", "(шумит|кричит", "(шумит", "не закрыта"),
            ("(шумит|кричит)", "(шумит|кричит|свистит)", "свистит",
             "ни один пример не доходит"),
            ("edition: 2026-11-22", "edition: вчера", "edition: вчера", "дата"),
            ("pack: bird", "pack: birt", "bird/noise", "имени своего пакета"),
            ("## bird/noise", "## bird/Noise", "bird/Noise", "имя правила"),
            ("```fix", "```fox", "```fox", "может быть, «fix»"),
            ("Wrong:\n\n> Сорока шумит.\n\n", "", "## bird/song",
             "нужны примеры")):
        change(one, old, new)
        found = one.diagnostics(URI)
        assert words in marked(one), (new, marked(one), found)
        at = marked(one).index(words)
        assert message in found[at]["message"], found[at]
        change(one, new, old) if new else one.change(
            URI, one.texts[URI][1].index("Right:\n\n> Сорока поёт"),
            one.texts[URI][1].index("Right:\n\n> Сорока поёт"), old)
        assert one.diagnostics(URI) == [], new
    assert one.end() == 0


def test_one_error_does_not_hide_the_others(folder):
    one = opened(PACK.replace("- English: Song.\n", "- Englsh: Song.\n")
                 .replace("Kind: prohibition", "Kind: no")
                 .replace("галк*", "(галк*"))
    assert marked(one) == ["no", "Englsh", "(галк*"], marked(one)
    change(one, "(галк*", "галк*")
    change(one, "Kind: no", "Kind: prohibition")
    change(one, "- Englsh", "- English")
    change(one, "## bird/song", "## bird/song\n\n## bird/more")
    assert marked(one) == ["## bird/song"], one.diagnostics(URI)
    assert one.end() == 0


def test_the_messages_are_those_of_the_command(folder):
    text = PACK.replace("**Галка кричит**", "Галка **кричит**").replace(
        "(шумит|кричит)", "(шумит|кричит|свистит)")
    path = folder / "p.md"
    path.write_text(text, "utf-8")
    status, out, _ = run("test", "--lang=ru", path)
    assert status == 1
    one = opened(text)
    found = one.diagnostics(URI)
    assert len(found) == 2
    for diagnostic in found:
        assert diagnostic["severity"] == 2 and \
            diagnostic["code"] == "bird/noise", diagnostic
        assert diagnostic["message"] in out, (diagnostic, out)
    path.write_text(PACK.replace("Kind: pro", "Kind: pra"), "utf-8")
    status, out, err = run("test", "--lang=ru", path)
    assert status == 2
    change(one, "Kind: pro", "Kind: pra")
    assert one.diagnostics(URI)[0]["message"] in err, err
    assert one.end() == 0


def test_a_copy_of_an_own_pack_takes_its_place(folder):
    pack = (HERE.parent / "rules" / "packs" / "allow.md").read_text("utf-8")
    one = opened(pack, (folder.resolve() / "allow.md").as_uri())
    uri = (folder.resolve() / "allow.md").as_uri()
    assert one.diagnostics(uri) == []
    assert one.end() == 0


def test_a_policy_is_no_pack(folder):
    one = opened("---\ntitle: x\n---\n\nСогласие безотзывное.\n")
    assert any(found["code"].startswith("ru/")
               for found in one.diagnostics(URI))
    one.change(URI, 4, 4, "pack: x\n")
    assert one.diagnostics(URI) == []
    assert one.end() == 0


def test_the_outline_is_that_of_the_pack(folder):
    one = opened()
    root, = one.result("textDocument/documentSymbol", one.of(URI))

    def tree(symbol):
        return symbol["name"], [tree(x) for x in symbol.get("children", [])]
    assert tree(root) == ("bird", [
        ("Птицы", [("Птица", []), ("bird/noise", [])]),
        ("Понятия", [("bird/song", []), ("<птица>", [])])]), tree(root)
    assert root["detail"] == "Птицы 🐦 в политиках"
    entry = root["children"][1]["children"][1]
    assert one.words(URI, entry["selectionRange"]) == "<птица>"
    assert one.words(URI, entry["range"]).endswith("галк*\n```"), entry
    flat = opened(capabilities={})
    names = [x["name"] for x in flat.result(
        "textDocument/documentSymbol", flat.of(URI))]
    assert names == ["Птицы", "Птица", "bird/noise", "Понятия", "bird/song",
                     "<птица>"], names
    assert one.end() == 0 and flat.end() == 0


def test_parts_fold_and_selections_grow(folder):
    one = opened()
    folds = {(x["startLine"], x["endLine"]) for x in one.result(
        "textDocument/foldingRange", one.of(URI))}
    lines = PACK.split("\n")

    def line(words):
        return lines.index(words)
    assert (0, 4) in folds
    assert (line("# Птицы"), line("> Сорока молчит.")) in folds, folds
    assert (line("## <птица>"), len(lines) - 2) in folds
    assert (line("<птица> .. (шумит|кричит)") - 1,
            line("<птица> .. (шумит|кричит)") + 1) in folds
    place = one.at(URI, "шумит|", 2)
    chain, = one.result("textDocument/selectionRange", {
        **one.of(URI), "positions": [place["position"]]})
    words = []
    while chain:
        words.append(one.words(URI, chain["range"]))
        chain = chain.get("parent")
    assert words[:2] == ["шумит", "<птица> .. (шумит|кричит)"], words
    assert words[2].startswith("```find\n") and words[3].startswith("## bird")
    assert words[-1] == PACK
    assert one.end() == 0


def test_names_lead_to_each_other(folder):
    one = opened()
    place = one.at(URI, "<птица> ..", 2)
    found = one.result("textDocument/definition", place)
    assert [x["range"] for x in found] == [
        one.at(URI, "## <птица>", 4) and one.range(
            URI, PACK.index("## <птица>") + 4, PACK.index("## <птица>") + 9)]
    used = one.result("textDocument/references", {
        **place, "context": {"includeDeclaration": True}})
    assert [one.words(URI, x["range"]) for x in used] == ["птица"] * 3
    assert len(one.result("textDocument/references", {
        **place, "context": {"includeDeclaration": False}})) == 2
    song = one.at(URI, "## bird/song", 5)
    used = one.result("textDocument/references", {
        **song, "context": {"includeDeclaration": False}})
    assert [x["range"]["start"] for x in used] == [
        one.at(URI, "bird/song\n- Basis")["position"],
        one.at(URI, "bird/song\n\n```")["position"]], used
    kinds = [x["kind"] for x in one.result(
        "textDocument/documentHighlight", song)]
    assert kinds == [2, 2, 3], kinds
    assert one.result("textDocument/definition", one.at(URI, "Шум")) is None
    assert one.end() == 0


LEXICON = """---
pack: words
---

## <полка>

```find
полк*
```
"""
USER = """---
pack: shelf
---

## shelf/one

Сказано о полке.

- English: Shelf.
- Kind: concept
- Only when: bird/song

```find
<Полка> <согласие>
```

Wrong:

> Стол.

Right:

> Полка согласия.
"""


def test_names_are_found_in_other_packs(folder):
    path = folder.resolve()
    (path / "words.md").write_text(LEXICON, "utf-8")
    (path / "bird.md").write_text(PACK, "utf-8")
    (path / ".clauselint.ini").write_text(
        "root = yes\npack = words.md\npack = bird.md\npack = shelf.md\n", "utf-8")
    (path / "shelf.md").write_text(USER, "utf-8")
    uri = (path / "shelf.md").as_uri()
    one = opened(USER, uri)
    assert one.diagnostics(uri) == [], one.diagnostics(uri)
    found, = one.result("textDocument/definition", one.at(uri, "<Полка>", 2))
    assert found == {"uri": (path / "words.md").as_uri(), "range": {
        "start": {"line": 4, "character": 4},
        "end": {"line": 4, "character": 9}}}, found
    found, = one.result(
        "textDocument/definition", one.at(uri, "bird/song", 2))
    assert found["uri"] == (path / "bird.md").as_uri()
    # What is open is as it is in the editor.
    words = (path / "words.md").as_uri()
    one.open(words, "\n" + LEXICON.replace("pack:", "# x\npack:"))
    one.close(words)
    one.open(words, LEXICON.replace("pack: words\n", "pack: words\ntitle: x\n"))
    found, = one.result("textDocument/definition", one.at(uri, "<Полка>", 2))
    assert found["range"]["start"]["line"] == 5, found
    used = one.result("textDocument/references", {
        **one.at(words, "<полка>", 2), "context": {}})
    assert [x["uri"] for x in used] == [uri], used
    # What the program carries has no file.
    place = one.at(uri, "<согласие>", 2)
    assert one.result("textDocument/definition", place) == []
    hover = one.result("textDocument/hover", place)["contents"]["value"]
    assert "согласием" in hover and "в самой программе" in hover, hover
    assert one.end() == 0


def test_a_hover_tells_what_a_name_or_a_sign_means(folder):
    one = opened()

    def hover(words, shift=0):
        found = one.result("textDocument/hover", one.at(URI, words, shift))
        return found and found["contents"]["value"]
    assert "сорок*" in hover("<птица> ..", 3)
    assert "Всякая птица." in hover("<птица> ..", 3)
    song = hover("when bird/song", 7)
    assert "Сказано о пении." in song and "Wrong" not in song, song
    assert "вид правила" in hover("Kind: pro", 1)
    assert "не должен" in hover("prohibition", 3)
    assert "до 5 слов" in hover("<птица> .. ", 8)
    assert "выбор" in hover("(шумит", 0) and "выбор" in hover("кричит)", 6)
    assert "начало" in hover("сорок*", 5)
    assert "исправления" in hover("```fix", 4)
    assert hover("Шум мешает") is None and hover("Уберите") is None
    assert one.end() == 0


def test_names_keys_and_values_are_completed(folder):
    one = opened()

    def labels(words, shift):
        items = one.result(
            "textDocument/completion", one.at(URI, words, shift))
        return [x["label"] for x in items], items
    names, items = labels("<птица> ..", 1)
    assert names[0] == "птица" and "согласие" in names, names[:5]
    assert len(names) == len(set(names))
    assert items[0]["textEdit"]["newText"] == "птица"
    change(one, "<птица> ..", "<пт ..")
    names, items = labels("<пт ..", 3)
    assert items[0]["textEdit"]["newText"] == "птица>", items[0]
    assert one.words(URI, items[0]["textEdit"]["range"]) == "пт"
    names, items = labels("- Kind: pro", 4)
    assert {"Kind", "Severity", "Yields to"} <= set(names)
    assert items[0]["textEdit"]["newText"] == "English: "
    names, _ = labels("- Kind: pro", 11)
    assert names == ["presence", "prohibition", "consistency", "terminology",
                     "concept"], names
    names, _ = labels("- Yields to: bird", 13)
    assert names[:2] == ["bird/noise", "bird/song"], names[:3]
    assert "ru/consent-irrevocable" in names
    names, _ = labels("when bird", 5)
    assert {"error", "bird/song"} <= set(names)
    names, _ = labels("```find", 5)
    assert "unless" in names
    change(one, "галк*\n```\n", "галк*\n```\n\n- \n")
    names, _ = labels("- \n", 2)
    assert names == ["Party"], names
    assert labels("Шум мешает", 3)[0] == []
    assert one.end() == 0


def test_open_policies_are_checked_again_when_a_pack_is_saved(folder):
    path = folder.resolve()
    (path / ".clauselint.ini").write_text(
        "root = yes\npack = bird.md\nselect = bird\n", "utf-8")
    (path / "bird.md").write_text(PACK, "utf-8")
    policy, pack = (path / "p.md").as_uri(), (path / "bird.md").as_uri()
    one = opened("Сорока тут шумит. Ворона тут шумит.\n", policy)
    assert marked(one, policy) == ["Сорока тут шумит"]
    one.open(pack, PACK)
    assert one.diagnostics(pack) == []
    at = PACK.index("галк*")
    one.change(pack, at, at + 5, "ворон*\nгалк*")
    assert one.diagnostics(pack) == []
    one.published.pop(policy)
    (path / "bird.md").write_text(one.texts[pack][1], "utf-8")
    one.notify("textDocument/didSave", {"textDocument": {"uri": pack}})
    assert marked(one, policy) == ["Сорока тут шумит", "Ворона тут шумит"]
    # A pack that does not load: the policy has no findings, the pack tells.
    one.published.clear()
    change(one, "Kind: pro", "Kind: pra", pack)
    (path / "bird.md").write_text(one.texts[pack][1], "utf-8")
    one.notify("textDocument/didSave", {"textDocument": {"uri": pack}})
    assert marked(one, pack) == ["prahibition"]
    assert marked(one, policy) == []
    assert one.end() == 0


def test_what_policies_alone_have_is_nothing_here(folder):
    one = opened()
    place = {**one.at(URI, "Шум"), "context": {"diagnostics": []},
             "newName": "x", "range": one.range(URI, 0, 5)}
    for method in ("codeAction", "inlayHint", "prepareRename", "rename",
                   "semanticTokens/full"):
        assert one.result(f"textDocument/{method}", place) is None, method
    assert one.end() == 0


def test_random_edits_do_no_harm(folder):
    chance = random.Random(20261122)
    pieces = ["```", "find\n", "<", ">", "(", "|", ")", "...", "## ", "> ",
              "- Kind: ", "bird/", "**", "re: (", "\n\n", "😀", "---\n", "&"]
    one = opened()
    for _ in range(60):
        text = one.texts[URI][1]
        begin = chance.randrange(len(text) + 1)
        end = min(len(text), begin + chance.choice([0, 0, 1, 3, 30]))
        one.change(URI, begin, end, chance.choice(pieces))
        found = one.diagnostics(URI)
        again = opened(one.texts[URI][1])
        assert again.diagnostics(URI) == found
        assert again.end() == 0
        place = {**one.of(URI), "context": {}, "position": one.position(
            URI, chance.randrange(len(one.texts[URI][1]) + 1))}
        place["positions"] = [place["position"]]
        for method in ("completion", "hover", "definition", "references",
                       "documentHighlight", "documentSymbol", "foldingRange",
                       "selectionRange"):
            one.result(f"textDocument/{method}", place)
    assert one.end() == 0


if __name__ == "__main__":
    sys.exit(main(globals()))
