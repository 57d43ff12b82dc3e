#!/usr/bin/env python3
"""Two editions compared: diff_test.py CLAUSELINT; prints TAP.

diff/NAME.pair is two small editions and what must be said of them:

    A term grows
    ============
    --- old.md
    ...
    --- new.md
    ...
    --- changes
    scope worse  "3 года → 5 лет"
    --- moves
    moved  п. 3.2 → п. 4.1

The words are of a reason. Wording and typography are listed by category
alone; a pair without "changes" must have none. The other way round, better
is worse and worse is better.

diff/NAME.changes changes complete/NAME.md, one place at a time, and says what
must come of it, and nothing else but wording, in whatever form the new
edition comes: HTML, its sections in another order, all numbers others.

    - Пользователь вправе отозвать согласие
    + Пользователь не вправе отозвать согласие
    = rights worse

"+" alone takes the paragraph or list item out that holds the text; "> TEXT"
in place of "-" puts a paragraph or item behind the one that holds the text.
"""
import collections
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import mutations

HERE = pathlib.Path(__file__).resolve().parent
AS_OF = "2026-11-21"
COURSES = {"worse": "better", "better": "worse", "neutral": "neutral"}
# Forms of the same words, in which only the looks may differ.
SAME_WORDS = [
    "as it stands", "HTML", "HTML with entities", "plain text", "CRLF",
    "a byte order mark", "UTF-16", "straight quotation marks",
    "German quotation marks", "no-break spaces", "narrow and thin spaces",
    "a no-break space after the number", "е for ё", "soft hyphens",
    "zero-width spaces", "hyphens for dashes", "en dashes", "bold words",
    "sections in another order", "numbers without the last dot"]
# Forms that a changed edition is tried in.
TRIED = ["as it stands", "HTML", "sections in another order",
         "no-break spaces", "straight quotation marks"]
tool = str(pathlib.Path(sys.argv[1]).resolve())
FEW = "--few" in sys.argv


