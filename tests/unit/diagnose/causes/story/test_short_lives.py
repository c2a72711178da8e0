"""Values for one use that were sent too late, and tokens that were made for too short a time."""

import base64
import json

import pytest

from inspector.diagnose.diagnosing import diagnose

FETCHED = """> POST https://id.grow.example/tickets
> Authorization: Bearer adm-7c41e0b2f95d
< 200 OK
< Date: Tue, 14 Nov 2023 {time} GMT
< Content-Type: {kind}
<< {told}"""
SENT = """> GET https://id.grow.example/validate?service=beds&ticket={ticket}
< {reply}
< Date: Tue, 14 Nov 2023 {time} GMT
< Content-Type: text/xml
<< {told}"""
NO = "<answer><failure code='INVALID_TICKET'>The ticket is not valid</failure></answer>"
YES = "<answer><user>ann</user></answer>"
ONE, TWO = "ST-36-H8UbsOfRGQBNR4Z81oBr", "ST-37-j9ZBUeEX8Bbgu7JFDtfr"


def _fetched(ticket, time, kind="text/plain"):
    told = json.dumps({"ticket": ticket}) if kind.endswith("json") else ticket
    return FETCHED.format(time=time, told=told, kind=kind)


def _sent(ticket, time, told=YES, reply="200 OK"):
    return SENT.format(ticket=ticket, time=time, told=told, reply=reply)


def _slugs(attempt, *parts):
    return [one.slug for one in diagnose(attempt("\n---\n".join(parts))).findings]


@pytest.mark.parametrize("reply", ["200 OK", "403 Forbidden"])
@pytest.mark.parametrize("kind", ["text/plain", "application/json"])
def test_a_ticket_that_was_older_than_one_that_was_taken(attempt, kind, reply):
    late = (_fetched(ONE, "10:00:00", kind), _sent(ONE, "10:00:31", NO, reply))
    soon = (_fetched(TWO, "10:01:00", kind), _sent(TWO, "10:01:01"))
    assert _slugs(attempt, *late, *soon)[0] == "sent-too-late"


@pytest.mark.parametrize(
    "soon",
    [
        # Just as old, refused as well, or sent somewhere else.
        (_fetched(TWO, "10:01:00"), _sent(TWO, "10:01:30")),
        (_fetched(TWO, "10:01:00"), _sent(TWO, "10:01:01", NO)),
        (_fetched(TWO, "10:01:00"), _sent(TWO, "10:01:01").replace("validate", "check")),
    ],
)
def test_age_is_not_the_difference(attempt, soon):
    late = (_fetched(ONE, "10:00:00"), _sent(ONE, "10:00:31", NO, "403 Forbidden"))
    assert "sent-too-late" not in _slugs(attempt, *late, *soon)


# ---------------- Made for too short a time
CALL = """> POST https://grow.example/chat
> Authorization: Bearer {token}
>> {{"say": "hi"}}
< {reply}
< Date: Tue, 14 Nov 2023 10:00:00 GMT
< Content-Type: application/json
<< {{"message": "{words}"}}"""
_NOW = 1699956000


def _token(seconds):
    claims = {"iss": "k7", "exp": _NOW + seconds, "iat": _NOW}
    parts = (json.dumps(part).encode() for part in ({"alg": "HS256"}, claims))
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts) + ".c2ln"


def _no(seconds, words="Token expired"):
    return CALL.format(token=_token(seconds), reply="401 Unauthorized", words=words)


@pytest.mark.parametrize("parts", [(_no(60),), (_no(60), _no(61))])
def test_one_that_was_made_for_longer_is_taken(attempt, parts):
    yes = CALL.format(token=_token(3600), reply="200 OK", words="hello")
    found = diagnose(attempt("\n---\n".join([*parts, yes]))).findings[0]
    assert (found.slug, found.certainty) == ("token-expired", "very-likely")


def test_a_token_that_was_polled_with_is_no_poll_when_it_changes(attempt):
    """What was asked again with the very same token is a poll, and needs no explanation."""
    yes = CALL.format(token=_token(60), reply="200 OK", words="hello")
    assert _slugs(attempt, _no(60), _no(60), yes) == []
