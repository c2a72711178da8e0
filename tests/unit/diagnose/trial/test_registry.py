"""The experiments are found by themselves."""

import pytest

from inspector.diagnose.trial.part import all_experiments, experiment

WANTED = {
    "api-description",
    "resource-metadata",
    "accepted-before",
    "fresh-login",
    "userinfo",
    "with-cookie-jar",
    "by-the-proxy",
    "other-http-version",
    "host-as-certificate",
    "client-certificate",
    "without-credentials",
    "garbage-credentials",
    "other-scheme",
    "fresh-token",
    "signature-altered",
    "expired-by-design",
    "without-cookies",
    "with-csrf-token",
    "other-place-of-the-key",
    "trailing-slash",
    "final-address",
    "http-https",
    "direct-without-proxy",
    "other-saved-credential",
    "issuer-keys",
    "introspection",
    "preflight",
    "same-credential-elsewhere",
    "other-word-before-the-token",
    "read-in-place-of-write",
}


def test_all_are_there():
    assert set(all_experiments()) == WANTED


def test_an_unknown_one_is_refused():
    with pytest.raises(KeyError):
        experiment("nothing")
