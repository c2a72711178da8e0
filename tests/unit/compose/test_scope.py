"""The scope: what is known, and never printed."""

from inspector.compose.scope import Scope
from inspector.model.secret import Secret, SecretRef

KEY = SecretRef(place="memory", name="k")


def test_unknown_is_none():
    assert Scope().revealed(KEY) is None


def test_more_secrets_do_not_change_the_first_scope():
    first = Scope()
    second = first.with_secrets({KEY: Secret("value")})
    assert second.revealed(KEY) == "value"
    assert first.revealed(KEY) is None


def test_printing_shows_no_secret():
    assert "hunter2" not in repr(Scope(secrets={KEY: Secret("hunter2")}))
