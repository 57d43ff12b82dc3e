#!/usr/bin/env python3
"""The reports for programs: each is read back as its reader would, and what
a hostile policy, pack or file name puts into it is held to do no harm.
reports_test.py CLAUSELINT; prints TAP for meson.
"""
import html.parser
import json
import os
import re
import subprocess
import sys
import urllib.parse
import xml.etree.ElementTree

from commands_test import POLICIES, main, run, tool

# What must not get out of the place it is put in.
HOSTILE = ("<script>alert(1)</script> ]]> ::error::x --> \" ' & &lt; 100%25, "
           "\u202egnp\u202c \x1b[31m\x07\x9b31m [a](javascript:b) {0} \\")
PACK = """---
pack: mine
title: Проверка отчётов
edition: 2026-11-21
---

## mine/forever

Обещано хранить данные вечно: <script>alert(2)</script> ]]> ::error::y & 100%.

- English: Kept forever: <script>alert(2)</script> ]]> ::error::y & 100%.
- Kind: prohibition
- Severity: error
- Basis: ч. 7 ст. 5 152-ФЗ (from 2006-07-27)

```find
вечно
```

```fix
Храним <b>год</b> ]]> & ::warning::z
```

Wrong:

> Данные хранятся **вечно**.

Right:

> Данные хранятся год.
"""


def hostile(folder, *options):
    """Check a hostile policy under a hostile name, from within its folder;
    standard output, and the name."""
    name = "п & <script> ]]> ::error::, 100% \u202ex\x1b[31m\n::error::y.md"
    (folder / "mine.md").write_text(PACK, "utf-8")
    (folder / ".git").mkdir(exist_ok=True)
    (folder / name).write_text(
        f"# Политика {HOSTILE}\n\n1. Термин «{HOSTILE}» (далее — «<script>» "
        f"]]> &) хранится вечно, {HOSTILE} вечно.\n", "utf-8")
    done = subprocess.run(
        [tool, "check", "--pack", "mine.md", *options, name], cwd=folder,
        capture_output=True, timeout=60)
    assert done.returncode == 1, done.stderr
    return done.stdout.decode(), name


def raw_controls(text, allowed="\n"):
    return [c for c in text if c not in allowed and
            (ord(c) < 32 or 0x7f <= ord(c) < 0xa0 or
             0x202a <= ord(c) <= 0x202e or 0x2066 <= ord(c) <= 0x2069)]


def findings_of(*arguments):
    """What the JSON report has: (path, finding) in order."""
    _, out, _ = run("check", "--format", "json", *arguments)
    return [(file["path"], finding) for file in json.loads(out)["files"]
            for finding in file["findings"]]


def unescaped(text):
    return re.sub("%(25|0D|0A|3A|2C)",
                  lambda hit: chr(int(hit.group(1), 16)), text)


def github_commands(out):
    """The workflow commands of a log, as the runner reads them."""
    for line in out.splitlines():
        hit = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
        assert hit, line
        fields = dict(field.split("=", 1) for field in hit[2].split(","))
        yield (hit[1], {k: unescaped(v) for k, v in fields.items()},
               unescaped(hit[3]))


def test_one_run_writes_several_reports(folder):
    status, out, err = run(
        "check", "-f", "gcc", "-f", f"jsonl={folder}/a.jsonl", "-f",
        f"json={folder}/a.json", *POLICIES)
    assert not err and out == run("check", "-f", "gcc", *POLICIES)[1]
    assert ((folder / "a.json").read_text("utf-8") ==
            run("check", "-f", "json", *POLICIES)[1])
    assert sorted(os.listdir(folder)) == ["a.json", "a.jsonl"]


def test_a_report_that_cannot_be_opened_leaves_no_other(folder):
    status, _, err = run("check", "-f", f"json={folder}/a.json", "-f",
                         f"gcc={folder}/no/such", *POLICIES)
    assert status == 2 and "no/such" in err
    assert not os.listdir(folder)


