#!/usr/bin/env python3
"""What contrib/ gives to other programs, run as they run it.
contrib_test.py CLAUSELINT; prints TAP for meson.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import unittest

from commands_test import HERE, POLICIES, main, run, tool

try:
    import yaml
except ImportError:
    yaml = None

TOP = HERE.parent
BAD, GOOD = "Согласие безотзывное.\n", "Согласие можно отозвать в любой момент.\n"
NARROW = ["--select", "ru/consent-irrevocable", "--jurisdiction", "RU"]


def environment(folder, **more):
    """Where "clauselint" is the program under test."""
    (folder / "bin").mkdir(exist_ok=True)
    program = folder / "bin" / "clauselint"
    if not program.exists():
        program.symlink_to(tool)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "LC_ALL": "ru_RU.UTF-8",
            "GIT_CONFIG_GLOBAL": "/dev/null", "HOME": str(folder), **more}


def shell(folder, command, **more):
    done = subprocess.run(["bash", "-c", command], cwd=folder, text=True,
                          capture_output=True, timeout=120,
                          env=environment(folder, **more))
    return done.returncode, done.stdout, done.stderr


def policies(folder):
    (folder / "п & $(touch x).md").write_text(BAD, "utf-8")
    (folder / "good policy.md").write_text(GOOD, "utf-8")


def step(folder, files, *options, fail_on="error", **more):
    """The check of the GitHub action, as a workflow would run it."""
    return shell(folder, f"bash '{TOP}/contrib/github/check.sh'",
                 CHECK_FILES=files, CHECK_FAIL_ON=fail_on,
                 CHECK_SARIF="out.sarif",
                 CHECK_OPTIONS="\n".join([*NARROW, *options]), **more)


def test_the_problem_matcher_reads_every_line_of_the_gcc_format(folder):
    matcher = json.loads(
        (TOP / "contrib/github/matcher.json").read_text("utf-8"))
    pattern = matcher["problemMatcher"][0]["pattern"][0]
    _, out, _ = run("check", "-f", "gcc", *POLICIES)
    _, report, _ = run("check", "-f", "json", *POLICIES)
    findings = [(file["path"], finding)
                for file in json.loads(report)["files"]
                for finding in file["findings"]]
    assert findings
    for line, (path, finding) in zip(out.splitlines(), findings, strict=True):
        match = re.match(pattern["regexp"], line)
        assert match, line
        start = finding["span"]["start"]
        for name, value in (("file", path), ("line", start["line"]),
                            ("column", start["column"]),
                            ("severity", finding["severity"]),
                            ("message", finding["message"]),
                            ("code", finding["rule"])):
            assert match[pattern[name]] == str(value), (name, line)


def test_the_github_step_annotates_and_summarises_and_fails(folder):
    policies(folder)
    summary = folder / "summary"
    status, out, _ = step(folder, "good policy.md\nп & $(touch x).md\n",
                          GITHUB_STEP_SUMMARY=str(summary))
    assert status == 1, out
    assert out.startswith("::error file=п & $(touch x).md"), out
    assert not (folder / "x").exists()
    sarif = json.loads((folder / "out.sarif").read_text("utf-8"))
    results = sarif["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == [
        "ru/consent-irrevocable"]
    lines = summary.read_text("utf-8").splitlines()
    assert lines[0] == "### clauselint"
    assert any("ru/consent-irrevocable" in line for line in lines)
    assert all(line.startswith("    ") or not line for line in lines[1:])
    assert not (folder / "out.sarif.txt").exists()


def test_the_github_step_passes_what_is_good_or_allowed_to_be_bad(folder):
    policies(folder)
    assert step(folder, "good policy.md")[0] == 0
    assert step(folder, ".", fail_on="never")[0] == 0
    assert step(folder, "nothing.md")[0] == 2


def test_without_a_level_of_its_own_the_step_takes_that_of_the_project(folder):
    policies(folder)
    (folder / ".clauselint.ini").write_text("root = yes\nfail-on = never\n")
    assert step(folder, ".", fail_on="")[0] == 0
    assert step(folder, ".", fail_on="error")[0] == 1


def test_what_the_readme_says_of_changes_works(folder):
    text = (TOP / "contrib/README.md").read_text("utf-8")
    changed = re.search(r"^    git diff (?:.|\n {8})*", text, re.M)[0]
    worse = re.search(r"^    clauselint diff .*", text, re.M)[0]
    good = "# Политика\n\n1. ООО «Клевер» хранит имя год.\n"
    commit = "git add -A && git -c user.name=x -c user.email=x@x.example " \
             "commit -qm x"
    (folder / ".clauselint.ini").write_text(
        "root = yes\nselect = ru/consent-irrevocable\n")
    (folder / "policy.md").write_text(good, "utf-8")
    (folder / "other.md").write_text(good + BAD, "utf-8")
    assert shell(folder, f"git init -q . && {commit} && "
                         "git update-ref refs/remotes/origin/main HEAD")[0] == 0
    assert shell(folder, changed)[:2] == (0, "")
    assert shell(folder, worse)[0] == 0
    (folder / "policy.md").write_text(good + "\n" + BAD, "utf-8")
    (folder / "other.md").unlink()
    assert shell(folder, commit)[0] == 0
    status, out, err = shell(folder, changed)
    assert status == 123 and "policy.md" in out and "other" not in out, (
        out, err)
    status, out, err = shell(folder, worse)
    assert status == 1 and "ru/consent-irrevocable" in out, (out, err)


def test_the_github_action_says_what_its_scripts_read(folder):
    if yaml is None:
        raise unittest.SkipTest("no PyYAML")
    action = yaml.safe_load(
        (TOP / "contrib/github/action.yml").read_text("utf-8"))
    steps = action["runs"]["steps"]
    given = {value[len("${{ inputs."):-len(" }}")]
             for step in steps for value in step.get("env", {}).values()}
    assert given == set(action["inputs"])
    for step in steps:
        assert "${{" not in step["run"], "an input must not become a command"
        script = re.search(r"PATH/(\w+\.sh)", step["run"])[1]
        text = (TOP / "contrib/github" / script).read_text("utf-8")
        for name in step.get("env", {}):
            assert f"${name}" in text or f"${{{name}" in text, name


def test_the_gitlab_job_writes_its_reports(folder):
    if yaml is None:
        raise unittest.SkipTest("no PyYAML")
    policies(folder)
    template = yaml.safe_load(
        (TOP / "contrib/gitlab/clauselint.yml").read_text("utf-8"))
    job = template["clauselint"]
    assert job["artifacts"]["reports"]["codequality"] == "clauselint.json"
    line = job["script"][0].replace("/opt/build/clauselint", "clauselint")
    status, _, err = shell(folder, line, CLAUSELINT_FILES="good*.md *.md",
                           **template["variables"])
    assert status == 1, err
    issues = json.loads((folder / "clauselint.json").read_text("utf-8"))
    assert any(issue["check_name"] == "ru/consent-irrevocable"
               for issue in issues)
    assert "<!DOCTYPE html>" in (folder / "clauselint.html").read_text("utf-8")
    assert not (folder / "x").exists()


def test_the_pre_commit_hook_stops_a_bad_policy(folder):
    if not shutil.which("pre-commit") or not shutil.which("git"):
        raise unittest.SkipTest("no pre-commit")
    hooks = folder / "hooks"
    hooks.mkdir()
    shutil.copy(TOP / ".pre-commit-hooks.yaml", hooks)
    commit = ("git init -q . && git add -A && git -c user.name=x "
              "-c user.email=x@example.org commit -qm x --no-verify")
    assert shell(hooks, commit)[0] == 0
    work = folder / "work"
    work.mkdir()
    (work / "privacy.md").write_text(BAD, "utf-8")
    (work / "README.md").write_text(BAD, "utf-8")
    assert shell(work, commit)[0] == 0
    command = f"pre-commit try-repo '{hooks}' clauselint --all-files"
    status, out, err = shell(work, command)
    assert status == 1 and "privacy.md" in out, (out, err)
    assert "README.md" not in out, out
    (work / "privacy.md").unlink()
    assert shell(work, "git add -A")[0] == 0
    status, out, err = shell(work, command)
    assert status == 0, (out, err)


if __name__ == "__main__":
    sys.exit(main(globals()))
