"""Copies of what is open: masked, by name, no others, and nothing outside their folder."""

import pytest

from inspector.workbench.answer import answer
from inspector.workbench.attempts.open_copies import OpenCopies
from tests.fixtures.short_texts import attempt_of

SECRET = "hush-hush-this-is-a-secret-token-of-ours"


@pytest.fixture
def copies(tmp_path):
    return OpenCopies(tmp_path / "open")


def refused():
    said = f"> GET http://x/v1\n> Authorization: Bearer {SECRET}\n< 401 Unauthorized\n"
    return answer(attempt_of(said))


def test_a_copy_has_the_verdict_and_no_secret(copies, tmp_path):
    whole = refused()
    copies.keep({"one": whole}, ())
    (path,) = (tmp_path / "open").iterdir()
    assert SECRET.encode() not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    back = copies.find("one")
    assert [each.slug for each in back.verdict.findings] == [
        each.slug for each in whole.verdict.findings
    ]
    assert back.attempt.exchanges[0].reply.status == 401


def test_what_is_no_longer_open_goes_and_what_is_awaited_stays(copies):
    whole = refused()
    copies.keep({"one": whole, "two": whole, "three": whole}, ())
    copies.keep({"two": whole}, (), leave={"three"})
    assert copies.find("one") is None
    assert copies.find("two") is not None
    assert copies.find("three") is not None


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"\x81\xa7attempt\x01"])
def test_a_damaged_copy_counts_as_none(copies, tmp_path, content):
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "one.open").write_bytes(content)
    assert copies.find("one") is None


def test_a_name_leads_nowhere_else(copies, tmp_path):
    copies.keep({"one": refused()}, ())
    (tmp_path / "open" / "one.open").rename(tmp_path / "one.open")
    assert copies.find("../one") is None
