"""What the tests of the diagnosis share: attempts from short texts, and the written scenarios."""

import functools
from pathlib import Path

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.verdict import judge
from tests.fixtures.short_texts import attempt_of


@pytest.fixture(autouse=True, scope="session")
def stumbling_rules_fail_the_test():
    """Outside of the tests a rule that stumbles is left out; here it must not stumble."""
    patch = pytest.MonkeyPatch()
    patch.setattr(judge, "_STUMBLES", ())
    yield
    patch.undo()


@pytest.fixture
def attempt():
    return attempt_of


@functools.cache
def scenarios():
    """Return (name, expected cause, causes that fit as well, attempt) of every scenario."""
    found = []
    for path in sorted((Path(__file__).parent / "scenarios").glob("*.txt")):
        for block in path.read_text().split("\n\n"):
            marks = dict(
                line[2:].split(": ", 1) for line in block.splitlines() if line.startswith("# ")
            )
            if "name" in marks:
                text = "\n".join(line for line in block.splitlines() if not line.startswith("# "))
                also = {cause.strip() for cause in marks.get("also", "").split(",")} - {""}
                found.append((marks["name"], marks["cause"], also, attempt_of(text)))
    return found


@functools.cache
def verdict_of(attempt):
    """Return what is concluded from a scenario, once for all who ask."""
    return diagnose(attempt)


def pytest_generate_tests(metafunc):
    """Ask for each scenario; all that is asked of one, in one worker."""
    if "scenario" in metafunc.fixturenames:
        known = [
            pytest.param(each, id=each[0], marks=pytest.mark.xdist_group(f"scenario {each[0]}"))
            for each in scenarios()
        ]
        metafunc.parametrize("scenario", known)
