"""Installed packages are listed with the licence that they give themselves."""

import re
import tomllib
from pathlib import Path

from inspector.presentation.help.licences import declared, packages

ROOT = Path(__file__).parents[4]


def test_each_installed_package_names_its_licence():
    found = {each.part: each for each in packages()}
    assert found["httpx"].licence == "BSD-3-Clause"
    assert all(each.licence and len(each.licence) <= 60 for each in found.values())
    assert all(each.text or each.url for each in found.values())
    assert found["httpx"].text.read_text(encoding="utf-8")


def test_what_is_not_installed_is_left_out():
    assert packages(("no-such-package-here",)) == ()


def test_every_package_that_the_program_declares_is_listed():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[\[>=<]", line)[0].lower() for line in project["dependencies"]}
    assert asked - {"pyside6-essentials"} <= set(declared())


def test_what_an_extra_brings_is_listed_too():
    assert {"h2", "socksio"} <= set(declared())
    assert "h2" in {each.part for each in packages()}
