"""The title of a SAML document says the worst about it, and the line below what to do."""

import base64
from datetime import UTC, datetime

import pytest

from inspector.annotate.tokens import decode
from tests.fixtures.saml_attacks import RESPONSE, Issuer, attack, text

NOW = datetime(2026, 1, 2, 12, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def issuer():
    return Issuer()


def _decoded(text, now=NOW):
    return decode(text, now)


def test_one_without_a_signature():
    token = _decoded(RESPONSE)
    assert token.result == "SAML response has no signature"
    assert "sign it" in token.todo


def test_one_that_is_over_says_that_by_its_times():
    token = _decoded(RESPONSE, NOW.replace(hour=15))
    assert token.result == ""
    assert token.todo.startswith("Log in again")


def test_a_login_that_was_refused():
    token = _decoded(RESPONSE.replace("status:Success", "status:AuthnFailed"))
    assert token.result == "The identity provider refused the login: AuthnFailed"


def test_a_request_needs_no_signature():
    xml = '<p:AuthnRequest xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1"/>'
    token = _decoded(base64.b64encode(xml.encode()).decode())
    assert token.result == "SAML login request"


def test_one_that_is_damaged():
    token = _decoded(RESPONSE[:300])
    assert token.result.startswith("Damaged SAML: The XML breaks at line ")
    assert token.todo.startswith("Copy it once more")


@pytest.mark.parametrize("number", range(1, 9))
def test_every_wrapping_attack_is_told_in_the_title(issuer, number):
    token = _decoded(attack(issuer, number))
    assert token.result.endswith("can't be trusted: its signature covers something else")
    assert token.todo.startswith("Do not use it")


def test_one_that_is_signed_asks_for_its_certificate(issuer):
    token = _decoded(text(issuer.response("assertion")))
    assert token.result == ""
    assert "certificate of its issuer" in token.todo
