"""An attempt with a token that was edited here is marked, and no other."""

import pytest

from inspector.library.hide import Hider
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import QueryParam, RawBody, Request, RequestHeader
from inspector.vault.vault import Vault
from inspector.workbench.attempts.edited_tokens import (
    KEPT,
    SIGNED,
    Swap,
    can_take,
    note_of,
    with_token,
)


@pytest.mark.parametrize(
    ("label", "note"),
    [(SIGNED, "Token signed here"), (KEPT, "Token edited here"), ("token", ""), ("", "")],
)
def test_the_label_of_the_token_marks_it(label, note):
    ref = Vault.in_memory().put("a.b.c", place="memory", label=label)
    for credential in (Bearer(token=ref), ApiKey(value=ref)):
        assert note_of(Request(url="https://a.example", credential=credential)) == note


def test_others_are_not_marked():
    assert note_of(None) == ""
    assert note_of(Request(url="https://a.example", credential=Basic())) == ""


OLD, NEW = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.c2ln", "eyJhbGciOiJub25lIn0.e30.c2ln"
SWAP = Swap(old=OLD, new=NEW, signed=True)


@pytest.fixture
def vault():
    return Vault.in_memory()


def _filled(request, vault):
    """Return the request as text, references spelled out."""
    text = repr(request)
    for ref, value in dict(vault._values).items():
        text = text.replace(f"{{{{vault.{ref.name}}}}}", value)
    return text


@pytest.mark.parametrize(
    "request_",
    [
        Request(url="https://a.example", headers=(RequestHeader(name="Cookie", value=f"s={OLD}"),)),
        Request(url=f"https://a.example/?access_token={OLD}"),
        Request(url="https://a.example", query=(QueryParam(name="t", value=OLD),)),
        Request(url="https://a.example", body=RawBody(text=f"token={OLD}&x=1")),
    ],
    ids=["cookie", "address", "parameter", "body"],
)
@pytest.mark.parametrize("hidden", [True, False])
def test_it_is_sent_where_the_old_one_stood(vault, request_, hidden):
    before = Hider(vault).hide(request_) if hidden else request_
    assert can_take(before, OLD, vault)
    after = with_token(before, SWAP, vault)
    assert NEW in _filled(after, vault)
    assert OLD not in _filled(after, vault)
    assert NEW not in repr(after)
    assert note_of(after) == "Token signed here"
    assert note_of(before) == ""


def test_the_credential_keeps_what_stands_around_it(vault):
    ref = vault.put(f"JWT {OLD}", place="memory")
    after = with_token(Request(url="https://a", credential=ApiKey(value=ref)), SWAP, vault)
    assert vault.peek(after.credential.value) == f"JWT {NEW}"
    assert note_of(after) == "Token signed here"


def test_a_cookie_is_changed_and_the_credential_left(vault):
    ref = vault.put("another", place="memory")
    cookie = RequestHeader(name="Cookie", value=f"s={OLD}")
    request = Request(url="https://a", credential=Bearer(token=ref), headers=(cookie,))
    after = with_token(request, SWAP, vault)
    assert after.credential.token == ref
    assert NEW in _filled(after, vault)


def test_one_that_was_received_is_sent_as_credential(vault):
    ref = vault.put("another", place="memory")
    after = with_token(Request(url="https://a", credential=Bearer(token=ref)), SWAP, vault)
    assert vault.peek(after.credential.token) == NEW


def test_without_any_place_it_is_not_sent(vault):
    request = Request(url="https://a.example", credential=Basic())
    assert not can_take(request, OLD, vault)
    assert with_token(request, SWAP, vault) is None


def test_no_token_is_in_a_representation():
    assert OLD not in repr(SWAP)