def test_a_report_that_cannot_be_written_leaves_the_others(folder):
    status, _, err = run("check", "-f", "gcc=/dev/full", "-f",
                         f"json={folder}/a.json", *POLICIES)
    assert status == 2 and "/dev/full" in err
    json.loads((folder / "a.json").read_text("utf-8"))


def test_gcc_lines_are_one_for_each_finding(folder):
    _, out, _ = run("check", "-f", "gcc", *POLICIES)
    lines = out.splitlines()
    for line, (path, finding) in zip(lines, findings_of(*POLICIES),
                                     strict=True):
        start = finding["span"]["start"]
        assert line == (f"{path}:{start['line']}:{start['column']}: "
                        f"{finding['severity']}: {finding['message']} "
                        f"[{finding['rule']}]"), line


def test_json_lines_are_the_findings_of_the_json_report(folder):
    _, out, _ = run("check", "-f", "jsonl", *POLICIES)
    lines = [json.loads(line) for line in out.split("\n")[:-1]]
    assert lines == [{"path": path, **finding}
                     for path, finding in findings_of(*POLICIES)]


def test_github_annotations_say_where_and_what(folder):
    _, out, _ = run("check", "-f", "github", *POLICIES)
    levels = {"error": "error", "warning": "warning", "note": "notice"}
    for (command, fields, message), (path, finding) in zip(
            github_commands(out), findings_of(*POLICIES), strict=True):
        start, stop = finding["span"]["start"], finding["span"]["stop"]
        assert command == levels[finding["severity"]]
        assert path.endswith(fields["file"]), fields
        assert fields["line"] == str(start["line"])
        assert fields["endLine"] == str(stop["line"])
        assert ("col" in fields) == (start["line"] == stop["line"])
        assert fields["title"] == finding["rule"]
        assert message.split("\n")[0] == finding["message"]


def line_hashes(raw):
    """GitHub's hash of each line, from its description rather than its code:
    100 UTF-16 units, blanks left out, a polynomial in 37."""
    text = re.sub("\r\n?", "\n", raw.decode("utf-8", "replace"))
    units, starts = [], [0]
    for character in text:
        if character in " \t":
            continue
        code = character.encode("utf-16-le")
        units += [int.from_bytes(code[i:i + 2], "little")
                  for i in range(0, len(code), 2)]
        if character == "\n":
            starts.append(len(units))
    units += [65535] + [0] * 100
    counts, hashes = {}, []
    for start in starts:
        value = 0
        for unit in units[start:start + 100]:
            value = (value * 37 + unit) % 2 ** 64
        counts[value] = counts.get(value, 0) + 1
        hashes.append(f"{value:x}:{counts[value]}")
    return hashes


def empty_strings(value, path=""):
    if value == "":
        yield path
    items = (value.items() if isinstance(value, dict) else
             enumerate(value) if isinstance(value, list) else ())
    for key, item in items:
        yield from empty_strings(item, f"{path}/{key}")


def sarif(folder, *arguments):
    """The only run of a SARIF report written from within the folder."""
    done = subprocess.run(
        [tool, "check", "-f", "sarif", *map(str, arguments)], cwd=folder,
        capture_output=True, timeout=60)
    assert not done.stderr, done.stderr
    report = json.loads(done.stdout)
    assert report["version"] == "2.1.0" and len(report["runs"]) == 1
    assert not list(empty_strings(report))
    return report["runs"][0]


def test_sarif_rules_have_all_that_github_reads(folder):
    policy = folder / "p.md"
    policy.write_bytes(POLICIES[0].read_bytes())
    for language in ("ru", "en"):
        found = sarif(folder, "--lang", language, policy)
        driver = found["tool"]["driver"]
        assert driver["name"] == "clauselint" and driver["rules"]
        for rule in driver["rules"]:
            for text in ("shortDescription", "fullDescription"):
                assert len(rule[text]["text"]) <= 1024
            assert rule["help"]["text"] and rule["help"]["markdown"]
            level = rule["defaultConfiguration"]["level"]
            assert level in ("none", "note", "warning", "error")
            tags = rule["properties"]["tags"]
            assert 0 < len(set(tags)) == len(tags) <= 10
        for result in found["results"]:
            rule = driver["rules"][result["ruleIndex"]]
            assert rule["id"] == result["ruleId"]
        assert found["columnKind"] == "unicodeCodePoints"
        assert found["automationDetails"]["id"].startswith("clauselint/")
        assert found["invocations"] == [{"executionSuccessful": True}]


