#!/usr/bin/env python3
"""What a document, or a file beside it, allows: which findings stop counting,
and what is wrong with an allowance. allow_test.py CLAUSELINT; prints TAP.

Each function below is one test; its name is a sentence about behaviour.
"""
import json
import sys

from commands_test import holds, main
from config_test import run_in, write

RULE = "ru/consent-irrevocable"
OTHER = "ru/consent-perpetual"
HEAD = """# Политика обработки персональных данных

1. ООО «Клевер», г. Тула, обрабатывает персональные данные граждан России.

"""
BAD = "Вы даёте безотзывное согласие на обработку."


def check(folder, text, *arguments, name="policy.md"):
    write(folder, **{name: text})
    status, out, err = run_in(folder, "check", name, "--format", "json",
                              "--select", f"{RULE},{OTHER},allow", "--as-of",
                              "2026-11-21", *arguments)
    assert status in (0, 1), err
    report = json.loads(out)
    holds(report, "check")
    file = report["files"][0]
    return ([(finding["rule"], finding["quote"]) for finding in
             file["findings"]], file["suppressed"])


def allows(folder, text, count=1, **more):
    found, suppressed = check(folder, HEAD + text, **more)
    assert found == [], found
    assert len(suppressed) == count, suppressed


def test_a_comment_allows_the_next_clause(folder):
    allows(folder, f"<!-- clauselint-allow {RULE}: так решено -->\n2. {BAD}\n")


def test_the_format_allow_writes_what_allows_each_finding(folder):
    write(folder, **{"legal/p.md": HEAD + f"2. {BAD}\n\n3. {BAD}\n",
                     "legal/q.md": f"{BAD}\n",
                     ".clauselint.ini": f"root = yes\nselect = {RULE}, allow\n"})
    status, out, err = run_in(folder, "check", "legal", "--format", "allow")
    assert status == 1 and out.count(f"rule = {RULE}\n") == 3, (out, err)
    assert "# legal/p.md:5:13, п. 2: Согласие названо безотзывным" in out, out
    assert max(len(line.encode()) for line in out.splitlines()) < 200, out
    write(folder, **{".clauselint-allow.ini": out})
    status, out, err = run_in(folder, "check", "legal", "--format", "gcc")
    assert status == 0 and out.count("[allow/no-reason]") == 3, (out, err)
    filled = (folder / ".clauselint-allow.ini").read_text("utf-8").replace(
        "reason =", "reason = решено")
    write(folder, **{".clauselint-allow.ini": filled})
    assert run_in(folder, "check", "legal", "--format", "gcc")[:2] == (0, "")
    assert run_in(folder, "check", "legal", "--format", "allow")[1] == ""


def test_a_comment_right_below_a_paragraph_is_for_the_next_one(folder):
    allows(folder, "2. Согласие можно отозвать.\n"
                   f"<!-- clauselint-allow {RULE}: так решено -->\n3. {BAD}\n")


def test_a_comment_allows_the_items_of_the_next_clause(folder):
    allows(folder, f"<!-- clauselint-allow {RULE}: так решено -->\n"
                   f"2. Пользователь:\n\n    - знает: {BAD}\n"
                   f"    - знает и то: {BAD}\n", count=2)


def test_a_comment_in_a_paragraph_allows_that_paragraph(folder):
    allows(folder, f"2. {BAD} <!-- clauselint-allow {RULE}: здесь -->\n\n"
                   "3. Согласие можно отозвать.\n")


def test_a_comment_before_a_heading_allows_its_section(folder):
    allows(folder, f"<!-- clauselint-allow {RULE}: раздел -->\n\n"
                   f"## 2. Согласие\n\n2.1. {BAD}\n\n2.2. {BAD}\n", count=2)


def test_the_clause_after_the_next_is_not_allowed(folder):
    found, suppressed = check(
        folder, HEAD + f"<!-- clauselint-allow {RULE}: одно -->\n2. {BAD}\n\n"
        f"3. {BAD}\n")
    assert [rule for rule, _ in found] == [RULE] and len(suppressed) == 1


