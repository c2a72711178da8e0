"""Several credentials were sent: the one that the reply means is named, marked and entered anew."""

import json

import msgspec
import pytest

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.fix import Field
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.bearer import Bearer
from inspector.model.message import Header, Message, Reply
from inspector.model.request import QueryParam, Request, RequestHeader
from inspector.model.secret import Secret, SecretRef
from inspector.presentation.exchange.held_marks import SentWith, held_marks
from inspector.presentation.exchange.pins import marks_of
from inspector.workbench.answer import answer
from inspector.workbench.applying.entering import filled
from inspector.workbench.applying.fix_context import Given

TOKEN, KEY, NEW = (SecretRef(place="keyring", name=name) for name in ("t", "k", "n"))
URL = "https://api.example.com/v1"
BEARER = Header("Authorization", "Bearer abcdefghijklmnop0123", "credential", ((7, 27),))
REFUSED = "Invalid API key"


def judged(request, *headers, body=REFUSED, target="/v1", challenge=""):
    sent = Message(
        method="GET",
        url=f"https://api.example.com{target}",
        target=target,
        headers=(Header("Host", "api.example.com"), BEARER, *headers),
    )
    kind = Header("Content-Type", "application/json")
    asked = (Header("WWW-Authenticate", challenge),) if challenge else ()
    text = json.dumps({"error": body}).encode()
    reply = Reply(
        status=401, http_version="1.1", headers=(kind, *asked), body=text, wire_size=len(text)
    )
    exchange = Exchange(purpose="main", request=sent, reply=reply)
    return answer(Attempt(id="1", request=request, exchanges=(exchange,)))


def request(*also, **fields):
    return Request(url=URL, credential=Bearer(token=TOKEN), also=also, **fields)


def entered(found):
    fixes = (fix for fix in found.verdict.findings[0].fixes if fix.id == "enter-secret")
    return [change.field for fix in fixes for change in fix.changes]


BOTH = (ApiKey(name="X-App", value=TOKEN), ApiKey(name="X-Api-Key", value=KEY))
HEADER = Header("X-Api-Key", "zyxwvutsrqponmlk9876", "credential", ((0, 20),))


def test_a_key_is_meant_where_the_reply_speaks_of_one():
    found = judged(request(*BOTH), Header("X-App", "app-0123456789", "credential"), HEADER)
    (first, *_) = found.verdict.findings
    assert first.slug == "key-refused"
    assert "X-App" in first.title or "X-Api-Key" in first.title
    assert "Authorization" not in first.title


def test_the_one_that_the_reply_names_is_meant():
    app = Header("X-Api-App", "app-0123456789", "credential")
    also = (ApiKey(name="X-Api-App", value=TOKEN), BOTH[1])
    found = judged(request(*also), app, HEADER, body="Invalid API key in header X-Api-Key")
    assert "X-Api-Key" in found.verdict.findings[0].title
    assert entered(found) == [Field("also", "1.value")]


def test_the_token_is_meant_where_the_challenge_names_it():
    challenge = 'Bearer error="invalid_token", error_description="The token expired"'
    found = judged(request(BOTH[1]), HEADER, body="no", challenge=challenge)
    assert found.verdict.findings[0].slug == "token-expired"
    assert entered(found) == [Field("credential", "token")]


@pytest.mark.parametrize(
    ("own", "sent", "target", "field"),
    [
        ({"headers": (RequestHeader("X-Api-Key", "k"),)}, HEADER, "/v1", "headers.X-Api-Key"),
        (
            {"query": (QueryParam("api_key", "k"),)},
            Header("Accept", "*/*"),
            "/v1?api_key=zyxwvutsrqponmlk",
            "query.api_key",
        ),
    ],
)
def test_one_that_was_written_by_hand_is_entered_where_it_stands(own, sent, target, field):
    found = judged(request(**own), sent, target=target)
    assert [str(each) for each in entered(found)] == [field]


def test_the_new_secret_goes_into_the_one_that_was_meant():
    given = Given(secret=Secret("new-key-0123456789"))
    before = request(*BOTH)
    after, left = filled(before, ("also.1.value",), given, lambda _: NEW)
    assert left == ()
    assert after.also == (BOTH[0], ApiKey(name="X-Api-Key", value=NEW))
    assert after.credential == before.credential
    gone = msgspec.structs.replace(before, also=())
    assert filled(gone, ("also.1.value",), given, lambda _: NEW)[1] == ("also.1.value",)


def test_its_field_is_marked_and_no_more_once_it_holds_another():
    own = request(BOTH[1])
    found = judged(own, HEADER)
    (mark,) = [each for each in marks_of(found) if each.field.startswith("also")]
    assert mark.field == "also.0.value"
    sent = SentWith(request=own, number=1, peek={KEY: "old", NEW: "new"}.get)
    assert not held_marks((mark,), own, sent)[0].stale
    changed = request(ApiKey(name="X-Api-Key", value=NEW))
    assert held_marks((mark,), changed, sent)[0].stale
    assert held_marks((mark,), request(), sent)[0].stale
