"""Builds attempts from short texts: `>` lines are sent, `<` lines come back, `---` parts them."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from inspector.diagnose import verdict
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply, latin1

START = datetime(2023, 11, 15, 0, 13, 20, tzinfo=UTC)


def header(text):
    name, _, value = text.partition(": ")
    return Header(name.strip().removesuffix(":"), latin1(value))


def one_exchange(lines, number):
    sent = [line[2:] for line in lines if line.startswith("> ")]
    got = [line[2:] for line in lines if line.startswith("< ")]
    sent_body = b"".join(line[3:].encode() for line in lines if line.startswith(">> "))
    got_body = b"\n".join(line[3:].encode() for line in lines if line.startswith("<< "))
    method, url = sent[0].split(" ", 1)
    status, _, reason = got[0].partition(" ")
    headers = tuple(map(header, got[1:]))
    date = next((h.value for h in headers if h.name == "Date"), "")
    started = parsedate_to_datetime(date) if date else START
    return Exchange(
        request=Message(
            method=method, url=url, headers=tuple(map(header, sent[1:])), body=sent_body
        ),
        reply=Reply(status=int(status), reason=reason, headers=headers, body=got_body),
        started=started + timedelta(seconds=number),
    )


def attempt_of(text, **more):
    parts = [part.strip().splitlines() for part in re.split(r"\n\s*---\n", text)]
    parts = [[line.strip() for line in lines if line.strip()] for lines in parts]
    exchanges = tuple(one_exchange(lines, number) for number, lines in enumerate(parts))
    return Attempt(exchanges=exchanges, source="har", **more)


@pytest.fixture(autouse=True, scope="session")
def stumbling_rules_fail_the_test():
    """Outside of the tests a rule that stumbles is left out; here it must not stumble."""
    patch = pytest.MonkeyPatch()
    patch.setattr(verdict, "_STUMBLES", ())
    yield
    patch.undo()


@pytest.fixture
def attempt():
    return attempt_of


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


def pytest_generate_tests(metafunc):
    if "scenario" in metafunc.fixturenames:
        known = scenarios()
        metafunc.parametrize("scenario", known, ids=[name for name, *_ in known])
