"""The requests of a recording, each once, as a collection to choose from."""

import pytest

from inspector.diagnose import diagnose
from inspector.intake.recorded import recorded_by_host, recorded_requests
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.kinds.bearer import Bearer
from inspector.model.message import Header, Message, Reply, latin1
from tests.fixtures.odd_addresses import ADDRESSES


def message(method="GET", url="https://a.example/v1?x=1", **changes):
    return Message(method=method, url=url, target="/v1?x=1", **changes)


def test_one_that_was_only_repeated_comes_once():
    token = (Header("Authorization", "Bearer planted-0123456789"),)
    sent = [message(), message(), message(headers=token), message("POST", body=b"a")]
    attempt = Attempt(exchanges=tuple(Exchange(request=each) for each in sent))
    made = recorded_requests(attempt, "har", "Session")
    names = [each.name for each in made.collection.requests]
    assert names == ["GET /v1", "GET /v1", "POST /v1"]
    assert isinstance(made.collection.requests[1].credential, Bearer)
    assert list(made.secrets.values()) == ["planted-0123456789"]


def test_a_reply_without_its_request_gives_none():
    attempt = Attempt(exchanges=(Exchange(request=Message(method="", url="")),))
    assert recorded_requests(attempt, "har", "x").collection.requests == ()


def test_what_a_browser_takes_from_itself_is_no_request():
    urls = ("data:text/css,a", "blob:https://a.example/1", "chrome-extension://abc/a.js")
    attempt = Attempt(exchanges=tuple(Exchange(request=message(url=each)) for each in urls))
    assert recorded_requests(attempt, "har", "x").collection.requests == ()


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_is_none_is_a_request_or_a_line_that_says_why(address):
    refused = Reply(status=302, headers=(Header("Location", address),))
    attempt = Attempt(
        exchanges=(
            Exchange(request=message(url=address)),
            Exchange(request=message(), reply=refused),
        )
    )
    made = recorded_by_host(attempt, "har", "x").reading
    requests = [each for folder in made.collection.folders for each in folder.requests]
    assert "GET /v1" in [each.name for each in requests]
    assert len(requests) + len(made.losses) >= (1 if address.startswith("javascript:") else 2)
    assert diagnose(attempt)


def test_a_line_says_which_address_was_left_out_and_why():
    attempt = Attempt(exchanges=(Exchange(request=message(url="http://[::1")),))
    (loss,) = recorded_requests(attempt, "har", "x").losses
    assert loss.what == "http://[::1 was left out: The bracket of [::1 is not closed."


def test_letters_of_an_address_stay_letters():
    attempt = Attempt(exchanges=(Exchange(request=message(url=latin1("http://é.example/"))),))
    (request,) = recorded_requests(attempt, "har", "x").collection.requests
    assert request.url == "http://é.example/"


def test_what_is_lost_says_of_which_request():
    attempt = Attempt(exchanges=(Exchange(request=message(body=b"\xff\xfe")),))
    (loss,) = recorded_requests(attempt, "har", "x").losses
    assert (loss.where, loss.what[:8]) == ("GET /v1", "The body")


def test_what_was_masked_is_told_and_not_sent_unseen():
    stars = message(headers=(Header("Authorization", "Basic ********"),))
    masked = ("request.headers.authorization", "reply.headers.set-cookie", "request.body")
    attempt = Attempt(exchanges=(Exchange(request=stars, redacted=masked),))
    losses = recorded_requests(attempt, "har", "x").losses
    assert losses[0].what.startswith("authorization was masked")
    assert [each.where for each in losses] == ["GET /v1"] * 2


def test_requests_stand_by_their_hosts_with_what_they_were_answered():
    def sent(url, status):
        reply = Reply(status=status) if status else None
        return Exchange(request=message(url=url), reply=reply)

    exchanges = (
        sent("https://a.example/one", 200),
        sent("https://b.example:8443/two", 401),
        sent("https://a.example/three", 0),
        sent("https://a.example/one", 500),
    )
    made = recorded_by_host(Attempt(exchanges=exchanges), "har", "Session")
    folders = made.reading.collection.folders
    found = {folder.name: [each.name for each in folder.requests] for folder in folders}
    assert found == {"a.example": ["GET /one", "GET /three"], "b.example:8443": ["GET /two"]}
    assert made.statuses == {(0, 0): 200, (1, 0): 401}
