"""Replies of 200 that lack what the same call was given before, and errors about missing proofs."""

import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.story.ends.changed_answers import changed_answer

LOGIN = """> POST https://grow.example/rpc/login
> Content-Type: application/json
>> {"method": "log_in", "params": ["ann", "Lorne-Quay-17"], "id": 1}
< 200 OK
< Date: Tue, 14 Nov 2023 09:00:00 GMT
< Content-Type: application/json
<< {"id": 1, "result": "8f0c2d71ba9e4635f1d0"}"""
CALL = """> POST https://grow.example/rpc
> Content-Type: application/json
>> {{"method": "{method}", "params": ["8f0c2d71ba9e4635f1d0", 7], "id": 2}}
< 200 OK
< Date: Tue, 14 Nov 2023 {time} GMT
< Content-Type: application/json
<< {told}"""
BEDS = '{"id": 2, "result": {"beds": [4, 7]}, "code": 0}'
RIGHT = '{"id": 2, "code": -11, "message": "No permission for the resource"}'
END = '{"id": 2, "code": 305, "message": "SESSION_EXPIRED"}'


def _call(time, told=BEDS, method="list_beds"):
    return CALL.format(time=time, told=told, method=method)


def _slugs(attempt, *parts):
    return [one.slug for one in diagnose(attempt("\n---\n".join(parts))).findings]


@pytest.mark.parametrize(
    ("told", "time"), [(END, "09:20:00"), (RIGHT, "13:00:00"), (END, "09:02:00")]
)
def test_a_session_that_is_not_given_any_more_what_it_was_given(attempt, told, time):
    assert _slugs(attempt, LOGIN, _call("09:00:05"), _call(time, told))[0] == "session-ended"


@pytest.mark.parametrize(
    "parts",
    [
        # A right that was missing at once, or for another thing, and one that came back.
        [_call("09:00:05"), _call("09:01:00", RIGHT)],
        [_call("09:00:05"), _call("13:00:00", RIGHT, "list_users")],
        [_call("09:00:05"), _call("13:00:00", RIGHT), _call("13:00:10")],
        # Nothing is left, and no word is about access.
        [_call("09:00:05"), _call("13:00:00", '{"id": 2, "code": 3, "message": "no beds left"}')],
    ],
)
def test_another_reason(attempt, parts):
    assert "session-ended" not in _slugs(attempt, LOGIN, *parts)


def test_a_session_that_a_call_handed_out_without_a_name_was_sent(attempt):
    assert "no-credentials-sent" not in _slugs(
        attempt, LOGIN, _call("09:00:05"), _call("13:00:00", END)
    )


def test_what_shows_it(attempt):
    parts = [LOGIN, _call("09:00:05"), _call("09:01:00"), _call("13:00:00", RIGHT)]
    trace = Trace(attempt("\n---\n".join(parts)))
    found = changed_answer(trace.story, trace.case(3))
    assert (found.life.kind, found.worked.index, found.names_end) == ("session", 2, False)
    assert changed_answer(trace.story, trace.case(2)) is None


# ---------------- Proofs that were not sent
PROOF = """> GET https://meet.example/api/create?name=a&room=7{more}
< {status}
< Content-Type: text/xml
<< <response><result>FAILED</result><key>{key}</key><message>{words}</message></response>"""


def _proof(attempt, more="", status="200 OK", key="checksumError", words="It did not pass"):
    text = PROOF.format(more=more, status=status, key=key, words=words)
    return _slugs(attempt, text)


@pytest.mark.parametrize("status", ["200 OK", "400 Bad Request"])
@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("checksumError", "It did not pass"),
        ("error", "signature verification failed"),
        ("error", "invalid hmac"),
    ],
)
def test_a_proof_that_failed_and_was_never_sent(attempt, status, key, words):
    assert _proof(attempt, status=status, key=key, words=words)[:1] == ["no-credentials-sent"]


@pytest.mark.parametrize(
    "more",
    [{"more": "&checksum=4be1d09c7a6f52e8"}, {"key": "roomError", "words": "The design failed"}],
)
def test_a_proof_was_sent_or_none_is_spoken_of(attempt, more):
    assert "no-credentials-sent" not in _proof(attempt, **more)


# ---------------- A filter's page where data was asked for
FILTER = """> GET https://lookup.example/people/ann
> Accept: {accept}
< 200 OK
< Content-Type: text/html
<< <html><head><title>{title}</title></head><body><p>Access to this web site was blocked by the
<< internet usage policy of your organisation. Category: Webmail</p></body></html>"""


@pytest.mark.parametrize(("accept", "found"), [("application/json", True), ("text/html", False)])
def test_a_page_of_a_filter_came_in_place_of_data(attempt, accept, found):
    slugs = _slugs(attempt, FILTER.format(accept=accept, title="Notice"))
    assert ("firewall-blocked" in slugs) == found
