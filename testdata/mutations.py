#!/usr/bin/env python3
"""Mutations of whole policies: mutations.py CLAUSELINT; prints TAP.

complete/NAME.md says all that the law asks for. complete/NAME.mutations
spoils it, one sentence at a time, and names the rule that must catch that.
What is spoilt is caught in whatever form the document comes: Markdown, HTML,
plain text, other quotation marks, spaces, encodings, names of the parties.
And what is only put into another form is found as it was.

    - Пользователь вправе отозвать согласие
    + Пользователь не вправе отозвать согласие
    = ru/withdrawal-right-missing

"- TEXT" with nothing after "+" takes the whole paragraph or list item out
that holds the text. "! REASON" before it: known not to be caught.
"""
import collections
import html
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
AS_OF = "2026-11-21"
MARKER = re.compile(r"(?:#+ |- |\d+(?:\.\d+)*\.? |\| )")


# A policy is a list of blocks: (kind, lines), kind being h1, h2, p, ul, table.

def read_blocks(text):
    blocks = []
    for part in re.split(r"\n\s*\n", text.strip()):
        lines = part.split("\n")
        if part.startswith("#"):
            level = len(part) - len(part.lstrip("#"))
            blocks.append((f"h{level}", [part.lstrip("# ")]))
        elif part.startswith("- "):
            blocks.append(("ul", [line[2:] for line in lines]))
        elif part.startswith("|"):
            blocks.append(("table", lines))
        else:
            blocks.append(("p", [" ".join(lines)]))
    return blocks


def cells(line):
    return [cell.strip() for cell in line.strip("|").split("|")]


def as_markdown(blocks):
    parts = []
    for kind, lines in blocks:
        if kind[0] == "h":
            parts.append("#" * int(kind[1]) + " " + lines[0])
        elif kind == "ul":
            parts.append("\n".join("- " + line for line in lines))
        else:
            parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def as_html(blocks, escape=html.escape):
    parts = ["<!DOCTYPE html>\n<html><body>"]
    for kind, lines in blocks:
        if kind == "ul":
            items = "".join(f"<li>{escape(line)}</li>\n" for line in lines)
            parts.append(f"<ul>\n{items}</ul>")
        elif kind == "table":
            rows = [cells(line) for line in lines if "---" not in line]
            parts.append("<table>" + "".join(
                "<tr>" + "".join(f"<{tag}>{escape(c)}</{tag}>" for c in row) +
                "</tr>\n" for tag, row in
                zip(["th"] + ["td"] * len(rows), rows)) + "</table>")
        else:
            parts.append(f"<{kind}>{escape(lines[0])}</{kind}>")
    return "\n".join(parts) + "\n</body></html>\n"


def as_plain(blocks):
    parts = []
    for kind, lines in blocks:
        mark = "- " if kind == "ul" else ""
        parts.append("\n".join(mark + line for line in lines))
    return "\n\n".join(parts) + "\n"


def map_text(blocks, change):
    """The same with change() applied to each line's text, not its marker."""
    def line(kind, text):
        if kind == "table" and "---" in text:
            return text
        hit = MARKER.match(text)
        start = hit.end() if hit else 0
        return text[:start] + change(text[start:])
    return [(kind, [line(kind, text) for text in lines])
            for kind, lines in blocks]


def at_random(pattern, replacement, share):
    def make(seed):
        rng = random.Random(seed)
        return lambda text: re.sub(
            pattern, lambda hit: replacement(hit) if rng.random() < share
            else hit.group(), text)
    return make


# Forms: each takes blocks and a seed and gives (file name, bytes), or None
# where the form cannot hold the policy.

def changed(make):
    return lambda blocks, seed: (
        "p.md", as_markdown(map_text(blocks, make(seed))).encode())


def entity_escape(seed):
    rng = random.Random(seed)
    spell = [lambda c: f"&#{ord(c)};", lambda c: f"&#x{ord(c):x};",
             html.escape]
    return lambda text: "".join(
        rng.choice(spell)(c) if rng.random() < 0.3 else html.escape(c)
        for c in text)


def plain(blocks, seed):
    if any(kind == "table" for kind, _ in blocks):
        return None
    return "p.txt", as_plain(blocks).encode()


def cp1251_safe(text):
    return text.encode("cp1251", "replace")


