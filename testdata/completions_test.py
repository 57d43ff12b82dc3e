#!/usr/bin/env python3
"""What shells complete, asked of the shells themselves.
completions_test.py CLAUSELINT FOLDER; FOLDER holds the completions as they
were built; prints TAP for meson. A shell that is not there is skipped.
"""
import os
import pathlib
import pty
import re
import shutil
import subprocess
import sys
import unittest

from commands_test import main, tool

BUILT = pathlib.Path(sys.argv[2]).resolve()

# A line, and the words that may stand at its end.
CASES = [
    ("clauselint ch", ["check"]),
    ("clauselint baseline ", ["check", "prune", "write"]),
    ("clauselint config s", ["show"]),
    ("clauselint help exp", ["explain"]),
    ("clauselint lsp --sev", ["--severity"]),
    ("clauselint check --format=sa", ["--format=sarif"]),
    ("clauselint check -f gi", ["github", "gitlab"]),
    ("clauselint diff --format ", ["html", "json", "markdown", "text"]),
    ("clauselint check -q --fail-on wa", ["warning"]),
    ("clauselint diff --fail-on rights,sc", ["rights,scope"]),
    ("clauselint check --jurisdiction RU,B", ["RU,BY"]),
    ("clauselint check dra", ["draft.md"]),
    ("clauselint check --format sarif=dra", ["sarif=draft.md"]),
    ("clauselint check --config=dra", ["--config=draft.md"]),
    ("clauselint check --as-of ", []),
    ("clauselint lsp ", []),
    ("clauselint explain ru/consent-irr", ["ru/consent-irrevocable"]),
    ("clauselint check --ignore ru/a,ru/consent-irr",
     ["ru/a,ru/consent-irrevocable"]),
    ("clauselint check --level ru/consent-irr", ["ru/consent-irrevocable="]),
    ("clauselint check --level ru/x=of", ["ru/x=off"]),
]


def shell(name):
    program = shutil.which(name)
    if not program:
        raise unittest.SkipTest(f"no {name}")
    return program


def environment(folder):
    """Where "clauselint" is the program under test, and nothing is set up."""
    (folder / "bin").mkdir()
    (folder / "bin" / "clauselint").symlink_to(tool)
    (folder / "draft.md").write_text("# Политика\n", "utf-8")
    return {**os.environ, "PATH": f"{folder}/bin:{os.environ['PATH']}",
            "HOME": str(folder), "ZDOTDIR": str(folder),
            "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder),
            "TERM": "dumb", "OUT": str(folder / "out")}


def ask(program, options, script, folder):
    done = subprocess.run([program, *options, "-c", script], cwd=folder,
                          env=environment(folder), capture_output=True,
                          stdin=subprocess.DEVNULL, timeout=120, text=True)
    assert done.returncode == 0 and not done.stderr, done.stderr
    return [sorted(filter(None, answer.split("\n")))
            for answer in done.stdout.split("--\n")[:-1]]


def compare(answers, expected):
    for (line, _), answer, words in zip(CASES, answers, expected, strict=True):
        assert answer == words, (line, answer)


def after_break(line, word):
    """The part that bash puts in: "=" ends a word of its own."""
    given = re.split(r"\s", line)[-1]
    cut = given.rfind("=") + 1
    return word[cut:]


def test_every_shell_can_read_its_completion(folder):
    for name, file in (("bash", "clauselint"), ("zsh", "_clauselint"),
                       ("fish", "clauselint.fish")):
        program = shutil.which(name)
        if program:
            subprocess.run([program, "-n", BUILT / file], check=True,
                           capture_output=True)


def test_bash_completes_commands_options_values_files_and_rules(folder):
    script = f"source '{BUILT}/clauselint'\ncompopt() {{ :; }}\n"
    for line, _ in CASES:
        script += (f"COMP_LINE='{line}' COMP_POINT={len(line)} COMPREPLY=()\n"
                   "_clauselint clauselint\n"
                   "printf '%s\\n' \"${COMPREPLY[@]}\" --\n")
    compare(ask(shell("bash"), ["--norc"], script, folder),
            [[after_break(line, word) for word in words]
             for line, words in CASES])


def test_fish_completes_commands_options_values_files_and_rules(folder):
    script = f"source '{BUILT}/clauselint.fish'\n"
    for line, _ in CASES:
        script += f"complete -C '{line}' | string replace -r '\\t.*' ''\n"
        script += "printf '%s\\n' --\n"
    compare(ask(shell("fish"), ["--no-config"], script, folder),
            [words for _, words in CASES])


ZSH = r"""
fpath=(%s $fpath)
autoload -Uz compinit
compinit -u -D
unset zle_bracketed_paste
complete_line() { zle complete-word; print -r -- "$BUFFER" >>$OUT; BUFFER=; }
zle -N complete_line
bindkey '^T' complete_line
bindkey '^D' send-break
PS1='ready> '
"""


def in_terminal(program, folder, lines):
    """Type the lines into zsh, and ^T at the end of each."""
    place = environment(folder)
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execve(program, [program, "-i"], place)
    seen = b""
    for line in lines:
        while not seen.endswith(b"ready> "):
            seen += os.read(terminal, 4096)
        os.write(terminal, line.encode() + b"\x14\n")
        seen = b""
    os.write(terminal, b"exit\n")
    try:
        while os.read(terminal, 4096):
            pass
    except OSError:  # the terminal is gone
        pass
    os.waitpid(child, 0)
    return (folder / "out").read_text("utf-8").splitlines()


def test_zsh_completes_what_can_only_be_one_word(folder):
    program = shell("zsh")
    (folder / ".zshrc").write_text(ZSH % BUILT, "utf-8")
    cases = [(line, words[0]) for line, words in CASES if len(words) == 1]
    seen = in_terminal(program, folder, [line for line, _ in cases])
    for (line, word), whole in zip(cases, seen, strict=True):
        before = line[:line.rindex(" ") + 1]
        assert whole.strip() == before + word, (line, whole)


if __name__ == "__main__":
    sys.exit(main(globals()))