def test_sarif_results_are_where_the_words_are(folder):
    (folder / ".git").mkdir()
    (folder / "сайт").mkdir()
    names = []
    for number, policy in enumerate(POLICIES):
        path = folder / "сайт" / f"политика №{number} 50%{policy.suffix}"
        path.write_bytes(policy.read_bytes())
        names.append(path.relative_to(folder).as_posix())
    results = iter(sarif(folder / "сайт", folder)["results"])
    for path, finding in findings_of(folder):
        result = next(results)
        physical = result["locations"][0]["physicalLocation"]
        uri = physical["artifactLocation"]["uri"]
        assert uri.isascii() and "%20%E2%84%96" in uri, uri
        assert urllib.parse.unquote(uri) in names
        assert path.endswith(urllib.parse.unquote(uri))
        start, stop = finding["span"]["start"], finding["span"]["stop"]
        assert physical["region"] == {
            "startLine": start["line"], "startColumn": start["column"],
            "endLine": stop["line"], "endColumn": stop["column"]}
        if not finding["quote"]:
            assert start["line"] == stop["line"], finding
        assert result["ruleId"] == finding["rule"]
        assert result["level"] == finding["severity"]
        hashes = result["partialFingerprints"]
        assert hashes["clauseHash/v1"] == finding["fingerprint"]
        with open(path, "rb") as file:
            lines = line_hashes(file.read())
        assert hashes["primaryLocationLineHash"] == lines[start["line"] - 1]
        related = result.get("relatedLocations", [])
        assert len(related) == len(finding["related"])
        for number, place in enumerate(related, 1):
            assert place["id"] == number and place["message"]["text"]
            assert f"]({number})" in result["message"]["text"]
    assert next(results, None) is None


def test_sarif_hashes_are_of_the_bytes_of_the_file(folder):
    path = folder / "p.md"
    path.write_bytes(b"\xef\xbb\xbf" + "# Политика 😀\r\rСогласие "
                     .encode() + b"\xff\xe2\x82\xed\xa0 \r\n" +
                     "даётся бессрочно 😀.".encode())
    lines = line_hashes(path.read_bytes())
    results = sarif(folder, path)["results"]
    assert results
    for result in results:
        line = (result["locations"][0]["physicalLocation"]["region"]
                ["startLine"])
        assert (result["partialFingerprints"]["primaryLocationLineHash"] ==
                lines[line - 1])


def test_sarif_says_when_an_input_could_not_be_read(folder):
    _, out, _ = run("check", "-f", "sarif", folder / "no.md")
    found = json.loads(out)["runs"][0]
    assert found["invocations"] == [{"executionSuccessful": False}]
    assert found["results"] == []


def test_sarif_holds_hostile_text_as_text(folder):
    out, name = hostile(folder, "-f", "sarif")
    results = json.loads(out)["runs"][0]["results"]
    assert not raw_controls(out), raw_controls(out)
    for result in results:
        physical = result["locations"][0]["physicalLocation"]
        uri = physical["artifactLocation"]["uri"]
        assert urllib.parse.unquote(uri) == name, uri
        links = re.findall(r"(?<!\\)\]\((.*?)\)", result["message"]["text"])
        assert all(link.isdigit() for link in links), links