def sections_of(blocks):
    """(head, [section], ...): a section begins with its title."""
    head, sections = [], []
    for kind, lines in blocks:
        is_title = kind == "h2" or (
            kind == "p" and re.match(r"\d+\. [А-Я][^.]*$", lines[0]))
        if is_title:
            sections.append([])
        (sections[-1] if sections else head).append((kind, lines))
    return head, sections


def renumbered(head, sections):
    number = {}
    for new, section in enumerate(sections, 1):
        hit = re.match(r"(\d+)\.", section[0][1][0])
        if hit:
            number[hit.group(1)] = str(new)

    def clause(text):
        hit = re.match(r"(\d+)((?:\.\d+)*\.? )", text)
        if hit and hit.group(1) in number:
            text = number[hit.group(1)] + text[hit.end(1):]
        return re.sub(
            r"((?:п\.|пункт\w*|раздел\w*)\s)(\d+)((?:\.\d+)*)",
            lambda r: r.group(1) + number.get(r.group(2), r.group(2)) +
            r.group(3) if not text.startswith(r.group()) else r.group(), text)
    blocks = head + [block for section in sections for block in section]
    return [(kind, [clause(line) for line in lines])
            for kind, lines in blocks]


def reordered(blocks, seed):
    """The first section keeps its place: it names the parties."""
    head, sections = sections_of(blocks)
    rest = sections[1:]
    random.Random(seed).shuffle(rest)
    return "p.md", as_markdown(
        renumbered(head, sections[:1] + rest)).encode()


def undotted(blocks, seed):
    return "p.md", as_markdown([
        (kind, [re.sub(r"^(\d+(?:\.\d+)+)\. ", r"\1 ", line)
                for line in lines]) for kind, lines in blocks]).encode()


def declined(word, endings, other, other_endings):
    forms = {word + e: other + o for e, o in zip(endings, other_endings)}
    return forms


ROLE_SETS = [
    {**declined("Оператор", ["", "а", "у", "ом", "е"],
                "Продав", ["ец", "ца", "цу", "цом", "це"]),
     **declined("Пользовател", ["ь", "я", "ю", "ем", "е", "и", "ей", "ям"],
                "Покупател", ["ь", "я", "ю", "ем", "е", "и", "ей", "ям"]),
     **declined("Клиент", ["", "а", "у", "ом", "е", "ы", "ов", "ам"],
                "Покупател", ["ь", "я", "ю", "ем", "е", "и", "ей", "ям"])},
    {**declined("Оператор", ["", "а", "у", "ом", "е"],
                "Исполнител", ["ь", "я", "ю", "ем", "е"]),
     **declined("Пользовател", ["ь", "я", "ю", "ем", "е", "и", "ей", "ям"],
                "Заказчик", ["", "а", "у", "ом", "е", "и", "ов", "ам"]),
     **declined("Клиент", ["", "а", "у", "ом", "е", "ы", "ов", "ам"],
                "Заказчик", ["", "а", "у", "ом", "е", "и", "ов", "ам"])},
    {**declined("Пользовател", ["ь", "я", "ю", "ем", "е", "и", "ей", "ям"],
                "Клиент", ["", "а", "у", "ом", "е", "ы", "ов", "ам"]),
     **declined("Клиент", ["", "а", "у", "ом", "е", "ы", "ов", "ам"],
                "Пользовател", ["ь", "я", "ю", "ем", "е", "и", "ей", "ям"])},
]


def renamed(blocks, seed):
    names = ROLE_SETS[seed % len(ROLE_SETS)]
    return "p.md", as_markdown(map_text(blocks, lambda text: re.sub(
        r"[А-Я][а-я]+", lambda hit: names.get(hit.group(), hit.group()),
        text))).encode()


def role_marks(text):
    """The names of parties, whichever, as one word each."""
    for names in ROLE_SETS:
        for a, b in names.items():
            for word in (a.lower(), b.lower()):
                text = re.sub(rf"\b{word}\b", "@", text)
    return text


def md(blocks, seed):
    return "p.md", as_markdown(blocks).encode()


def nbsp_after_number(blocks, seed):
    return "p.md", re.sub(r"(?m)^(\d+(?:\.\d+)+\.) ", "\\1\u00a0",
                          as_markdown(blocks)).encode()