def test_a_comment_in_a_list_item_or_a_table_cell_allows_its_own(folder):
    mark = f"<!-- clauselint-allow {RULE}: своё -->"
    allows(folder, f"2. Условия:\n\n    - первое;\n    - {BAD} {mark}\n")
    allows(folder, f"- {mark} {BAD}\n- второе\n")
    allows(folder, f"| Цель | Условие |\n|---|---|\n| Игра | {BAD} {mark} |\n"
                   "| Отдых | нет |\n")
    allows(folder, f"> {mark}\n> {BAD}\n")


def test_a_comment_between_items_allows_the_next_one(folder):
    found, suppressed = check(
        folder, HEAD + f"- {BAD}\n<!-- clauselint-allow {RULE}: второе -->\n"
        f"- И ещё: {BAD}\n")
    assert [rule for rule, _ in found] == [RULE] and len(suppressed) == 1


def test_html_has_the_same_allowances(folder):
    page = (f"<h1>Политика</h1><p>ООО «Клевер», г. Тула.</p>"
            f"<!-- clauselint-allow {RULE}: так решено -->\n<p>{BAD}</p>"
            f"<ul><li>{BAD}<!-- clauselint-allow {RULE}: и тут --></li></ul>")
    found, suppressed = check(folder, page, name="page.html")
    assert found == [] and len(suppressed) == 2, (found, suppressed)


def test_comments_that_are_text_or_code_allow_nothing(folder):
    mark = f"<!-- clauselint-allow {RULE}: пример -->"
    for text in (f"```\n{mark}\n```\n\n2. {BAD}\n", f"`{mark}` {BAD}\n",
                 f"2. {BAD} \\{mark}\n"):
        found, suppressed = check(folder, HEAD + text)
        assert [rule for rule, _ in found] == [RULE], (text, found)
        assert suppressed == []
    for name, text in (("a.txt", f"{mark}\n{BAD}\n"),
                       ("a.html", f"<script>{mark}</script><p>{BAD}</p>")):
        found, suppressed = check(folder, HEAD + text, name=name)
        assert [rule for rule, _ in found] == [RULE], (text, found)


def test_a_range_allows_what_is_inside_it(folder):
    found, suppressed = check(
        folder, HEAD + f"<!-- clauselint-allow-start {RULE}: два пункта -->\n"
        f"2. {BAD}\n\n3. {BAD}\n\n<!-- clauselint-allow-end {RULE} -->\n"
        f"4. {BAD}\n")
    assert [rule for rule, _ in found] == [RULE] and len(suppressed) == 2


def test_a_range_that_is_not_closed_allows_nothing(folder):
    found, suppressed = check(
        folder, HEAD + f"<!-- clauselint-allow-start {RULE}: всё -->\n"
        f"2. {BAD}\n")
    assert sorted(rule for rule, _ in found) == ["allow/unclosed", RULE]
    assert suppressed == []


def test_a_file_can_be_allowed_for_a_rule(folder):
    allows(folder, f"2. {BAD}\n\n3. {BAD}\n\n"
                   f"<!-- clauselint-allow-file {RULE}: учебный пример -->\n",
           count=2)


def test_several_rules_may_be_allowed_at_once(folder):
    allows(folder, f"<!-- clauselint-allow {RULE}, {OTHER}: оба -->\n"
                   "2. Вы даёте безотзывное согласие. Согласие действует "
                   "бессрочно.\n", count=2)


def test_the_reason_and_the_day_are_reported(folder):
    _, suppressed = check(
        folder, HEAD + f"<!-- clauselint-allow {RULE} until=2026-11-21: "
        f"до решения: скоро -->\n2. {BAD}\n")
    assert suppressed[0]["suppression"] == {
        "kind": "comment", "reason": "до решения: скоро",
        "until": "2026-11-21"}


def test_an_expired_allowance_is_an_error_and_allows_nothing(folder):
    text = (f"<!-- clauselint-allow {RULE} until=2026-11-20: до осени -->\n"
            f"2. {BAD}\n")
    found, suppressed = check(folder, HEAD + text)
    assert [rule for rule, _ in found] == ["allow/expired", RULE], found
    assert suppressed == []


