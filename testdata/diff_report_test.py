#!/usr/bin/env python3
"""How a comparison is told: diff_report_test.py CLAUSELINT; prints TAP.

Formats, exit status, revisions of git, changes that were agreed to, and that
nothing of a document gets out of its place. Each function is one test; its
name is a sentence about behaviour.
"""
import html.parser
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    jsonschema = None

HERE = pathlib.Path(__file__).resolve().parent
tool = str(pathlib.Path(sys.argv[1]).resolve())

OLD = """# Политика обработки персональных данных

1. Сроки и права

1.1. Персональные данные хранятся 3 года.

1.2. Пользователь вправе отозвать согласие письмом на адрес Оператора.

1.3. Сайт показывает товары и цены магазина.
"""
NEW = OLD.replace("3 года", "10 лет").replace("товары и цены", "товары")
HOSTILE = ('\\<script>alert(1)\\</script> ]]> \\| `x` **b** [l](http://e.test) '
           '@octocat #12 ::error:: \x1b[31m \u202eabc\u202c & "q" \'s\' '
           '![i](x) www.e.test https://e.test ~~d~~ $m$')


def run(*arguments, cwd=None, **environment):
    clean = {k: v for k, v in os.environ.items()
             if k in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "HOME")}
    done = subprocess.run(
        [tool, *map(str, arguments)], capture_output=True, cwd=cwd,
        env={**clean, **environment}, timeout=120)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def write(folder, old=OLD, new=NEW):
    paths = folder / "old.md", folder / "new.md"
    for path, text in zip(paths, (old, new)):
        path.write_text(text, "utf-8")
    return paths


def hostile(folder):
    return write(folder, OLD + "\n1.4. Знак прежний: " + HOSTILE + "\n",
                 OLD + "\n1.4. Знак иной: " + HOSTILE + " ещё\n")


def refuses(words, *arguments, cwd=None, **environment):
    status, out, err = run(*arguments, cwd=cwd, **environment)
    assert status == 2 and not out, (status, out)
    assert err.count("\n") == 1 and re.search(words, err), err


def test_a_sentence_that_is_reworded_and_still_wrong_has_no_new_finding(folder):
    old = OLD + "\n1.4. Данное согласие не может быть отозвано.\n"
    for words, status in (("согласие гостя не может быть отозвано никогда", 0),
                          ("согласие можно отозвать", 0),
                          ("согласие не может быть отозвано. Имя хранится "
                           "вечно", 1)):
        new = old.replace("согласие не может быть отозвано", words)
        done = run("diff", "--format", "json", "--fail-on", "error",
                   *write(folder, old, new))
        report = json.loads(done[1])
        assert done[0] == status, done
        came = [x["rule"] for x in report["findings_new"]]
        assert came == ["ru/retention-indefinite"] * status, came
        gone = [x["rule"] for x in report["findings_gone"]]
        assert ("ru/consent-irrevocable" in gone) == ("можно" in words), gone


def test_two_files_are_wanted(folder):
    old, _ = write(folder)
    refuses("старый и новый файл", "diff", old)
    refuses("один файл", "diff", "--git", "HEAD", old, old)


def test_the_exit_status_follows_the_categories(folder):
    files = write(folder)
    for kinds, status in (("rights", 0), ("scope", 1), ("wording", 1),
                          ("typography", 0), ("never", 0), ("any", 1),
                          ("rights,scope", 1), ("obligations", 0)):
        assert run("diff", "--fail-on", kinds, *files)[0] == status, kinds
    assert run("diff", *files)[0] == 1
    assert run("diff", *reversed(files))[0] == 0
    assert run("diff", "--fail-on", "any", *reversed(files))[0] == 1
    refuses("нет значения «right»", "diff", "--fail-on", "right", *files)


def test_new_findings_can_fail(folder):
    files = write(folder, new=OLD.replace("3 года", "бессрочно"))
    assert run("diff", "--fail-on", "error", *files)[0] == 1
    assert run("diff", "--fail-on", "error", *reversed(files))[0] == 0


def test_a_finding_that_is_allowed_is_not_new(folder):
    bad = OLD + "\n1.4. Согласие безотзывное.\n"
    allowed = bad.replace("\n1.4", "\n<!-- clauselint-allow "
                          "ru/consent-irrevocable: решил юрист -->\n\n1.4")
    for text, count in ((bad, 1), (allowed, 0)):
        _, out, _ = run("diff", "--format", "json", "--jurisdiction", "RU",
                        "--select", "ru/consent-irrevocable",
                        *write(folder, OLD, text))
        assert out.count('"rule": "ru/consent-irrevocable"') == count, out