# name: (form, seeds for the neutral test)
FORMS = {
    "as it stands": (md, 1),
    "HTML": (lambda b, s: ("p.html", as_html(b).encode()), 1),
    "HTML with entities": (
        lambda b, s: ("p.html", as_html(b, entity_escape(s)).encode()), 25),
    "plain text": (plain, 1),
    "CRLF": (lambda b, s: (
        "p.md", as_markdown(b).replace("\n", "\r\n").encode()), 1),
    "a byte order mark": (lambda b, s: (
        "p.md", b"\xef\xbb\xbf" + as_markdown(b).encode()), 1),
    "UTF-16": (lambda b, s: ("p.md", as_markdown(b).encode("utf-16")), 1),
    "windows-1251": (lambda b, s: ("p.md", cp1251_safe(as_markdown(b))), 1),
    "windows-1251 HTML": (
        lambda b, s: ("p.html", cp1251_safe(as_html(b))), 1),
    "KOI8-R": (lambda b, s: ("p.md", as_markdown(b).replace("—", "-")
                             .replace("«", '"').replace("»", '"')
                             .replace("№", "N")
                             .encode("koi8-r", "replace")), 1),
    "straight quotation marks": (changed(
        lambda s: lambda t: t.replace("«", '"').replace("»", '"')), 1),
    "German quotation marks": (changed(
        lambda s: lambda t: t.replace("«", "„").replace("»", "“")), 1),
    "no-break spaces": (changed(at_random(
        r"(?<=[\w,;])( )(?=\w)", lambda hit: "\u00a0", 0.4)), 30),
    "narrow and thin spaces": (changed(at_random(
        r"(?<=[\w,;])( )(?=\w)", lambda hit: "\u202f", 0.2)), 20),
    "a no-break space after the number": (nbsp_after_number, 1),
    "е for ё": (changed(lambda s: lambda t: t.replace("ё", "е")), 1),
    "soft hyphens": (changed(at_random(
        r"(?<=[а-яё]{2})(?=[а-яё]{2})", lambda hit: "\u00ad", 0.3)), 30),
    "zero-width spaces": (changed(at_random(
        r"(?<=[а-яё]{2})(?=[а-яё]{2})", lambda hit: "\u200b", 0.05)), 10),
    "Latin twins of letters": (changed(at_random(
        r"(?<=[а-я])[оесарх](?=[а-я])", lambda hit: dict(
            zip("оесарх", "oecapx"))[hit.group()], 0.02)), 0),
    "hyphens for dashes": (changed(
        lambda s: lambda t: t.replace(" — ", " - ").replace("–", "-")), 1),
    "en dashes": (changed(
        lambda s: lambda t: t.replace(" — ", " – ")), 1),
    "bold words": (changed(at_random(
        r"(?<= )[а-я]{6,}(?= )", lambda hit: f"**{hit.group()}**", 0.1)), 20),
    "lines broken": (changed(at_random(
        r"(?<=[а-я,]) (?=[а-я])", lambda hit: "\n", 0.05)), 0),
    "sections in another order": (reordered, 30),
    "numbers without the last dot": (undotted, 1),
    "other names of the parties": (renamed, len(ROLE_SETS)),
}


# Running the program

