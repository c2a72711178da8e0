"""The credential is found wherever a request has it, and nothing else is touched."""

import pytest

from inspector.compose.scope import Scope
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.taken import (
    token_of,
    with_credential,
    with_token,
    without_cookies,
    without_credential,
)
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.none import NoCredential
from inspector.model.request import QueryParam, Request, RequestHeader
from inspector.model.secret import SecretRef
from tests.fixtures.short_texts import attempt_of

URL = "https://api.test/orders?page=2"
HELD = SecretRef(place="text", name="held")


def met(request):
    """A refusal that the request met."""
    attempt = attempt_of(f"> GET {URL}\n< 401 Unauthorized")
    return Ground(Trace(attempt).case(0), request, Scope())


def row(name, value):
    return RequestHeader(name, value)


WAYS = [
    Request(url=URL, credential=Bearer(token=HELD)),
    Request(url=URL, headers=(row("Authorization", "Bearer held"),)),
    Request(url=URL, headers=(row("X-Api-Key", "held"),)),
    Request(url=URL + "&api_key=held"),
    Request(url=URL, query=(QueryParam("access_token", "held"),)),
    Request(url=URL, headers=(row("Cookie", "theme=dark; sessionid=held"),)),
    Request(url=URL, credential=ApiKey(name="k", value=HELD, place="cookie")),
]


@pytest.mark.parametrize("request_", WAYS)
def test_it_is_taken_from_wherever_it_is(request_, means):
    taken = with_credential(met(request_), means)
    assert token_of(taken, means) == "held"
    assert "held" not in repr(taken).replace(repr(HELD), "")
    assert "page=2" in taken.url


@pytest.mark.parametrize("request_", WAYS)
def test_another_can_take_its_place(request_, means, store):
    other = with_token(with_credential(met(request_), means), "other", means)
    assert token_of(other, means) == "other"


@pytest.mark.parametrize("request_", WAYS)
def test_without_it_nothing_tells_who_asks(request_):
    bare = without_credential(request_)
    assert "held" not in repr(bare)
    assert bare.credential == NoCredential()
    assert bare.url == URL


def test_user_and_password_of_the_url(means):
    request = Request(url="https://ada:p%40w@api.test/x")
    taken = with_credential(met(request), means)
    assert isinstance(taken.credential, Basic)
    assert taken.credential.user == "ada"
    assert means.reveal(taken.credential.password) == "p@w"
    assert taken.url == without_credential(request).url == "https://api.test/x"


def test_a_header_by_hand_wins_over_the_credential(means):
    request = Request(
        url=URL, credential=Bearer(token=HELD), headers=(row("Authorization", "Bearer mine"),)
    )
    assert token_of(with_credential(met(request), means), means) == "mine"


def test_other_cookies_stay_by_reference(means, store):
    taken = with_credential(met(WAYS[5]), means)
    (cookie,) = taken.headers
    assert cookie.value.startswith("theme={{vault.")
    assert "dark" in store.values.values()


def test_cookies_go_and_the_rest_stays():
    request = Request(url=URL, headers=(row("Cookie", "a=b"), row("Accept", "*/*")))
    assert without_cookies(request).headers == (row("Accept", "*/*"),)
    assert without_cookies(WAYS[6]).credential == NoCredential()


def test_a_request_without_has_none(means):
    assert with_credential(met(Request(url=URL)), means).credential == NoCredential()
