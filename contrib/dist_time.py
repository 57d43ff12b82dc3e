#!/usr/bin/env python3
"""Run by `meson dist`: files of the release are as old as its last commit, or
as SOURCE_DATE_EPOCH says, so that the archive is the same whenever it is made.
"""
import os
import pathlib
import subprocess

source = os.environ["MESON_SOURCE_ROOT"]
when = os.environ.get("SOURCE_DATE_EPOCH") or subprocess.run(
    ["git", "-C", source, "log", "-1", "--format=%ct"], check=True,
    capture_output=True, text=True).stdout
root = pathlib.Path(os.environ["MESON_DIST_ROOT"])
for path in [*root.rglob("*"), root]:
    os.utime(path, (int(when), int(when)), follow_symlinks=False)
