"""Two to six attempts side by side; nothing secret in it, and quick for large bodies."""

import msgspec
import pytest

from inspector.compare.comparison import compare
from inspector.model.message import Header
from inspector.protocol.redaction import DOTS
from tests.unit.compare.conftest import attempt, bearer, token

SECRET = "marked-secret-value-77"


def test_heads_say_status_and_verdict():
    found = compare(
        [attempt(bearer(token(exp=1_700_000_000))), attempt(bearer(token()), status=200)],
        ("first", "second"),
    )
    assert [head.status for head in found.heads] == [401, 200]
    assert found.heads[0].title.startswith("Your access token expired")
    assert [head.label for head in found.heads] == ["first", "second"]


def test_claims_stand_field_by_field():
    found = compare([attempt(bearer(token(aud="v2"))), attempt(bearer(token()), status=200)])
    lines = {line.name: line for s in found.sections if s.id == "credential" for line in s.lines}
    assert [cell.text for cell in lines["aud"].cells] == ["v2", "orders-v1"]
    assert lines["aud"].differs
    assert not lines["iss"].differs
    assert lines["iat"].weight == "noise"
    assert lines["Authorization"].differs


def test_what_is_known_to_work_counts_as_accepted():
    found = compare([attempt(), attempt(bearer(token()))], works=frozenset({1}))
    assert found.heads[1].accepted
    assert "missing credential" in found.title


def test_no_secret_is_anywhere_in_it():
    one, two = (
        attempt(
            Header("Authorization", f"Bearer {SECRET}{n}"),
            Header("Cookie", f"sid={SECRET}{n}"),
            url=f"https://api.example.com/?key={SECRET}{n}",
            reply_body=f"<p>{SECRET}{n}</p>".encode(),
        )
        for n in "ab"
    )
    text = msgspec.json.encode(compare([one, two], known=(SECRET + "a", SECRET + "b"))).decode()
    assert SECRET not in text


@pytest.mark.parametrize("count", [0, 1, 7])
def test_two_to_six_can_be_compared(count):
    with pytest.raises(ValueError, match="Two to six"):
        compare([attempt()] * count)


def test_six_columns_have_five_steps():
    found = compare([attempt()] * 6)
    assert len(found.heads) == 6
    assert len(found.steps) == 5
    assert all(len(line.cells) == 6 for section in found.sections for line in section.lines)


def _code(*bodies):
    typed = (Header("Content-Type", "application/json"),)
    found = compare([attempt(reply_headers=typed, reply_body=body) for body in bodies])
    return next(section.code for section in found.sections if section.id == "reply-body")


def test_json_bodies_are_laid_out_side_by_side():
    assert len(_code(b'{"a": 1}', b'{"a": 2}')) == 3
    assert len(_code(b'{"a": 1}', b"")) == 3


@pytest.mark.parametrize(
    ("bodies", "form"),
    [
        ((b'{"a": 1}', b'{"a": 2}'), "json"),
        ((b'{"a": 1}', b"{broken"), "mixed"),
        ((b"<html>a</html>", b"b"), "text"),
        ((b"some words", b""), "text"),
    ],
)
def test_it_is_said_what_the_bodies_are(bodies, form):
    found = compare([attempt(reply_body=body) for body in bodies])
    (section,) = (each for each in found.sections if each.code)
    assert section.form == form


def test_where_one_body_can_not_be_laid_out_none_is():
    assert _code(b'{"a": 1}', b"<a>1</a>") == ()
    assert _code(b'{"a": 1}', b"[1" + b",1" * 30_000 + b"]") == ()


def test_in_presentation_mode_claims_are_compared_and_not_shown():
    pair = [attempt(bearer(token(sub="ada"))), attempt(bearer(token(sub="bob")), status=200)]
    found = compare(pair, hidden=True)
    lines = {line.name: line for s in found.sections if s.id == "credential" for line in s.lines}
    assert {cell.text for name in ("sub", "iss", "aud") for cell in lines[name].cells} == {DOTS}
    assert (lines["sub"].differs, lines["iss"].differs) == (True, False)
    assert found.title == "The subject was the cause"
    text = msgspec.json.encode(found).decode()
    assert not [word for word in ("ada", "bob", "orders-v1") if word in text]