def test_an_unknown_rule_comes_with_a_guess(folder):
    write(folder, **{"policy.md": HEAD +
                     f"<!-- clauselint-allow {RULE[:-2]}: опечатка -->\n"
                     f"2. {BAD}\n"})
    _, out, _ = run_in(folder, "check", "policy.md", "--lang", "en")
    assert f"did you mean {RULE}?" in out, out


def test_an_unused_allowance_is_found_where_it_stands(folder):
    found, _ = check(folder, HEAD + f"<!-- clauselint-allow {RULE}, {OTHER}: "
                     f"оба -->\n2. {BAD}\n")
    assert found == [("allow/unused", OTHER)], found


def test_an_allowance_of_a_rule_that_did_not_run_is_not_unused(folder):
    write(folder, **{"policy.md": HEAD +
                     f"<!-- clauselint-allow {RULE}: решено -->\n2. {BAD}\n"})
    _, out, _ = run_in(folder, "check", "policy.md", "--ignore", RULE,
                       "--select", f"{RULE},allow", "-q")
    assert out == "", out


def test_a_reason_can_be_required(folder):
    text = HEAD + f"<!-- clauselint-allow {RULE} -->\n2. {BAD}\n"
    found, suppressed = check(folder, text)
    assert [rule for rule, _ in found] == ["allow/no-reason"]
    assert len(suppressed) == 1
    found, suppressed = check(folder, text, "--require-reason")
    assert [rule for rule, _ in found] == ["allow/no-reason", RULE]
    assert suppressed == []


def test_allowances_can_be_ignored_altogether(folder):
    found, suppressed = check(
        folder, HEAD + f"<!-- clauselint-allow {RULE}, ru/no: решено -->\n"
        f"2. {BAD}\n", "--no-allow")
    assert [rule for rule, _ in found] == [RULE] and suppressed == []


def test_what_is_allowed_does_not_change_the_exit_status(folder):
    write(folder, **{"policy.md": HEAD +
                     f"<!-- clauselint-allow {RULE}: решено -->\n2. {BAD}\n"})
    arguments = ("check", "policy.md", "--select", RULE)
    status, out, _ = run_in(folder, *arguments)
    assert status == 0 and "допущено 1" in out, out
    assert run_in(folder, *arguments, "--no-allow")[0] == 1


