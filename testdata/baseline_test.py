#!/usr/bin/env python3
"""Baselines: findings that are known do not count, others do.
baseline_test.py CLAUSELINT; prints TAP for meson.

Each function below is one test; its name is a sentence about behaviour.
"""
import json
import sys

from commands_test import holds, main
from config_test import run_in, write

CONFIG = """root = yes
select = ru/consent-irrevocable, ru/consent-perpetual, allow, drafting
baseline = .clauselint-baseline.json
as-of = 2026-11-21
"""
CLAUSES = [
    "ООО «Клевер», г. Тула, обрабатывает персональные данные граждан России.",
    "Вы даёте безотзывное согласие на обработку.",
    "Согласие на рассылку действует бессрочно.",
    "Мы храним копии писем.",
]


def policy(clauses, first=1):
    return "# Политика обработки персональных данных\n\n" + "\n\n".join(
        f"{number}. {clause}" for number, clause in enumerate(clauses, first))


def adopt(folder, clauses=CLAUSES, name="policy.md"):
    write(folder, **{".clauselint.ini": CONFIG, name: policy(clauses)})
    status, out, err = run_in(folder, "baseline", "write", name)
    assert status == 0, err
    return out


def findings(folder, *names):
    """Rule and words of the findings that count, and how many do not."""
    status, out, err = run_in(folder, "check", "--format", "json",
                              *(names or ["policy.md"]))
    assert status in (0, 1), err
    report = json.loads(out)
    holds(report, "check")
    return status, [(finding["rule"], finding["quote"])
                    for file in report["files"]
                    for finding in file["findings"]], sum(
        len(file["suppressed"]) for file in report["files"])


def test_what_is_known_does_not_count(folder):
    out = adopt(folder)
    assert out == ".clauselint-baseline.json: 2 находки\n", out
    assert findings(folder) == (0, [], 2)
    _, out, _ = run_in(folder, "check", "policy.md")
    assert "; известно 2;" in out, out


def test_the_file_has_a_finding_a_line_in_order(folder):
    adopt(folder)
    lines = (folder / ".clauselint-baseline.json").read_text().split("\n")
    assert lines[0] == '{"schema_version": 1, "findings": [', lines
    assert [json.loads(line.rstrip(","))["rule"] for line in lines[1:-2]] == [
        "ru/consent-irrevocable", "ru/consent-perpetual"]
    assert "п. 2" in lines[1] and "безотзывное" in lines[1], lines[1]
    json.loads("\n".join(lines))
    first = (folder / ".clauselint-baseline.json").read_bytes()
    adopt(folder)
    assert (folder / ".clauselint-baseline.json").read_bytes() == first


def test_clauses_that_move_or_are_renumbered_stay_known(folder):
    adopt(folder)
    write(folder, **{"policy.md": policy(
        [CLAUSES[3], CLAUSES[2], "Мы рады вам.", CLAUSES[0], CLAUSES[1]], 4)})
    assert findings(folder) == (0, [], 2)


def test_a_finding_that_takes_the_place_of_another_is_new(folder):
    adopt(folder)
    write(folder, **{"policy.md": policy(
        [CLAUSES[0], "Согласие на звонки не может быть отозвано.",
         *CLAUSES[2:]])})
    status, found, known = findings(folder)
    assert status == 1 and known == 1, (status, found)
    assert [rule for rule, _ in found] == ["ru/consent-irrevocable"], found


def test_the_same_words_once_more_are_new(folder):
    adopt(folder)
    write(folder, **{"policy.md": policy([*CLAUSES, CLAUSES[1]])})
    status, found, known = findings(folder)
    assert status == 1 and known == 2, (found, known)
    assert ("ru/consent-irrevocable", "безотзывное") in found, found


def test_a_known_finding_of_one_document_is_new_in_another(folder):
    adopt(folder)
    write(folder, **{"other.md": policy(CLAUSES)})
    status, found, known = findings(folder, "policy.md", "other.md")
    assert status == 1 and len(found) == 2 and known == 2


def test_prune_takes_out_what_is_gone_and_never_adds(folder):
    adopt(folder)
    write(folder, **{"policy.md": policy(
        [CLAUSES[0], CLAUSES[2], "Согласие на звонки безотзывное."])})
    status, out, _ = run_in(folder, "baseline", "prune", "policy.md")
    assert (status, out) == (
        0, ".clauselint-baseline.json: 1 находка; убрано 1\n"), out
    status, found, known = findings(folder)
    assert status == 1 and known == 1
    assert [rule for rule, _ in found] == ["ru/consent-irrevocable"]


def test_prune_leaves_documents_and_rules_that_were_not_checked(folder):
    write(folder, **{"other.md": policy(CLAUSES)})
    write(folder, **{".clauselint.ini": CONFIG, "policy.md": policy(CLAUSES)})
    assert run_in(folder, "baseline", "write", ".")[1].endswith(
        ": 4 находки\n")
    write(folder, **{"policy.md": policy(CLAUSES[:1])})
    _, out, _ = run_in(folder, "baseline", "prune", "policy.md", "--select",
                       "ru/consent-perpetual")
    assert out.endswith(": 3 находки; убрано 1\n"), out
    (folder / "other.md").unlink()
    _, out, _ = run_in(folder, "baseline", "prune", "policy.md")
    assert out.endswith(": 0 находок; убрано 3\n"), out


