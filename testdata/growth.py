#!/usr/bin/env python3
"""What a check costs as hostile documents grow: growth.py BENCH [BYTES]

Each generator makes a document of about n bytes; it is read and checked at n,
2n and 4n by rules/bench.c, and the processor time of each is printed with the
factor from one size to the next. Linear is 2; what the limits of the reader
refuse is said to be refused. No test depends on these times.
"""
import os
import subprocess
import sys
import tempfile

WORDS = ("Компания обрабатывает персональные данные пользователей и "
         "передаёт их третьим лицам по договору ")


def repeat(text):
    """A document of one piece of text, over and over."""
    def make(size):
        piece = text.encode()
        return piece * max(1, size // len(piece))
    return make


def counted(form):
    """Pieces with a number in each."""
    def make(size):
        pieces = []
        length = 0
        number = 1
        while length < size:
            piece = form.format(number, number + 1).encode()
            pieces.append(piece)
            length += len(piece)
            number += 1
        return b"".join(pieces)
    return make


GENERATORS = {
    "prose.md": repeat(WORDS + ".\n\n"),
    "one long line.md": repeat(WORDS),
    "one long sentence.md": repeat("согласие на обработку данных, "),
    "tiny items.md": repeat("- а\n"),
    "numbered items.md": counted("{}. Данные\n"),
    "references in circles.md": counted("{0}. См. п. {1}.\n\n"),
    "numbers 1.1.1.1.md": repeat("1."),
    "numbered deep.md": counted("1.1.1.1.{}. Данные.\n\n"),
    "nested quotes.md": repeat("> " * 20 + "данные\n\n"),
    "entities.md": repeat("&amp;&laquo;&#1076;"),
    "entities.html": repeat("&amp;&laquo;&#1076;"),
    "angles.md": repeat("<"),
    "angles.html": repeat("<"),
    "brackets.md": repeat("["),
    "links.md": repeat("[данные]("),
    "stars.md": repeat("*"),
    "stars in words.md": repeat("**а*"),
    "underscores.md": repeat("_а"),
    "backticks.md": repeat("`"),
    "quotes.md": repeat("«данные"),
    "parentheses.md": repeat("(далее "),
    "table.md": lambda size: b"| a | b | c |\n|---|---|---|\n" + repeat(
        "| цель | данные | срок 5 лет |\n")(size),
    "table of one row.html": lambda size: b"<table><tr>" + repeat(
        "<td>данные")(size),
    "open tags.html": repeat("<b>данные "),
    "divs.html": repeat("<div>а</div>"),
    "comments.html": repeat("<!-- а --> б "),
    "terms.md": counted("«Термин{0}» — это данные{0}.\n\n"),
    "uses of terms.md": lambda size: "«Оператор» — это ООО «Ромашка».\n\n"
    .encode() + repeat("Оператор и оператору. ")(size),
    "citations.md": repeat("ст. 9 152-ФЗ, ч. 2 ст. 6, "),
    "articles.md": counted("ст. {} и "),
    "terms of days.md": repeat("в течение 30 дней, "),
    "near misses.md": repeat(
        "Согласие может быть дано и данные могут быть переданы. "),
    "negations.md": repeat("не без "),
    "digits.md": repeat("1234567890 "),
    "e-mails.md": repeat("a.b-c.d_"),
    "at signs.md": repeat("a@"),
    "capitals.md": repeat("ООО "),
    "control bytes.md": repeat("а\x01\x02"),
    "no UTF-8.md": lambda size: b"\xff\xfe\x80" * (size // 3),
}


def cost(bench, path):
    """Milliseconds to read and to check, or None if it is refused."""
    run = subprocess.run([bench, "-n", "3", path], capture_output=True)
    words = run.stdout.decode().split()
    if run.returncode or len(words) < 6:
        return None
    return float(words[3]) + float(words[6])


def main():
    bench = sys.argv[1]
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 64 * 1024
    print(f"{'ms at bytes':28}{size:>10}{2 * size:>10}{4 * size:>10}")
    with tempfile.TemporaryDirectory() as folder:
        for name, make in GENERATORS.items():
            path = os.path.join(folder, "policy" + os.path.splitext(name)[1])
            costs = []
            for factor in (1, 2, 4):
                with open(path, "wb") as file:
                    file.write(make(factor * size))
                costs.append(cost(bench, path))
            shown = "".join(
                f"{'refused':>10}" if c is None else f"{c:10.2f}"
                for c in costs)
            factors = "".join(
                f"  x{b / a:.1f}" for a, b in zip(costs, costs[1:])
                if a and b)
            print(f"{name:28}{shown}{factors}", flush=True)


if __name__ == "__main__":
    main()