def test_gitlab_issues_are_told_apart(folder):
    (folder / ".git").mkdir()
    for name in ("a.md", "б.md"):
        (folder / name).write_bytes(POLICIES[1].read_bytes())
    _, out, _ = run("check", "-f", "gitlab", folder)
    issues = json.loads(out)
    levels = {"error": "major", "warning": "minor", "note": "info"}
    for issue, (path, finding) in zip(issues, findings_of(folder),
                                      strict=True):
        assert path == f"{folder}/{issue['location']['path']}", issue
        lines = issue["location"]["lines"]
        assert lines == {"begin": finding["span"]["start"]["line"],
                         "end": finding["span"]["stop"]["line"]}
        assert issue["severity"] == levels[finding["severity"]]
        assert issue["check_name"] == finding["rule"]
        assert issue["description"].startswith(finding["message"])
        assert issue["fingerprint"].startswith(finding["fingerprint"])
    fingerprints = {issue["fingerprint"] for issue in issues}
    assert len(fingerprints) == len(issues) > 0


def test_checkstyle_has_each_finding_in_its_file(folder):
    _, out, _ = run("check", "-f", "checkstyle", *POLICIES)
    root = xml.etree.ElementTree.fromstring(out)
    errors = [(file.get("name"), error) for file in root for error in file]
    levels = {"error": "error", "warning": "warning", "note": "info"}
    assert root.tag == "checkstyle" and len(root) == len(POLICIES)
    for (name, error), (path, finding) in zip(
            errors, findings_of(*POLICIES), strict=True):
        start = finding["span"]["start"]
        assert name == path and error.get("source") == finding["rule"]
        assert error.get("line") == str(start["line"])
        assert error.get("column") == str(start["column"])
        assert error.get("severity") == levels[finding["severity"]]
        assert error.get("message").startswith(finding["message"])


def test_junit_fails_what_the_exit_status_fails(folder):
    nothing = folder / "p.md"
    nothing.write_text("Привет.\n", "utf-8")
    for level in ("error", "warning", "note", "never"):
        status, out, _ = run("check", "-f", "junit", "--fail-on", level,
                             "--severity", "warning", *POLICIES, nothing)
        suites = xml.etree.ElementTree.fromstring(out)
        failures = 0
        for suite in suites:
            assert int(suite.get("tests")) == len(suite) > 0
            inside = suite.findall("testcase/failure")
            assert int(suite.get("failures")) == len(inside)
            failures += len(inside)
        assert (status == 1) == (failures > 0), level
    cases = suites.findall("testsuite/testcase/system-out")
    found = findings_of("--severity", "warning", *POLICIES, nothing)
    for case, (path, finding) in zip(cases, found, strict=True):
        start = finding["span"]["start"]
        assert case.text.startswith(
            f"{path}:{start['line']}:{start['column']}: {finding['message']}")


def test_xml_and_gitlab_hold_hostile_text_as_text(folder):
    out, name = hostile(folder, "-f", "gitlab")
    for issue in json.loads(out):
        assert issue["location"]["path"] == name
        assert not raw_controls(issue["description"])
    for form in ("checkstyle", "junit"):
        out, name = hostile(folder, "-f", form)
        assert "<script" not in out and "\x1b" not in out, form
        assert not re.search(r"]]>", out), form
        root = xml.etree.ElementTree.fromstring(out)
        assert root[0].get("name") == name.replace("\x1b", "\ufffd"), form
        texts = [text for element in root.iter()
                 for text in (element.text, element.get("message"))
                 if text]
        told = ("]]> ::error::y & 100%." if form == "checkstyle" else
                "<b>год</b> ]]> & ::warning::z")
        assert any(told in text for text in texts), form
        assert not any(raw_controls(text) for text in texts), form


def test_nothing_hostile_breaks_a_line(folder):
    for form in ("gcc", "jsonl", "github"):
        out, name = hostile(folder, "-f", form)
        count = len(findings_of_hostile(folder, name))
        assert len(out.split("\n")) == count + 1, (form, out)
        assert not raw_controls(out, "\n\u202e\u202c\x9b\x7f"
                                if form == "jsonl" else "\n"), form
        if form == "github":
            paths = {f["file"] for _, f, _ in github_commands(out)}
            assert paths == {name.replace("\u202e", "\ufffd")
                             .replace("\x1b", "\u241b")}, paths