def test_sarif_tells_who_allowed_a_finding(folder):
    write(folder, **{"policy.md": HEAD +
                     f"<!-- clauselint-allow {RULE}: решено -->\n2. {BAD}\n"})
    _, out, _ = run_in(folder, "check", "policy.md", "--select", RULE,
                       "--format", "sarif")
    result, = json.loads(out)["runs"][0]["results"]
    assert result["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "решено"}]


def fingerprint(folder, name="policy.md"):
    _, out, _ = run_in(folder, "check", name, "--select", RULE, "--format",
                       "json", "--no-allow")
    finding, = json.loads(out)["files"][0]["findings"]
    return finding["fingerprint"]


def sidecar(folder, more, rule=RULE):
    """A document, an empty configuration and an allowance file beside it."""
    write(folder, **{"policy.md": HEAD + f"2. {BAD}\n",
                     ".clauselint.ini": "root = yes\n"})
    write(folder, **{".clauselint-allow.ini":
                     f"[{fingerprint(folder)}]\nrule = {rule}\n{more}"})


def check_sidecar(folder, *arguments):
    status, out, err = run_in(folder, "check", "policy.md", "--select",
                              f"{RULE},allow", "--format", "json", "--as-of",
                              "2026-11-21", *arguments)
    assert status in (0, 1), err
    report = json.loads(out)
    holds(report, "check")
    return status, [(file["path"], finding["rule"])
                    for file in report["files"]
                    for finding in file["findings"]], report


def test_a_file_beside_the_configuration_allows_a_finding(folder):
    sidecar(folder, "path = *.md\nreason = решение юриста\n  от 1 ноября\n")
    status, found, report = check_sidecar(folder)
    assert (status, found) == (0, []), found
    assert report["files"][0]["suppressed"][0]["suppression"] == {
        "kind": "file", "reason": "решение юриста от 1 ноября", "until": None}
    _, out, _ = run_in(folder, "check", "policy.md", "--select", RULE,
                       "--format", "sarif")
    result, = json.loads(out)["runs"][0]["results"]
    assert result["suppressions"][0]["kind"] == "external"


def test_the_allowance_file_can_be_named(folder):
    sidecar(folder, "path = **\nreason = решено\n")
    (folder / ".clauselint-allow.ini").rename(folder / "allow.ini")
    assert check_sidecar(folder)[0] == 1
    assert check_sidecar(folder, "--allow-file", "allow.ini")[0] == 0
    write(folder, **{".clauselint.ini": "allow-file = allow.ini\n"})
    assert check_sidecar(folder)[0] == 0
    status, _, err = run_in(folder, "check", "policy.md", "--allow-file",
                            "no.ini")
    assert status == 2 and "no.ini: нет такого файла" in err, err


def test_what_is_wrong_in_an_allowance_file_is_found_in_it(folder):
    for more, rule, wanted in (
            ("path = *.md\n", RULE, ["allow/no-reason"]),
            ("path = *.md\nreason = а\nuntil = 2026-11-20\n", RULE,
             ["allow/expired"]),
            ("path = *.md\nreason = а\n", "ru/no-such", ["allow/unknown-rule"]),
            ("path = *.md\nreason = а\n", OTHER, [])):
        sidecar(folder, more, rule)
        _, found, _ = check_sidecar(folder)
        inside = [rule for path, rule in found if path != "policy.md"]
        assert inside == wanted, (more, found)


def test_an_entry_that_allows_nothing_is_unused_once_its_document_is_checked(
        folder):
    sidecar(folder, "path = policy.md\nreason = решено\n")
    write(folder, **{"policy.md": HEAD + "2. Согласие можно отозвать.\n",
                     "other.md": HEAD})
    _, found, _ = check_sidecar(folder)
    assert found == [(".clauselint-allow.ini", "allow/unused")], found
    _, out, _ = run_in(folder, "check", "other.md", "--select",
                       f"{RULE},allow", "-q")
    assert out == "", out


def refuses(folder, text, words):
    write(folder, **{"policy.md": HEAD, "allow.ini": text})
    status, _, err = run_in(folder, "check", "policy.md", "--lang", "en",
                            "--allow-file", "allow.ini")
    assert status == 2 and err.count("\n") == 1, (status, err)
    assert err.startswith(f"clauselint: allow.ini:{words}"), err


def test_a_broken_allowance_file_is_refused_with_its_place(folder):
    mark = "0" * 32
    refuses(folder, f"[{mark}]\nrul = a\n",
            "2:1: no key \"rul\"; did you mean rule?")
    refuses(folder, f"[{mark}]\nrule = a\npath = *\nuntil = soon\n",
            "4:9: until: \"soon\" is no date")
    refuses(folder, "[abc]\nrule = a\npath = *\n", "1:2: the section must be")
    refuses(folder, f"[{mark}]\npath = *\n", "1:2: the rule is missing")
    refuses(folder, f"[{mark}]\nrule = a\n", "1:2: the document is missing")
    refuses(folder, "rule = a\n", "1:1: the section must be")


def test_hostile_comments_do_no_harm(folder):
    parts = ["<!--", "-->", "clauselint-allow", "-start", "-end", "-file", " ",
             ":", RULE, ",", "until=", "2026-01-01", "\n", "- ", "> ", "| ",
             "`", "\\", "<p>", "</p>", BAD, "\u202e", "\x1b["]
    state = 3
    for number in range(60):
        text = ""
        for _ in range(50):
            state = (state * 1103515245 + 12345) % 2**31
            text += parts[(state >> 8) % len(parts)]
        name = "a.html" if number % 2 else "a.md"
        write(folder, **{name: HEAD + text})
        for form in ("text", "sarif"):
            status, out, err = run_in(folder, "check", name, "--format", form)
            assert status in (0, 1), (status, err, text)
            assert "\x1b" not in out, text


def test_thousands_of_allowances_are_met_with_a_limit(folder):
    text = f"<!-- clauselint-allow {RULE}: а -->\n\n{BAD}\n\n" * 5000
    found, suppressed = check(folder, HEAD + text)
    assert found[0][0] in ("allow/malformed", RULE), found[0]
    assert len(suppressed) == 4096, len(suppressed)


if __name__ == "__main__":
    sys.exit(main(globals()))
