"""Installed packages are listed with the licence that they give themselves."""

import re
from pathlib import Path

from inspector.gui.help.packages import NAMES, packages

ROOT = Path(__file__).parents[2]


def test_each_installed_package_names_its_licence():
    found = {each.part: each for each in packages()}
    assert found["httpx"].licence == "BSD-3-Clause"
    assert all(each.licence and len(each.licence) <= 60 for each in found.values())
    assert all(each.text or each.url for each in found.values())
    assert found["httpx"].text.read_text(encoding="utf-8")


def test_what_is_not_installed_is_left_out():
    assert packages(("no-such-package-here",)) == ()


def test_every_package_that_the_program_asks_for_is_listed():
    lines = (ROOT / "packaging" / "requirements" / "run.in").read_text().splitlines()
    asked = {re.split(r"[\[>=<]", line)[0].lower() for line in lines if line and line[0] != "#"}
    assert asked - {"pyside6-essentials"} <= set(NAMES)
