"""Secrets are gathered wherever the attempt holds them."""

from inspector.export.gather import MOST, secrets_of
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message
from tests.unit.export.conftest import BASIC, JWT, KEY, PASSWORD, SESSION


def test_every_part_is_looked_at(answer):
    found = secrets_of(answer.attempt, ("value of the vault", "short"))
    assert set(found) >= {BASIC, JWT, KEY, PASSWORD, SESSION}
    assert found[0] == "value of the vault"
    assert "short" not in found


def test_masked_values_are_none():
    headers = (
        Header("Authorization", "Bearer [REDACTED TOKEN]"),
        Header("Cookie", "sid={{session}}"),
    )
    attempt = Attempt(exchanges=(Exchange(request=Message(method="GET", url="", headers=headers)),))
    assert secrets_of(attempt) == ()


def test_there_is_an_end_to_it():
    headers = tuple(Header("Cookie", f"sid={number:09d}x") for number in range(2 * MOST))
    attempt = Attempt(exchanges=(Exchange(request=Message(method="GET", url="", headers=headers)),))
    assert len(secrets_of(attempt)) == MOST