def check(tool, files):
    """Findings of each of the (name, bytes), all in one run."""
    if not files:
        return []
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, body) in enumerate(files):
            pathlib.Path(folder, f"{number:05}{pathlib.Path(name).suffix}") \
                .write_bytes(body)
        done = subprocess.run(
            [tool, "check", "--format", "json", "--as-of", AS_OF, folder],
            capture_output=True,
            env={k: v for k, v in os.environ.items()
                 if k in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS")})
        assert done.returncode in (0, 1), done.stderr.decode()
        return [file["findings"] for file in json.loads(done.stdout)["files"]]


def normal(quote):
    quote = re.sub("[\u00ad\u200b]", "", quote.lower().replace("ё", "е"))
    quote = re.sub("[«»„“”\"]", '"', quote)
    quote = re.sub("[—–]", "-", quote).replace("n 152", "№ 152")
    quote = re.sub(r"\d+(?:\.\d+)+", "#", quote)  # numbers of clauses
    return role_marks(" ".join(quote.split()))


def verdict(findings):
    return collections.Counter(
        (finding["rule"], normal(finding["quote"])) for finding in findings)


# Mutations

def read_mutations(path):
    """(text, replacement or None, rules, reason or None)"""
    if not path.exists():
        return
    old = new = reason = None
    for line in path.read_text("utf-8").splitlines():
        mark, rest = line[:2].strip(), line[2:]
        if mark == "!":
            reason = rest
        elif mark == "-":
            old = rest
        elif mark == "+":
            new = rest or None
        elif mark == "=":
            yield old, new, rest.split(), reason
            old = new = reason = None


def mutate(blocks, old, new):
    """The blocks with the text replaced, or its paragraph taken out."""
    result, count = [], 0
    for kind, lines in blocks:
        kept = []
        for line in lines:
            if old not in line:
                kept.append(line)
                continue
            count += 1
            if new is not None:
                kept.append(line.replace(old, new))
        if kept:
            result.append((kind, kept))
    assert count, f"no such text: {old}"
    return result


class Outcome:
    def __init__(self):
        self.number = self.failed = self.checks = 0

    def tell(self, name, count, failures, reason=None):
        self.number += 1
        self.checks += count
        todo = f" # TODO {reason}" if reason else ""
        passed = not failures
        if reason and passed:
            failures, todo = ["it is caught now: take the line with ! out"], ""
        self.failed += not passed and not todo
        print(f"{'ok' if passed else 'not ok'} {self.number} - "
              f"{name} ({count} checks){todo}")
        if not todo:
            print("".join(f"# {line}\n" for line in failures[:6]), end="")


def forms_of(blocks, seeds_of):
    for name, (form, seeds) in FORMS.items():
        for seed in range(seeds_of(seeds)):
            file = form(blocks, seed)
            if file:
                yield name, file


def test_forms(tool, name, blocks, outcome):
    """Another form of the same words: the same findings."""
    named = list(forms_of(blocks, lambda seeds: seeds))
    results = check(tool, [file for _, file in named])
    wanted = verdict(results[0])
    failures = collections.defaultdict(list)
    counts = collections.Counter(form for form, _ in named)
    for (form, _), findings in zip(named, results):
        found = verdict(findings)
        for rule, quote in (wanted - found):
            failures[form].append(f"lost {rule} {quote!r}")
        for rule, quote in (found - wanted):
            failures[form].append(f"came {rule} {quote!r}")
    for form, count in counts.items():
        lines = [f"{n} times: {line}" for line, n in
                 collections.Counter(failures[form]).most_common()]
        outcome.tell(f"{name}: {form} leaves the findings", count, lines)


def test_mutations(tool, name, path, blocks, outcome):
    """What is spoilt is caught, in each form."""
    mutations = list(read_mutations(path))
    files, owners = [], []
    for at, (old, new, _, _) in enumerate(mutations):
        spoilt = mutate(blocks, old, new)
        for form, file in forms_of(spoilt, lambda seeds: min(seeds, 1)):
            files.append(file)
            owners.append((at, form))
    before = {f["rule"] for f in check(tool, [md(blocks, 0)])[0]}
    failures = collections.defaultdict(list)
    counts = collections.Counter(at for at, _ in owners)
    for (at, form), findings in zip(owners, check(tool, files)):
        found = {finding["rule"] for finding in findings}
        for rule in mutations[at][2]:
            if rule in before:
                failures[at].append(f"{rule} is there without it")
            elif rule not in found:
                came = " ".join(sorted(found - before)) or "nothing"
                failures[at].append(f"{form}: {rule} is not; {came}")
    for at, (old, new, rules, reason) in enumerate(mutations):
        what = f"«{new}»" if new else f"without «{old}»"
        outcome.tell(f"{name}: {what}: {' '.join(rules)}", counts[at],
                     failures[at], reason)


def policies(few):
    """The complete policies; a few of them where each check is slow."""
    paths = sorted((HERE / "complete").glob("*.md"))
    return paths[::4] if few else paths


def main():
    tool = str(pathlib.Path(sys.argv[1]).resolve())
    outcome = Outcome()
    for path in policies("--few" in sys.argv):
        blocks = read_blocks(path.read_text("utf-8"))
        test_forms(tool, path.stem, blocks, outcome)
        test_mutations(tool, path.stem, path.with_suffix(".mutations"),
                       blocks, outcome)
    print(f"1..{outcome.number}")
    print(f"# {outcome.checks} checks")
    return 1 if outcome.failed else 0


if __name__ == "__main__":
    sys.exit(main())
