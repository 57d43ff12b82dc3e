#!/usr/bin/env python3
"""What clauselint costs, beside what other programs cost for the same bytes.

    testdata/benchmark.py CLAUSELINT              all tables; some minutes
    testdata/benchmark.py --quick CLAUSELINT      smaller inputs, fewer rounds

The policies are generated from those of testdata/complete; nothing is written
outside a temporary folder. Commands that are compared are run in turns, so
that a busy machine slows all of them down; the middle of the wall times and
the least processor time are shown. A figure that does not depend on the load,
to be compared between two commits, is counted by testdata/instructions.py.
Programs that are not installed are left out; textlint and its rule
(@textlint-rule/textlint-rule-pattern) are also found in the folder node_modules
that the environment variable CLAUSELINT_NODE_MODULES names. Where
CLAUSELINT_SHARED names a folder with corpus/docs, those are measured as well.
"""
import argparse
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
PACKS = HERE.parent / "rules" / "packs"
POLICY_SIZE = 12 * 1024
AS_OF = "--as-of=2026-11-22"  # the law of a day does not change


def peak_of(command):
    """Peak memory in KiB; 0 without GNU time. What the system says of a child
    of Python includes Python."""
    if not shutil.which("time"):
        return 0
    done = subprocess.run(["time", "-f", "%M", *command], capture_output=True)
    return int(done.stderr.split()[-1])