def test_check_tells_what_is_new_and_what_is_gone(folder):
    adopt(folder)
    assert run_in(folder, "baseline", "check", "policy.md")[:2] == (0, "")
    before = (folder / ".clauselint-baseline.json").read_bytes()
    write(folder, **{"policy.md": policy(
        [CLAUSES[0], CLAUSES[2], "Согласие на звонки безотзывное."])})
    status, out, _ = run_in(folder, "baseline", "check", "policy.md")
    lines = out.splitlines()
    assert status == 1 and len(lines) == 2, out
    assert lines[0].startswith(
        "новая: policy.md: ru/consent-irrevocable, п. 3: «"), lines
    assert lines[1].startswith(
        "больше нет: policy.md: ru/consent-irrevocable, п. 2: «"), lines
    assert (folder / ".clauselint-baseline.json").read_bytes() == before


def test_what_is_allowed_is_not_in_the_baseline(folder):
    write(folder, **{".clauselint.ini": CONFIG, "policy.md": policy(
        [CLAUSES[0], CLAUSES[1] + " <!-- clauselint-allow "
         "ru/consent-irrevocable: решено -->"])})
    _, out, _ = run_in(folder, "baseline", "write", "policy.md")
    assert out.endswith(": 0 находок\n"), out
    assert findings(folder) == (0, [], 1)


def test_sarif_tells_the_known_from_the_new(folder):
    adopt(folder)
    write(folder, **{"policy.md": policy(
        [*CLAUSES, "Согласие на звонки безотзывное."])})
    _, out, _ = run_in(folder, "check", "policy.md", "--format", "sarif")
    results = json.loads(out)["runs"][0]["results"]
    states = sorted((result["baselineState"], "suppressions" in result)
                    for result in results)
    assert states == [("new", False), ("unchanged", True),
                      ("unchanged", True)], states
    assert all(result["suppressions"][0]["kind"] == "external"
               for result in results if "suppressions" in result)


def refuses(folder, words, *arguments):
    status, _, err = run_in(folder, *arguments, "--lang", "en")
    assert status == 2 and err.count("\n") == 1 and words in err, (status, err)


def test_a_baseline_that_is_not_there_is_an_error(folder):
    write(folder, **{".clauselint.ini": CONFIG, "policy.md": policy(CLAUSES),
                     "other.md": policy(CLAUSES)})
    name = ".clauselint-baseline.json: no such file"
    refuses(folder, name, "check", "policy.md", "other.md")
    refuses(folder, name, "baseline", "prune", "policy.md")
    refuses(folder, name, "baseline", "check", "policy.md")


def test_a_baseline_that_is_none_is_an_error(folder):
    write(folder, **{"policy.md": policy(CLAUSES)})
    for text, words in (
            ("", "b.json:1:"), ("{\n  x", "b.json:2:"), ("[]", "no baseline"),
            ("{}", "no baseline"), ('{"findings": []}', "no baseline"),
            ('{"schema_version": 2, "findings": []}', "no baseline"),
            ('{"schema_version": 1, "findings": [{}]}', "finding 1 has no"),
            ('{"schema_version": 1, "findings": [{"path": 1, "rule": "a", '
             '"fingerprint": "b"}]}', "finding 1 has no"),
            ("[" * 100000, "b.json:"), ("\0", "b.json:")):
        write(folder, **{"b.json": text})
        refuses(folder, words, "check", "policy.md", "--baseline", "b.json")


def test_a_baseline_is_not_written_when_a_document_cannot_be_read(folder):
    adopt(folder)
    before = (folder / ".clauselint-baseline.json").read_bytes()
    refuses(folder, "no.md: no such file", "baseline", "write", "policy.md",
            "no.md")
    assert (folder / ".clauselint-baseline.json").read_bytes() == before


def test_the_command_wants_a_verb_and_a_file(folder):
    refuses(folder, "usage: clauselint baseline", "baseline")
    refuses(folder, "usage: clauselint baseline", "baseline", "write")
    refuses(folder, "usage: clauselint baseline", "baseline", "wipe", "a.md")


def test_a_project_lives_through_adoption_a_break_and_an_allowance(folder):
    """Adopt; break a clause; see the check fail on that alone; allow it with
    a reason and a day; see it pass, and fail behind that day."""
    adopt(folder)
    assert findings(folder) == (0, [], 2)
    broken = "Согласие на звонки безотзывное."
    write(folder, **{"policy.md": policy([*CLAUSES, broken])})
    status, found, known = findings(folder)
    assert (status, known) == (1, 2), (found, known)
    assert [rule for rule, _ in found] == ["ru/consent-irrevocable"], found
    allowed = (f"{broken} <!-- clauselint-allow ru/consent-irrevocable "
               "until=2026-12-31: до решения совета -->")
    write(folder, **{"policy.md": policy([*CLAUSES, allowed])})
    assert findings(folder) == (0, [], 3)
    status, out, err = run_in(folder, "check", "policy.md", "--as-of",
                              "2027-01-01", "--format", "jsonl")
    assert status == 1, (out, err)
    rules = [json.loads(line)["rule"] for line in out.splitlines()
             if "suppression" not in json.loads(line)]
    assert sorted(rules) == ["allow/expired", "ru/consent-irrevocable"], rules


if __name__ == "__main__":
    sys.exit(main(globals()))
