#!/usr/bin/env python3
"""Are the pages clean under mandoc -T lint? lint.py PAGE...

Whether the other pages are installed here is no matter of the page.
"""
import subprocess
import sys

PASSED = ("referenced manual not found", "outdated mandoc.db")

done = subprocess.run(["mandoc", "-T", "lint", *sys.argv[1:]],
                      capture_output=True, text=True)
lines = [line for line in (done.stdout + done.stderr).splitlines()
         if not any(words in line for words in PASSED)]
print("\n".join(lines[:50]))
sys.exit(1 if lines else 0)
