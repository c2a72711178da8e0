"""The title says what explains the different results, or that it can't be told."""

import msgspec
import pytest

from inspector.compare.comparison import compare
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.workbench.answer import answer
from tests.unit.compare.conftest import attempt, bearer, token

EXPIRED = attempt(
    bearer(token(exp=1_700_000_000)),
    reply_headers=(Header("WWW-Authenticate", 'Bearer error="invalid_token"'),),
)
AUDIENCE = attempt(
    bearer(token(aud="orders-v2")),
    reply_headers=(
        Header(
            "WWW-Authenticate",
            'Bearer error="invalid_token", error_description="audience not allowed"',
        ),
    ),
)
GOOD = attempt(bearer(token()), status=200)


def test_a_renewed_token_is_named():
    found = compare([EXPIRED, GOOD])
    assert found.title == "The token was renewed: the old one had expired"
    assert found.certainty == "certain"
    assert [delta.words for delta in found.steps[0].deltas] == ["renewed token"]


def test_the_last_step_decides_and_the_way_is_told():
    renewed = attempt(
        bearer(token(aud="orders-v2", exp=1_900_000_000)),
        reply_headers=AUDIENCE.attempt.exchanges[0].reply.headers,
    )
    expired = attempt(
        bearer(token(aud="orders-v2", exp=1_700_000_000)),
        reply_headers=EXPIRED.attempt.exchanges[0].reply.headers,
    )
    good = attempt(bearer(token(exp=1_900_000_000)), status=200)
    found = compare([expired, renewed, good])
    assert found.title == "The audience was the cause: orders-v2 was refused, orders-v1 accepted"
    assert "renewed token" in found.text
    assert "changed aud" in found.text


def test_one_change_of_several_that_fits_the_verdict_is_very_likely():
    found = compare([EXPIRED, attempt(bearer(token()), Header("X-Tenant-Id", "7"), status=200)])
    assert found.title.startswith("The token was renewed")
    assert found.certainty == "very-likely"
    assert "X-Tenant-Id" in found.text
    assert len(found.apart) == 2


def test_what_the_verdict_speaks_of_is_the_first_change():
    expired = attempt(bearer(token(exp=1_700_000_000, aud="orders-v2")))
    wrong = AUDIENCE.attempt.exchanges[0].reply.headers
    audience = attempt(bearer(token(aud="orders-v2", exp=1_900_000_000)), reply_headers=wrong)
    for refused, first in ((expired, "renewed token"), (audience, "changed aud")):
        for answers in ((refused, GOOD), (GOOD, refused)):
            (step,) = compare(answers).steps
            assert step.deltas[0].words == first
            assert len(step.deltas) == 2


def test_another_kind_of_token_fits_what_was_wrong_with_the_first():
    opaque = attempt(bearer("k" * 40), Header("X-Tenant-Id", "7"), status=200)
    found = compare([EXPIRED, opaque])
    assert found.title == "The token was the cause: with another one it was accepted"
    assert found.certainty == "very-likely"
    assert "X-Tenant-Id" in found.text


def test_several_changes_can_not_be_told_apart():
    before = attempt(Header("Origin", "https://a.example"), Header("X-Tenant-Id", "1"), status=403)
    after = attempt(Header("Origin", "https://b.example"), Header("X-Tenant-Id", "2"), status=200)
    found = compare([before, after])
    assert found.title.startswith("2 changes can't be told apart")
    assert found.text == "Trying one change alone would tell."
    assert found.certainty == "possible"


def test_claims_of_one_token_can_not_be_tried_alone():
    before = attempt(bearer(token(sub="ann", tenant="a")), status=403)
    found = compare([before, attempt(bearer(token(sub="bob", tenant="b")), status=200)])
    assert found.title.startswith("2 changes can't be told apart: ")
    assert found.text == "They came with one token: a token with only one of them would tell."