def test_json_holds_its_schema(folder):
    if jsonschema is None:
        return
    schema = json.loads((HERE.parent / "cmd" / "schema" / "diff.schema.json")
                        .read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    complete = sorted((HERE / "complete").glob("*.md"))
    for files in (write(folder), hostile(folder), complete[:2], complete[-2:]):
        report = json.loads(run("diff", "--format", "json", *files)[1])
        errors = [error.message for error in validator.iter_errors(report)]
        assert not errors, errors[:3]
        for change in report["changes"]:
            for part in change["old"] + change["new"]:
                assert part["text"] == "".join(
                    piece["text"] for piece in part["pieces"])


def test_spans_lead_to_the_source(folder):
    old, new = write(folder)
    report = json.loads(run("diff", "--format", "json", old, new)[1])
    for path, side in ((old, "old"), (new, "new")):
        source = path.read_bytes()
        for change in report["changes"]:
            for part in change[side]:
                span = part["span"]
                assert source[span["begin"]:span["end"]].decode() == \
                    part["text"], part


def test_the_same_input_gives_the_same_bytes(folder):
    files = write(folder)
    for form in ("text", "json", "markdown", "html"):
        assert run("diff", "--format", form, *files) == run(
            "diff", "--format", form, *files)


def test_several_reports_are_written_in_one_run(folder):
    files = write(folder)
    status, out, _ = run(
        "diff", "--format", f"json={folder}/r.json", "--format",
        f"html={folder}/r.html", "--format", f"markdown={folder}/r.md",
        "--format", "text", *files)
    assert status == 1 and "3 года → 10 лет" in out
    for name in ("r.json", "r.html", "r.md"):
        assert "3 года → 10 лет" in (folder / name).read_text("utf-8"), name
    refuses("два отчёта в одном месте", "diff", "--format", "markdown",
            "--format", "html", *files)


def test_a_change_that_was_agreed_to_does_not_fail(folder):
    files = write(folder)
    report = json.loads(run("diff", "--format", "json", *files)[1])
    [change] = [c for c in report["changes"] if c["fails"]]
    agreed = folder / "agreed"
    agreed.write_text(f"# решения\n{change['id']}  решение № 7\n", "utf-8")
    status, out, _ = run("diff", "--acknowledge", agreed, *files)
    assert status == 0 and "согласовано: решение № 7" in out, out
    moved = NEW.replace("1.1. ", "1.1. Вводное положение.\n\n1.2. ")
    (folder / "new.md").write_text(moved, "utf-8")
    assert run("diff", "--acknowledge", agreed, *files)[0] == 0
    agreed.write_text("0123456789ab старое решение\n", "utf-8")
    status, out, _ = run("diff", "--acknowledge", agreed, *files)
    assert status == 1 and "такого изменения нет: 0123456789ab" in out, out


def test_an_acknowledgement_needs_an_id_and_a_reason(folder):
    files = write(folder)
    agreed = folder / "agreed"
    for text, words in (("0123456789ab\n", "agreed:1:1: не сказано, почему"),
                        ("# a\n\nxyz why\n", "agreed:3:1: строка начинается"),
                        ("0123456789ab a\n0123456789ab b\n", "уже соглас")):
        agreed.write_text(text, "utf-8")
        refuses(words, "diff", "--acknowledge", agreed, *files)
    refuses("нет такого файла|не удалось", "diff", "--acknowledge",
            folder / "none", *files)


def test_a_revision_of_git_is_compared(folder):
    if not shutil.which("git"):
        return

    def git(*words):
        subprocess.run(
            ["git", "-c", "user.name=t", "-c", "user.email=t@e.test", *words],
            cwd=folder, check=True, capture_output=True)

    git("init", "-q")
    (folder / "site").mkdir()
    path = folder / "site" / "политика.md"
    path.write_text(OLD, "utf-8")
    git("add", ".")
    git("commit", "-q", "-m", "one")
    path.write_text(NEW, "utf-8")
    status, out, _ = run("diff", "--git", "HEAD", path)
    assert status == 1 and "политика.md@HEAD" in out, out
    assert run("diff", "--git", "HEAD", path.name, cwd=path.parent)[0] == 1
    git("commit", "-q", "-a", "-m", "two")
    assert run("diff", "--git", "HEAD", path)[0] == 0
    assert run("diff", "--git", "HEAD~1..HEAD", path)[0] == 1
    assert run("diff", "--git", "HEAD~1..", path)[0] == 1
    refuses("нет ревизии «nowhere»", "diff", "--git", "nowhere", path)
    refuses("не ревизия", "diff", "--git", "--output=x", path)
    refuses("не ревизия", "diff", "--git", "A...B", path)
    (folder / "new.md").write_text(NEW, "utf-8")
    refuses("нет этого файла", "diff", "--git", "HEAD", folder / "new.md")


def test_no_git_and_no_repository_are_told(folder):
    old, _ = write(folder)
    refuses("не удалось запустить git", "diff", "--git", "HEAD", old,
            PATH="/nowhere")
    if shutil.which("git"):
        refuses("не в репозитории", "diff", "--git", "HEAD", old,
                GIT_CEILING_DIRECTORIES=str(folder.parent))


class Page(html.parser.HTMLParser):
    KNOWN = set("html head meta title style body main nav p h1 h2 h3 h4 ul li "
                "a span section div del ins code table thead tbody tr th td "
                "footer".split())

    def __init__(self):
        super().__init__()
        self.text, self.tags = [], []

    def handle_starttag(self, tag, attributes):
        assert tag in self.KNOWN, tag
        self.tags.append(tag)
        for name, value in attributes:
            assert not name.startswith("on"), name
            if name == "href":
                assert value.startswith("#"), value

    def handle_data(self, data):
        self.text.append(data)


def test_html_lets_nothing_out(folder):
    _, out, _ = run("diff", "--format", "html", *hostile(folder))
    page = Page()
    page.feed(out)
    text = "".join(page.text)
    assert "<script>alert(1)</script>" in text
    for sign in ("\x1b", "\u202e", "\u202c"):
        assert sign not in out
    assert "http" not in re.sub(r"https?://e\.test|http-equiv", "", out)
    assert {"del", "ins", "section"} <= set(page.tags)


def test_markdown_lets_nothing_out(folder):
    _, out, _ = run("diff", "--format", "markdown", *hostile(folder))
    rows = [line for line in out.splitlines() if line.startswith("|")]
    assert len(rows) == 3, rows
    cells = re.split(r"(?<!\\)\|", rows[2])
    assert len(cells) == 5, cells
    assert not re.search(r"(?<!\\)<(?!br>)", rows[2]), rows[2]
    for bad in ("@octocat", "#12", "https://", "www.",
                "\x1b", "\u202e", "](http", " `x`", "**b**"):
        assert bad not in rows[2], bad


def test_text_lets_nothing_out(folder):
    for color in ("never", "always"):
        _, out, _ = run(
            "diff", "--color", color, "--lang", "en", *hostile(folder))
        rest = re.sub(r"\x1b\[[0-9;]*m", "", out) if color == "always" else out
        bad = [c for c in rest if (ord(c) < 32 and c != "\n") or
               0x202a <= ord(c) <= 0x202e]
        assert not bad, bad
    assert "\x1b[31m" not in out.replace("\x1b[1;31m", "")


def test_both_languages_are_spoken(folder):
    files = write(folder)
    _, out, _ = run("diff", "--lang", "en", *files)
    assert "scope widened: п. 1.1" in out and "became longer" in out, out
    _, out, _ = run("diff", "--format", "html", "--lang", "en", *files)
    assert "<html lang=\"en\">" in out and "Before" in out


def test_any_bytes_can_be_compared(folder):
    texts = [b"", b"\xff\xfe\x00", b"1.\n" * 500, b"# \n- \n| a |\n|-|\n",
             OLD.encode(), OLD.encode("utf-16"), b"<p>" * 100, b":" * 300,
             ("а, " * 3000).encode(), ("не " * 3000).encode()]
    for i, old in enumerate(texts):
        for new in texts[i:]:
            a, b = folder / "a.md", folder / "b.md"
            a.write_bytes(old)
            b.write_bytes(new)
            for form in ("text", "html"):
                assert run("diff", "--format", form, a, b)[0] in (0, 1, 2)


def main(functions):
    tests = [(name[5:].replace("_", " "), function)
             for name, function in functions.items()
             if name.startswith("test_")]
    failed = 0
    print(f"1..{len(tests)}")
    for number, (name, function) in enumerate(tests, 1):
        with tempfile.TemporaryDirectory() as folder:
            try:
                function(pathlib.Path(folder))
                print(f"ok {number} - {name}")
            except AssertionError as error:
                failed += 1
                print(f"not ok {number} - {name}")
                print("# " + str(error).replace("\n", "\n# ")[:1500])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(dict(globals())))