class Page(html.parser.HTMLParser):
    """A page as a browser reads it: ids, links within it, text, and every
    element closed where it should be."""
    VOID = {"meta", "input"}

    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.targets, self.text = [], [], [], []
        self.marks = {}
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        assert not any(name.startswith("on") for name in attrs), attrs
        assert "src" not in attrs
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if "href" in attrs:
            assert attrs["href"].startswith("#"), attrs
            self.targets.append(attrs["href"][1:])
        if tag == "a" and attrs.get("class", "").startswith("mark "):
            self.marks[attrs["href"][1:]] = ""
        if tag not in self.VOID:
            self.open.append((tag, attrs.get("href", "#")[1:]))

    def handle_endtag(self, tag):
        assert self.open and self.open[-1][0] == tag, (self.open, tag)
        self.open.pop()

    def handle_data(self, data):
        if "style" not in [tag for tag, _ in self.open]:
            self.text.append(data)
        for _, target in self.open:
            if target in self.marks:
                self.marks[target] += data


def test_html_page_is_whole_and_leads_only_into_itself(folder):
    for language in ("ru", "en"):
        _, out, _ = run("check", "-f", "html", "--lang", language, *POLICIES)
        page = Page(out)
        assert len(page.ids) == len(set(page.ids))
        missing = set(page.targets) - set(page.ids)
        assert not missing, missing
        text = "".join(page.text)
        for _, finding in findings_of("--lang", language, *POLICIES):
            assert finding["message"] in text, finding["message"]
            assert finding["rule"] in page.ids


def test_html_page_holds_the_whole_policy_with_its_findings_marked(folder):
    for policy in POLICIES:
        _, out, _ = run("check", "-f", "html", policy)
        page = Page(out)
        text = " ".join("".join(page.text).split())
        _, tree, _ = run("compile", "--to", "json", policy)
        for clause in json.loads(tree)["clauses"]:
            if clause["kind"] != "row":
                assert " ".join(clause["text"].split()) in text, clause
        for number, (_, finding) in enumerate(findings_of(policy)):
            if not finding["quote"]:
                continue
            assert f"d1-m{number}" in page.ids, finding
            told = page.marks.get(f"d1-f{number}", finding["quote"])
            assert " ".join(told.split()) in " ".join(
                finding["quote"].split()), (told, finding)


def test_html_page_tells_what_does_not_count_and_why(folder):
    policy = folder / "p.md"
    policy.write_text(
        "# Политика\n\n<!-- clauselint-allow ru/consent-irrevocable "
        "until=2099-01-02: так решил <b>юрист</b> & суд -->\n"
        "Согласие безотзывное.\n", "utf-8")
    options = ("--jurisdiction", "RU", "--select", "ru/consent-irrevocable")
    status, out, _ = run("check", "-f", "html", *options, policy)
    assert status == 0
    text = "".join(Page(out).text)
    assert ("допущено комментарием, до 02.01.2099: "
            "так решил <b>юрист</b> & суд") in text


def test_html_page_holds_hostile_text_as_text(folder):
    out, _ = hostile(folder, "-f", "html", "--matrix")
    page = Page(out)
    assert "<script" not in out and "<b>год" not in out
    assert not raw_controls(out, "\n")
    text = "".join(page.text)
    assert "]]> ::error::y & 100%." in text
    assert "& < 100%25" in text
    shown = folder / "shown.md"
    shown.write_text("# Политика\n\n1. Знак &lt;script&gt;alert(3)&lt;/script&gt;"
                     " &amp;lt;b&amp;gt; хранится.\n", "utf-8")
    _, out, _ = run("check", "-f", "html", shown)
    assert "<script" not in out
    assert "Знак <script>alert(3)</script> &lt;b&gt;" in "".join(Page(out).text)


def findings_of_hostile(folder, name):
    out, _ = hostile(folder, "-f", "json")
    return json.loads(out)["files"][0]["findings"]


if __name__ == "__main__":
    sys.exit(main(globals()))