def test_where_nothing_differs_the_server_changed():
    found = compare([attempt(bearer(token())), attempt(bearer(token()), status=200)])
    assert found.title == "Nothing that was sent differs: the server's answer changed"


def test_what_broke_it_is_said():
    found = compare([GOOD, EXPIRED])
    assert found.title == "This broke it: renewed token"


@pytest.mark.parametrize(
    ("answers", "title"),
    [
        ([GOOD, GOOD], "All were accepted"),
        ([EXPIRED, EXPIRED], "The same request, refused in the same way"),
        ([attempt(status=500), attempt(status=502)], "No reply tells whether it was refused"),
    ],
)
def test_without_a_turn_it_says_so(answers, title):
    assert compare(answers).title == title


def test_other_refusals_are_told():
    found = compare([EXPIRED, AUDIENCE])
    assert found.title.startswith("The refusals differ: ")


def _logged(answer):
    lines = msgspec.structs.replace(
        answer.attempt.exchanges[0],
        request=msgspec.structs.replace(answer.attempt.exchanges[0].request, headers=()),
    )
    return msgspec.structs.replace(
        answer, attempt=msgspec.structs.replace(answer.attempt, exchanges=(lines,), source="log")
    )


def test_a_line_of_a_log_is_no_request_without_credentials():
    found = compare([_logged(EXPIRED), GOOD])
    assert found.title.startswith("A line of a log does not tell what was sent")
    assert found.certainty is None
    both = compare([_logged(EXPIRED), _logged(GOOD)])
    assert both.title == "Nothing that the log tells differs; what was sent is not known"
    assert both.certainty == "possible"


def _at(minute, path, status, *, cookie="sid=0f9a8b7c6d5e4f30", given=""):
    lines = (Header("Date", f"Tue, 25 Nov 2025 14:{minute:02}:00 GMT"),)
    lines += (Header("Set-Cookie", given),) if given else ()
    return Exchange(
        request=Message(
            method="GET",
            url=f"https://shop.example.com{path}",
            target=path,
            headers=(Header("Host", "shop.example.com"), Header("Cookie", cookie)),
        ),
        reply=Reply(status=status, headers=lines),
    )


def _sides(*exchanges):
    return [answer(Attempt(id=str(n), exchanges=(one,))) for n, one in enumerate(exchanges)]


@pytest.mark.parametrize(
    ("between", "what"),
    [
        (_at(5, "/logout", 200), "somebody signed out"),
        (_at(5, "/orders/2", 200, given="sid=; Max-Age=0; Path=/"), "the server cleared it"),
        (_at(5, "/login", 200, given="sid=aa11bb22cc33dd44; Path=/"),
         "a newer credential replaced it"),
    ],
)  # fmt: skip
def test_what_ended_the_same_credential_in_between_is_told_by_the_story(between, what):
    login = _at(0, "/login", 200, cookie="a=b", given="sid=0f9a8b7c6d5e4f30; Path=/")
    trace = (login, _at(1, "/orders", 200), between, _at(9, "/orders", 401))
    sides = _sides(trace[1], trace[3])
    assert (
        compare(sides, trace=trace).title == f"Nothing that was sent differs, but in between {what}"
    )
    assert compare(sides).title == "Nothing that was sent differs: the server's answer changed"


def test_a_lifetime_that_ended_in_between_needs_no_other_entry():
    sent = bearer(token(exp=1_764_079_500))  # 14:05:00
    trace = [attempt(sent, status=200), attempt(sent, status=401)]
    sides = []
    for one, minute in zip(trace, (1, 9), strict=True):
        (exchange,) = one.attempt.exchanges
        reply = Reply(status=exchange.reply.status, headers=_at(minute, "/", 200).reply.headers)
        exchange = msgspec.structs.replace(exchange, reply=reply)
        sides.append(answer(Attempt(exchanges=(exchange,))))
    found = compare(sides)
    assert found.title.endswith("in between its lifetime ended, 4 minutes before the refusal")
    assert found.certainty == "very-likely"
