"""A fix says what it changes and sends, and shows no secret while doing so."""

import pytest

from inspector.gui.diagnosis.fix_buttons import field_words, fix_note
from inspector.model.fix import Action, Change, Field, Fix


def _fix(*changes, **more):
    return Fix(id="a", title="x", changes=changes, **more)


@pytest.mark.parametrize(
    ("fix", "note"),
    [
        (_fix(sends="GET https://a/b once more"), "Sends GET https://a/b once more."),
        (
            _fix(sends="A token request, then GET https://a"),
            "Sends a token request, then GET https://a.",
        ),
        (_fix(sends="Sends it again."), "Sends it again."),
        (
            _fix(
                Change(field=Field("credential", "kind"), before="basic", after="digest"),
                sends="GET https://a",
            ),
            "Changes the auth type from Basic to Digest. Sends GET https://a.",
        ),
        (
            _fix(Change(field=Field("headers", "X-Key"), operation="remove")),
            "Removes the header X-Key.",
        ),
        (_fix(Change(field=Field("url"), after="https://b")), "Sets the address to https://b."),
        (
            _fix(
                Change(field=Field("credential", "token"), operation="transform", transform="trim")
            ),
            "Changes the token.",
        ),
        (
            _fix(
                Change(field=Field("credential", "user"), ask=True),
                Change(field=Field("credential", "password"), ask=True),
            ),
            "You type the user name and the password.",
        ),
        (
            _fix(sends="POST https://a", risk="unsafe-method"),
            "Sends POST https://a. This can change something there.",
        ),
        (
            _fix(sends="GET https://a", risk="login-attempt"),
            "Sends GET https://a. This counts as a login attempt.",
        ),
        (
            _fix(Change(field=Field("url"), after="https://b"), risk="new-host"),
            (
                "Sets the address to https://b. You are asked first: the host has not had the "
                "credential so far."
            ),
        ),
        (
            _fix(Change(field=Field("token-request", "scope"), after="a:b", operation="action")),
            "Asks for a:b as the scope in the token request.",
        ),
        (
            _fix(
                Change(field=Field("credential", "kind"), operation="action"),
                Change(field=Field("headers", "Authorization"), operation="remove"),
            ),
            "Removes the header Authorization.",
        ),
        (_fix(Change(field=Field("environment", "api"), ask=True)), "You type the value of api."),
        (
            _fix(
                Change(field=Field(""), operation="tell"),
                message="Dear admin",
                action=Action("copy-message"),
            ),
            "Copies a text for whoever must act; nothing is sent.",
        ),
    ],
)
def test_one_line_says_it_all(fix, note):
    assert fix_note(fix) == note


def test_a_secret_in_an_address_is_masked():
    note = fix_note(
        _fix(Change(field=Field("url"), before="https://a/?api_key=" + "k" * 40, after="https://b"))
    )
    assert "k" * 20 not in note


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("query.page", "the query parameter page"),
        ("options.verify_tls", "verify tls"),
        ("other", "other"),
    ],
)
def test_fields_have_names(field, words):
    assert field_words(field) == words
