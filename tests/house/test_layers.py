"""The layers of pyproject.toml hold, and no folder is a place for leftovers."""

import ast
import os
import subprocess
import sys
from pathlib import Path

from tests.house import _program as house

ROOT = Path(__file__).parents[2]
LEFTOVERS = {"utils", "util", "misc", "common", "helpers", "shared", "stuff"}
LOADED_AT_THE_START = {"inspector.gui.theme", "inspector.vault", "inspector.wording"}
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


def _own_at_once(package, path):
    """Return the modules of a package that are imported with the package itself."""
    found = [node for node in house.tree(path).body if isinstance(node, ast.ImportFrom)]
    return [each.module for each in found if (each.module or "").startswith(f"{package}.")]


def test_no_package_that_is_loaded_late_imports_its_own_modules():
    # Two threads that import package and module wait for each other: one gets half a module.
    packages = {name: path for name, path in house.modules().items() if path.stem == "__init__"}
    eager = {name for name, path in packages.items() if _own_at_once(name, path)}
    assert eager <= LOADED_AT_THE_START
