"""Parameters of challenges are explained whatever their letter case."""

from inspector.annotate.challenge_params import explained


def test_known_and_unknown():
    assert explained("Realm") == ("name of the protected area", "RFC 9110 §11.5")
    assert explained("resource_metadata")[1] == "RFC 9728 §5.1"
    assert explained("teapot") == ("", "")
