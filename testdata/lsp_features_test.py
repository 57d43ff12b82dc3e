#!/usr/bin/env python3
"""What the language server answers about a policy: outline, hover, references,
renames, actions, completion. lsp_features_test.py CLAUSELINT; prints TAP for
meson."""
import re
import sys

from commands_test import POLICIES, main
from lsp_client import CAPABILITIES
from lsp_policy import (MARKED, POLICY, URI, client, fresh, of_rule, opened,
                        shown)


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
