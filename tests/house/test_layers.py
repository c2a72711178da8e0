"""The layers of pyproject.toml hold, and no folder is a place for leftovers."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LEFTOVERS = {"utils", "util", "misc", "common", "helpers", "shared", "stuff"}
TOP_LEVEL = {
    "pyproject.toml",
    "README.md",
    "inspector",
    "resources",
    "tests",
    "packaging",
    "LICENSE",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Makefile",
    ".ci",
    ".gitignore",
    ".pre-commit-config.yaml",
}


def test_the_layers_hold():
    program = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [program, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )
    assert run.returncode == 0, run.stdout[-3000:]


def test_no_folder_or_module_is_a_place_for_leftovers():
    names = [path for path in (ROOT / "inspector").rglob("*") if path.stem.lower() in LEFTOVERS]
    assert not names


def test_only_the_agreed_names_stand_at_the_top():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\n")
    found = {line.split("/")[0] for line in listed if line}
    assert found <= TOP_LEVEL, found - TOP_LEVEL