class Cost:
    """Of one command: seconds by the clock and of the processor, peak KiB."""

    def __init__(self, command):
        self.command = [str(word) for word in command]
        self.wall, self.cpu = [], []
        self.peak = peak_of(self.command)

    def run(self):
        begin = time.perf_counter()
        process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
        self.wall.append(time.perf_counter() - begin)
        self.cpu.append(usage.ru_utime + usage.ru_stime)
        process.returncode = 0

    @property
    def middle(self):
        return sorted(self.wall)[len(self.wall) // 2]

    @property
    def least(self):
        return min(self.cpu)


def measure(commands, rounds):
    """Run all commands in turns; {name: Cost} of those that are there."""
    costs = {name: Cost(command) for name, command in commands.items()
             if shutil.which(str(command[0]))}
    for _ in range(rounds):
        for cost in costs.values():
            cost.run()
    return costs


def show(title, costs):
    print(f"\n{title}")
    ours = costs["clauselint"]
    print(f"  {'':30} {'wall ms':>10} {'CPU ms':>10} {'MiB':>7}"
          "   wall and CPU of clauselint against it")
    for label, cost in costs.items():
        ratio = "" if cost is ours else (
            f"   {ours.middle / cost.middle:8.3g} x"
            f" {ours.least / cost.least:8.3g} x")
        print(f"  {label:30} {cost.middle * 1e3:10.2f}"
              f" {cost.least * 1e3:10.2f} {cost.peak / 1024:7.1f}{ratio}")


def paragraphs():
    parts = []
    for path in sorted((HERE / "complete").glob("*.md")):
        parts += path.read_text("utf-8").split("\n\n")
    return [part for part in parts if len(part) > 80 and part[0] != "#"]


def policy(seed, size):
    """A policy of about so many bytes, another one for each seed."""
    chance = random.Random(seed)
    parts = paragraphs()
    lines = [f"# Политика обработки персональных данных № {seed}"]
    length, section = len(lines[0].encode()), 0
    while length < size:
        if len(lines) % 8 == 1:
            section += 1
            lines.append(f"## {section}. Раздел {section}")
        lines.append(chance.choice(parts))
        length += len(lines[-1].encode()) + 2
    return "\n\n".join(lines) + "\n"


def as_html(markdown):
    if shutil.which("cmark"):
        return subprocess.run(["cmark"], input=markdown.encode(), check=True,
                              stdout=subprocess.PIPE).stdout.decode()
    return "".join(f"<p>{part}</p>\n" for part in markdown.split("\n\n"))


def words_of_rules():
    """{rule or concept: words of its phrases}"""
    found = {}
    for path in sorted(PACKS.glob("*.md")):
        for section in re.split("^## ", path.read_text("utf-8"), flags=re.M)[1:]:
            fences = re.findall(r"^```(?:find|deny|unless|near|against)(?: here)?"
                                r"\n(.*?)^```", section, re.S | re.M)
            words = set(re.findall(r"[а-яёa-z-]{3,}", "".join(fences)))
            if words:
                found[section.split("\n")[0]] = sorted(words)
    return found


def words_of_packs(folder):
    """The words of the packs' phrases, one a line, for ripgrep."""
    words = {word for rule in words_of_rules().values() for word in rule}
    path = folder / "words"
    path.write_text("\n".join(sorted(words)) + "\n", "utf-8")
    return path, len(words)


def textlint(folder, document):
    """{name: command} of textlint with its pattern rule, a pattern for each of
    our rules; empty where they are not both installed."""
    modules = os.environ.get("CLAUSELINT_NODE_MODULES")
    tool = (f"{modules}/.bin/textlint" if modules
            else shutil.which("textlint"))
    rules = words_of_rules()
    config = folder / "textlint.json"
    config.write_text(json.dumps({"rules": {"@textlint-rule/pattern": {
        "patterns": [{"message": name, "pattern": f"/{'|'.join(words)}/iu"}
                     for name, words in rules.items()]}}}), "utf-8")
    command = [tool, "--config", config]
    command += ["--rules-base-directory", modules] if modules else []
    sample = folder / "sample.md"
    sample.write_text("Согласие дано.\n", "utf-8")
    # With status 2 it tells that the rule is not there.
    if not tool or subprocess.run(
            [*command, sample], capture_output=True).returncode > 1:
        return {}
    return {f"textlint, {len(rules)} patterns": [*command, document]}


def one_policy(tool, folder, rounds):
    markdown, html = folder / "one.md", folder / "one.html"
    text = policy(0, POLICY_SIZE)
    markdown.write_text(text, "utf-8")
    html.write_text(as_html(text), "utf-8")
    words, count = words_of_packs(folder)
    check = [tool, "check", "-q", AS_OF]
    size = markdown.stat().st_size
    show(f"One policy, Markdown, {size} bytes, all packs", measure({
        "clauselint": [*check, markdown],
        "xmllint --html (as HTML)": ["xmllint", "--html", "--noout", html],
        "cmark": ["cmark", markdown],
        f"rg, {count} words": ["rg", "-i", "-c", "-F", "-f", words, markdown],
    }, rounds))
    slow = textlint(folder, markdown)
    if slow:
        show("Beside textlint", measure(
            {"clauselint": [*check, markdown], **slow}, 3))
    show(f"The same as HTML, {html.stat().st_size} bytes", measure({
        "clauselint": [*check, html],
        "xmllint --html": ["xmllint", "--html", "--noout", html],
    }, rounds))
    show("Start alone", measure({
        "clauselint": [tool, "version"],
        "xmllint --version": ["xmllint", "--version"],
        "cmark --version": ["cmark", "--version"],
    }, rounds))


def many_policies(tool, folder, count, rounds):
    many = folder / "many"
    many.mkdir()
    for seed in range(count):
        (many / f"{seed:03}.md").write_text(policy(seed, POLICY_SIZE), "utf-8")
    files = sorted(many.iterdir())
    size = sum(path.stat().st_size for path in files)
    words, words_count = words_of_packs(folder)
    check = [tool, "check", "-q", AS_OF]
    show(f"{count} policies, {size / 1e6:.1f} MB, {os.cpu_count()} processors",
         measure({
             "clauselint": [*check, many],
             "clauselint --jobs 1": [*check, "--jobs", "1", many],
             "cmark": ["cmark", *files],
             f"rg, {words_count} words": ["rg", "-i", "-c", "-F", "-f", words,
                                          many],
         }, rounds))
    few = folder / "few"
    few.mkdir()
    for path in files[:count // 10]:
        shutil.copy(path, few)
    some = measure({"clauselint": [*check, few]}, 1)["clauselint"]
    print(f"  peak memory with a tenth of the policies: "
          f"{some.peak / 1024:.1f} MiB")


def growth(tool, folder, largest):
    print("\nCost against size of the input")
    print(f"  {'bytes':>10} {'CPU ms':>10} {'us/KiB':>8} {'MiB':>8}"
          f" {'x input':>8}")
    size = 1024
    while size <= largest:
        path = folder / "large.md"
        text = policy(1, size).encode()[:16 * 1024 * 1024 - 1]
        path.write_bytes(text)
        cost = measure({"it": [tool, "check", "-q", AS_OF, path]},
                       5 if size < 1 << 20 else 1)["it"]
        print(f"  {len(text):10} {cost.least * 1e3:10.1f}"
              f" {cost.least * 1e9 / len(text) * 1.024:8.1f}"
              f" {cost.peak / 1024:8.1f} {cost.peak * 1024 / len(text):8.1f}")
        size *= 4


def strange_rules(count):
    """A pack of rules whose words occur in no policy."""
    lines = ["---\npack: bench\n---\n"]
    for number in range(count):
        lines.append(
            f"## bench/rule-{number}\n\nСказано про зюмбрик{number}.\n\n"
            f"- English: It speaks of zumbrik {number}.\n- Kind: prohibition\n"
            f"- Severity: note\n- Basis: ст. 1\n\n```find\n"
            f"зюмбрик{number}* ... (хрумзель{number}|брюмзик*)\n"
            f"брынзак{number} [не] хрумзит\n```\n")
    return "\n".join(lines)


def rules(tool, folder, rounds):
    """Stages after the start, as --timing tells them: what rules cost."""
    print("\nCost against number of rules, 12 KiB (ms)")
    print(f"  {'rules added':>12} {'start':>8} {'check':>8}")
    path = folder / "one.md"
    for count in 0, 100, 1000, 4000:
        pack = folder / f"rules{count}.md"
        pack.write_text(strange_rules(count), "utf-8")
        command = [tool, "check", "-q", AS_OF, "--lang", "en", "--timing", path]
        command += ["--pack", pack] if count else []
        starts, checks = [], []
        for _ in range(rounds):
            err = subprocess.run(command, capture_output=True).stderr.decode()
            times = {name: float(number) for number, name
                     in re.findall(r"^ +([\d.]+)  (.+)$", err, re.M)}
            starts.append(times["start"])
            checks.append(sum(times[name] for name in
                              ("profile", "match", "checks", "settle")))
        print(f"  {count:12} {min(starts):8.2f} {min(checks):8.2f}")


def shared(tool, rounds):
    folder = pathlib.Path(os.environ.get("CLAUSELINT_SHARED", "/nowhere"))
    files = sorted((folder / "corpus" / "docs").glob("*"))
    if not files:
        return
    size = sum(path.stat().st_size for path in files)
    show(f"{len(files)} real documents, {size / 1e6:.1f} MB", measure({
        "clauselint": [tool, "check", "-q", AS_OF, *files],
        "xmllint --html": ["xmllint", "--html", "--noout", *files],
        "cmark": ["cmark", *files],
    }, rounds))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("tool", type=pathlib.Path)
    given = parser.parse_args()
    tool = given.tool.resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        one_policy(tool, folder, 15 if given.quick else 41)
        many_policies(tool, folder, 100 if given.quick else 500,
                      2 if given.quick else 5)
        growth(tool, folder, (1 if given.quick else 16) << 20)
        rules(tool, folder, 5 if given.quick else 15)
        shared(tool, 2 if given.quick else 5)


if __name__ == "__main__":
    main()
