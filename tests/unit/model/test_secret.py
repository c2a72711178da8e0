"""A secret shows itself to nobody who does not ask."""

from inspector.model.secret import NO_SECRET, Secret, SecretRef


def test_printing_a_secret_shows_a_mask():
    secret = Secret("hunter2-and-more")
    assert "hunter" not in f"{secret} {secret!r} {[secret]}"
    assert secret.reveal() == "hunter2-and-more"


def test_a_secret_is_true_when_it_holds_something():
    assert Secret("x")
    assert not Secret("")


def test_a_reference_is_true_when_something_was_entered():
    assert not NO_SECRET
    assert SecretRef(place="keyring", name="a")
    assert SecretRef(place="ask")
