#!/usr/bin/env python3
"""Pieces of policies and packs to begin a long fuzzing with: pieces.py FOLDER

The corpora beside this file are small, for each build replays them. A fuzzer
gets further from hundreds of pieces of what people write: FOLDER gets one
folder of them for each target that reads such texts. They are cut from the
project's own policies, pairs and packs, and from the documents of
CLAUSELINT_SHARED where that is set. The same pieces each time.
"""
import os
import pathlib
import random
import re
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
SHARED = pathlib.Path(os.environ.get("CLAUSELINT_SHARED", "/nowhere"))
ENCODINGS = ("cp1251", "koi8-r", "utf-16", "utf-16-be", "cp866")
PACK_HEAD = "---\npack: x\ntitle: Проба\nedition: 2026-11-21\n---\n\n"
# What document_fuzz.c takes a first byte for: the ending of the file's name.
MARKDOWN, PAGE, PLAIN = b"\0", b"\1", b"\2"


def documents():
    """(whether it is a page, its text)"""
    paths = [*TOP.glob("testdata/policies/*"), *TOP.glob("testdata/complete/*.md"),
             *SHARED.glob("corpus/docs/*")]
    for path in sorted(paths):
        yield path.suffix == ".html", path.read_text("utf-8", "replace")


def pieces_of_documents(chance):
    for number, (is_page, text) in enumerate(documents()):
        for size in (300, 800, 1500):
            at = text.find("\n", chance.randrange(len(text))) + 1
            kind = PAGE if is_page else chance.choice((MARKDOWN, PLAIN))
            yield f"document/{number}-{size}", (
                kind + text[at:at + size].encode())
        encoding = ENCODINGS[number % len(ENCODINGS)]
        yield f"document/{number}-{encoding}", (
            (PAGE if is_page else PLAIN)
            + text[:900].encode(encoding, "replace"))
        if not is_page:
            lines = text[:900].split("\n")
            chance.shuffle(lines)
            yield f"diff/{number}", (
                text[:700] + "\n===\n" + "\n".join(lines)).encode()
            yield f"allow/{number}", (
                text[:400] + "\n\n<!-- clauselint-allow ru: так решено -->\n\n"
                + text[400:700] + "\n===\n[0f1e]\nrule = ru\n").encode()


def pieces_of_pairs():
    for path in sorted(TOP.glob("testdata/diff/*.pair")):
        yield f"diff/{path.stem}", re.sub(
            r"(?m)^---.*$", "===", path.read_text("utf-8")).encode()


def pieces_of_packs(chance):
    texts = [text for _, text in documents()]
    for path in sorted(TOP.glob("rules/packs/*.md")):
        text = path.read_text("utf-8")
        sections = re.split(r"(?m)^(?=## )", text)[1:]
        for number, section in enumerate(sections):
            if len(section) < 3500:
                own = re.sub(r"## [a-z]+/", "## x/", section)
                yield f"pack/{path.stem}-{number}", (PACK_HEAD + own).encode()
        fences = re.findall(r"```(?:find|unless)(?: here)?\n(.*?)```", text, re.S)
        for number, fence in enumerate(fences[::5]):
            yield f"phrase/{path.stem}-{number}", (
                fence[:800] + "===\n" + chance.choice(texts)[:800]).encode()


def main():
    chance = random.Random(1)
    folder = pathlib.Path(sys.argv[1])
    for pieces in (pieces_of_documents(chance), pieces_of_pairs(),
                   pieces_of_packs(chance)):
        for name, content in pieces:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


main()