def compare(old, new, *options):
    """The report on two (name, bytes), and the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for side, (name, body) in (("old", old), ("new", new)):
            path = pathlib.Path(folder, side + pathlib.Path(name).suffix)
            path.write_bytes(body)
            paths.append(str(path))
        done = subprocess.run(
            [tool, "diff", "--format", "json", "--as-of", AS_OF, *options,
             *paths], capture_output=True, timeout=120,
            env={k: v for k, v in os.environ.items()
                 if k in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS")})
    assert done.returncode in (0, 1), done.stderr.decode()
    return json.loads(done.stdout), done.returncode


def kinds(report, but=()):
    return collections.Counter(
        (change["category"], change["course"])
        for change in report["changes"] if change["category"] not in but)


def told(report):
    """What was said, for a failure."""
    return "; ".join(
        f"{change['category']} {change['course']}: " + ", ".join(
            reason["message"]["ru"] for reason in change["reasons"]) +
        " | " + " / ".join(part["text"][:60]
                           for part in change["old"] + change["new"])
        for change in report["changes"]) or "no change"


# Pairs

def read_pair(path):
    text = path.read_text("utf-8")
    name, _, rest = text.partition("\n")
    parts = re.split(r"(?m)^--- (\S+)\n", rest)
    return name, list(zip(parts[1::2], parts[2::2]))


def expected(lines):
    for line in lines.splitlines():
        hit = re.fullmatch(r'(\w+)(?: (worse|better|neutral))?'
                           r'(?:\s+"(.*)")?', line.strip())
        assert hit, line
        yield hit.group(1), hit.group(2) or "neutral", hit.group(3)


def test_pair(path):
    name, parts = read_pair(path)
    sections = dict(parts)
    editions = [(title, body.encode()) for title, body in parts
                if title.startswith(("old.", "new."))]
    wanted = list(expected(sections.get("changes", "")))
    forth, status = compare(*editions)
    back, _ = compare(*reversed(editions))
    failures = []
    if kinds(forth) != collections.Counter(w[:2] for w in wanted):
        failures.append("forth: " + told(forth))
    if kinds(back) != collections.Counter(
            (w[0], COURSES[w[1]]) for w in wanted):
        failures.append("back: " + told(back))
    reasons = [reason["message"]["ru"] for change in forth["changes"]
               for reason in change["reasons"]]
    for _, _, words in wanted:
        if words and not any(words in reason for reason in reasons):
            failures.append(f"nothing says {words!r}: {reasons}")
    fails = any(w[:2] in (("rights", "worse"), ("scope", "worse"))
                for w in wanted)
    if status != fails:
        failures.append(f"exit status {status}")
    if "moves" in sections:
        moves = [f"{m['kind']}  {m['old']} → {m['new']}"
                 for m in forth["moves"]]
        if moves != sections["moves"].split("\n")[:-1]:
            failures.append(f"moves: {moves}")
    return name, 2, failures


# Changes of the complete policies

def read_changes(path):
    """(how, text, replacement, [(category, course)])"""
    how = old = new = None
    for line in path.read_text("utf-8").splitlines():
        mark, rest = line[:1], line[2:]
        if mark in "->" and mark:
            how, old, new = mark, rest, None
        elif mark == "+":
            new = rest or None
        elif mark == "=":
            wanted = [tuple(word.split()) for word in rest.split(", ")]
            yield how, old, new, [] if rest == "none" else wanted


def change(blocks, how, old, new):
    if how == "-":
        return mutations.mutate(blocks, old, new)
    result, count = [], 0
    for kind, lines in blocks:
        kept = []
        behind = []
        for line in lines:
            kept.append(line)
            if old in line:
                count += 1
                (kept if kind in ("ul", "table") else behind).append(new)
        result.append((kind, kept))
        result += [("p", [line]) for line in behind]
    assert count == 1, f"{count} times: {old}"
    return result


def test_change(name, blocks, how, old, new, wanted):
    changed = change(blocks, how, old, new)
    base = mutations.md(blocks, 0)
    failures, count = [], 0
    wanted = {(w[0], w[1] if len(w) > 1 else "neutral") for w in wanted}
    turned = {(category, COURSES[course]) for category, course in wanted}
    for form in TRIED[:1] if FEW else TRIED:
        file = mutations.FORMS[form][0](changed, 1)
        for way, pair, want in (("forth", (base, file), wanted),
                                ("back", (file, base), turned)):
            report, _ = compare(*pair)
            count += 1
            if set(kinds(report, ("wording", "typography"))) != want:
                failures.append(f"{form}, {way}: {told(report)}")
    title = f"«{new}»" if new else f"without «{old}»"
    return f"{name}: {title}", count, failures


def test_same_words(name, blocks):
    base = mutations.md(blocks, 0)
    failures, count = [], 0
    for form in SAME_WORDS:
        make, seeds = mutations.FORMS[form]
        for seed in range(min(seeds, 4)):
            file = make(blocks, seed)
            if not file:
                continue
            for pair in ((base, file), (file, base)):
                report, status = compare(*pair)
                count += 1
                if kinds(report, ("typography",)) or status:
                    failures.append(f"{form}: {told(report)}")
    return f"{name}: other forms of the same words are no change", count, \
        failures


def test_moves(name, blocks):
    """Moved and renumbered sections are told as such."""
    base = mutations.md(blocks, 0)
    failures = []
    for seed in range(3):
        report, _ = compare(base, mutations.reordered(blocks, seed))
        if not report["moves"]:
            failures.append(f"seed {seed}: no move is told")
    return f"{name}: moved sections are told as moved", 3, failures


def tests():
    for path in sorted((HERE / "diff").glob("*.pair")):
        yield test_pair, (path,)
    for path in mutations.policies(FEW):
        blocks = mutations.read_blocks(path.read_text("utf-8"))
        yield test_same_words, (path.stem, blocks)
        yield test_moves, (path.stem, blocks)
        changes = HERE / "diff" / f"{path.stem}.changes"
        for item in read_changes(changes) if changes.exists() else ():
            yield test_change, (path.stem, blocks, *item)


def main():
    failed = checks = number = 0
    only = [word for word in sys.argv[2:] if word != "--few"]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(test, *arguments)
                   for test, arguments in tests()]
        for number, future in enumerate(futures, 1):
            name, count, failures = future.result()
            checks += count
            failed += bool(failures)
            if only and not any(word in name for word in only):
                continue
            print(f"{'not ok' if failures else 'ok'} {number} - {name} "
                  f"({count} checks)")
            print("".join(f"# {line}\n" for line in failures[:4]), end="")
    print(f"1..{number}\n# {checks} checks")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
