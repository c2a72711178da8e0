"""Whose clock it is: two that agree show that the third one is off."""

import base64
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from msgspec.structs import replace

from inspector.diagnose.diagnosing import diagnose
from inspector.model.exchange import Timing
from tests.unit.diagnose.rare_findings import jwt

NOW = datetime(2026, 6, 1, 9, 0, 0, tzinfo=UTC)


def _date(minutes):
    return f"< Date: {format_datetime(NOW + timedelta(minutes=minutes), usegmt=True)}"


def _verdict(attempt, *parts):
    """Return the verdict on what one client sent within seconds, by its own clock."""
    read = attempt("\n---\n".join(parts))
    pairs = enumerate(read.exchanges)
    exchanges = tuple(replace(one, started=NOW + timedelta(seconds=at)) for at, one in pairs)
    return diagnose(replace(read, exchanges=exchanges))


def _first(attempt, *parts):
    found = _verdict(attempt, *parts).findings[0]
    return found.slug, found.who_must_act


# ---------------- The server's
def _issuer(minutes=0):
    return f"> GET https://login.test/portal\n< 200 OK\n{_date(minutes)}\n<< <p>on</p>"


def _refused(token, minutes):
    sent = f"> GET https://mill.test/jobs\n> Authorization: Bearer {token}"
    return f"{sent}\n< 401 Unauthorized\n{_date(minutes)}"


def _token(start, end, seconds=0):
    """Return a token that is valid from one minute to another, and some seconds later."""
    at = int(NOW.timestamp()) + seconds
    return jwt({"iss": "https://login.test", "iat": at + 60 * start, "exp": at + 60 * end})


def _answer(minutes, until):
    """Return a SAML answer posted at a server whose clock is so far ahead."""
    space = 'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns="urn:oasis:names:tc:SAML:2.0:assertion"'
    end = f"{NOW + timedelta(minutes=until):%Y-%m-%dT%H:%M:%SZ}"
    xml = (
        f'<samlp:Response {space} ID="_r" Version="2.0"><Assertion><Conditions '
        f'NotBefore="2026-06-01T08:58:00Z" NotOnOrAfter="{end}"/></Assertion></samlp:Response>'
    )
    body = base64.b64encode(xml.encode()).decode().replace("+", "%2B").replace("=", "%3D")
    return (
        "> POST https://mill.test/acs\n> Content-Type: application/x-www-form-urlencoded\n"
        f">> SAMLResponse={body}\n< 400 Bad Request\n{_date(minutes)}\n<< <h1>Bad Request</h1>"
    )


@pytest.mark.parametrize(
    "refused",
    [
        _answer(minutes=7, until=5),
        _refused(_token(0, 5), minutes=7),
        _refused(_token(0, 60), minutes=-20),
    ],
)
def test_the_server_that_refuses_has_another_clock(attempt, refused):
    assert _first(attempt, _issuer(), refused) == ("server-clock-differs", "api-owner")


@pytest.mark.parametrize(
    "parts",
    [
        # Nobody else's clock is known.
        (_refused(_token(0, 5), minutes=7),),
        # The issuer's differs from the client's, too.
        (_issuer(minutes=7), _refused(_token(0, 5), minutes=7)),
        # It is over by every clock.
        (_issuer(), _refused(_token(-60, -5), minutes=7)),
        # The server's clock is off, and the token valid all the same.
        (_issuer(), _refused(_token(0, 60), minutes=7)),
    ],
)
def test_where_no_two_clocks_show_it(attempt, parts):
    found = _verdict(attempt, *parts).findings
    assert "server-clock-differs" not in {one.slug for one in found}


# ---------------- Of two servers of one cluster, which take the same logins
TICKET = "Tgp7jT7fCGTXlszz94cHPlUwEvMcKljuE74kwyp"
LOGIN = (
    "> POST https://node1.mill.test/login\n> Content-Type: application/x-www-form-urlencoded\n"
    f">> username=ann&password=Quay-17\n< 200 OK\n{_date(0)}\n"
    f"< Set-Cookie: sessionid={TICKET}; Path=/; Domain=mill.test"
)


def _node(host, minutes, status="200 OK", words="{}", ticket=TICKET):
    return (
        f"> GET https://{host}/status\n> Cookie: sessionid={ticket}\n< {status}\n{_date(minutes)}\n"
        f"< Content-Type: application/json\n<< {words}"
    )


NO = ("401 Unauthorized", '{"error": "invalid session"}')


def test_a_node_whose_clock_is_behind_refuses_a_new_login(attempt):
    there, here = _node("node1.mill.test", 0), _node("node2.mill.test", -7, *NO)
    found = _verdict(attempt, LOGIN, there, here, there).findings[0]
    assert (found.slug, found.certainty) == ("server-clock-differs", "very-likely")
    assert "node1.mill.test took the same at the same time" in found.explanation


ISSUED = (
    "> POST https://node1.mill.test/login\n> Content-Type: application/json\n"
    f'>> {{"username": "ann", "password": "Quay-17"}}\n< 200 OK\n{_date(0)}\n'
    f'< Content-Type: application/json\n<< {{"access_token": "{TICKET}", "expires_in": 600}}'
)


@pytest.mark.parametrize(("minutes", "certainty"), [(12, "very-likely"), (8, None)])
def test_a_node_whose_clock_is_past_the_end_that_was_told(attempt, minutes, certainty):
    def call(host, *more):
        return _node(host, *more).replace("Cookie: sessionid=", "Authorization: Bearer ")

    there, here = call("node1.mill.test", 0), call("node2.mill.test", minutes, *NO)
    found = _verdict(attempt, ISSUED, there, here, there).findings[0]
    assert (found.slug == "server-clock-differs") is (certainty is not None)
    assert found.certainty == "very-likely"


def test_where_nothing_shows_when_the_login_was_made(attempt):
    there, here = _node("node1.mill.test", 0), _node("node2.mill.test", 7, *NO)
    slugs = {one.slug: one for one in _verdict(attempt, there, here, there).findings}
    assert slugs["server-clock-differs"].certainty in {"possible", "unlikely"}


@pytest.mark.parametrize(
    "parts",
    [
        # Its clock is right, both are off alike, another login, the other one is no sister.
        (LOGIN, _node("node1.mill.test", 0), _node("node2.mill.test", 0, *NO)),
        (LOGIN, _node("node1.mill.test", -7), _node("node2.mill.test", -7, *NO)),
        (_node("node1.mill.test", 0, ticket=TICKET[::-1]), _node("node2.mill.test", -7, *NO)),
        (LOGIN, _node("node1.mill.test", -7, *NO)),
    ],
)
def test_where_no_sister_shows_it(attempt, parts):
    found = _verdict(attempt, *parts).findings
    assert "server-clock-differs" not in {one.slug for one in found}


@pytest.mark.parametrize(("again", "slug"), [(True, "other-host-knows-credential"), (False, "")])
def test_a_session_that_a_sister_takes_later_has_not_ended(attempt, again, slug):
    there = _node("node1.mill.test", 0)
    here = _node("node2.mill.test", 0, NO[0], '{"error": "Your session has expired"}')
    found = _verdict(attempt, there, here, *([there] if again else [])).findings[0]
    assert (found.slug == slug) is again


# ---------------- The client's
def _signed(dated, minutes):
    value = "HMAC-SHA256 Credential=k1&SignedHeaders=x-mill-date&Signature=UBMxukLqVhzl34qCTfF="
    at = format_datetime(NOW + timedelta(minutes=dated), usegmt=True)
    return (
        f"> GET https://mill.test/jobs\n> X-Mill-Date: {at}\n> Authorization: {value}\n"
        f"< 401 Unauthorized\n{_date(minutes)}\n"
        '< WWW-Authenticate: HMAC-SHA256 error="invalid_token", '
        'error_description="The access token has expired"'
    )


@pytest.mark.parametrize("minutes", [20, -20])
def test_a_date_that_was_signed_has_no_lifetime_that_could_be_over(attempt, minutes):
    found = _verdict(attempt, _signed(0, minutes)).findings
    assert (found[0].slug, found[0].certainty) == ("clock-differs", "very-likely")


def test_a_signature_that_was_kept_is_another_matter(attempt):
    found = _verdict(attempt, _signed(-20, 0)).findings
    assert found[0].slug != "clock-differs" or found[0].certainty != "very-likely"


EXPIRED = '\n< Content-Type: application/json\n<< {"message": "Invalid token: jwt expired"}'


@pytest.mark.parametrize(
    ("start", "end", "minutes", "slug"),
    [
        (0, 5, 7, "token-over-on-arrival"),
        (0, 1, 30, "token-over-on-arrival"),
        (-4, 5, 7, "token-expired"),  # it was not made for this call
        (-60, -5, 0, "token-expired"),
    ],
)
def test_a_token_made_for_the_call_and_over_when_it_came(attempt, start, end, minutes, slug):
    found = _verdict(attempt, _refused(_token(start, end), minutes) + EXPIRED).findings
    assert found[0].slug == slug


def test_a_token_of_seconds_and_a_reply_that_took_longer(attempt):
    at = int(NOW.timestamp())
    read = attempt(_refused(jwt({"iat": at, "exp": at + 5}), 0).replace("09:00:00", "09:00:09"))
    slow = replace(read.exchanges[0], started=NOW, timing=Timing(total=9_500))
    assert diagnose(replace(read, exchanges=(slow,))).findings[0].slug == "token-expired"


# ---------------- A signature that was kept is no clock that differs
def _put(at, signature, minutes, reply):
    made = f"{NOW + timedelta(minutes=at):%Y%m%dT%H%M%SZ}"
    scope = "AKIAPIERLAMP7KX2V5N/20260601/eu-north-1/s3/aws4_request"
    return (
        f"> PUT https://pier.s3.amazonaws.com/logs?partNumber=7\n> X-Amz-Date: {made}\n"
        f"> Authorization: AWS4-HMAC-SHA256 Credential={scope}, "
        f"SignedHeaders=host;x-amz-date, Signature={signature * 32}\n{reply}\n{_date(minutes)}"
    )


SKEWED = "< 403 Forbidden\n<< <Error><Code>RequestTimeTooSkewed</Code></Error>"


def test_the_bytes_of_an_earlier_try_show_that_it_was_kept(attempt):
    earlier = _put(-16, "c1", -16, "< 500 Slow")
    found = _verdict(attempt, earlier, _put(-16, "c1", 0, SKEWED)).findings[0]
    assert (found.slug, found.certainty) == ("signed-too-long-ago", "certain")
    assert 0 in {proof.place.entry for proof in found.evidence}


def test_a_signature_that_nobody_sent_before_may_have_waited_or_be_of_another_machine(attempt):
    earlier = _put(-16, "d2", -16, "< 500 Slow")
    found = _verdict(attempt, earlier, _put(-16, "c1", 0, SKEWED)).findings
    assert {"signed-too-long-ago", "clock-differs"} <= {one.slug for one in found}
    assert found[0].certainty != "certain"


def test_a_clock_that_is_off_signs_with_its_own_time(attempt):
    found = _verdict(attempt, _put(0, "c1", 20, SKEWED)).findings[0]
    assert (found.slug, found.certainty) == ("clock-differs", "certain")


def test_two_clocks_alone_are_not_enough_to_be_certain(attempt):
    read = attempt(_put(0, "c1", 20, SKEWED))
    timeless = tuple(replace(one, started=None) for one in read.exchanges)
    found = diagnose(replace(read, exchanges=timeless)).findings[0]
    assert (found.slug, found.certainty) == ("clock-differs", "very-likely")


# ---------------- A time that is later than the server's when it came
def _timed(ahead, told):
    moment = int(NOW.timestamp() * 1000)
    words = f"timestamp for this request is outside of the window. server_time={moment + told}"
    return (
        f"> GET https://trade.test/v5/orders\n> X-Trade-Timestamp: {moment + ahead}\n"
        f"> X-Trade-Sign: c1c1c1c1c1c1c1c1\n< 401 Unauthorized\n{_date(0)}\n"
        f'< Content-Type: application/json\n<< {{"code": 71, "msg": "{words}"}}'
    )


def test_a_time_that_was_made_later_than_it_came(attempt):
    found = _verdict(attempt, _timed(ahead=1700, told=400)).findings[0]
    assert found.slug == "clock-differs"
    assert "1.30 s" in found.title


def test_the_server_counts_in_the_same_unit(attempt):
    found = _verdict(attempt, _timed(ahead=300, told=400)).findings
    assert "time-in-another-unit" not in {one.slug for one in found}


# ---------------- The end of a token, by one clock or by two
@pytest.mark.parametrize(
    ("over", "date", "certainty"),
    [
        (1, "", "very-likely"),  # the client's clock alone, which may be a minute off
        (1, _date(0), "certain"),
        (90, "", "certain"),
    ],
)
def test_the_end_of_a_token_by_the_clients_clock_alone(attempt, over, date, certainty):
    sent = f"> GET https://mill.test/jobs\n> Authorization: Bearer {_token(-120, -over)}"
    found = _verdict(attempt, f"{sent}\n< 401 Unauthorized\n{date}").findings[0]
    assert (found.slug, found.certainty) == ("token-expired", certainty)


# ---------------- A lifetime that the address itself states
LINK = (
    "> GET https://files.test/report.zip?X-Amz-Date={made:%Y%m%dT%H%M%SZ}&X-Amz-Expires={lives}"
    "&X-Amz-Credential=AKIAPIERLAMP7KX2V5N%2F20260601%2Feu-north-1%2Fs3%2Faws4_request"
    "&X-Amz-SignedHeaders=host&X-Amz-Signature=c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1\n{reply}\n{date}"
)


@pytest.mark.parametrize(
    ("lives", "slug"), [(604_800, "own-limit-of-age"), (60, "signed-too-long-ago")]
)
def test_an_address_that_is_good_for_longer_meets_a_limit_of_the_server(attempt, lives, slug):
    made = NOW - timedelta(minutes=317)
    text = LINK.format(made=made, lives=lives, reply=SKEWED, date=_date(0))
    found = {one.slug: one for one in _verdict(attempt, text).findings}
    assert slug in found
    assert ("own-limit-of-age" in found) == (lives > 60)


def test_a_time_that_was_taken_before_is_one_that_was_kept(attempt):
    sent = "> POST https://robot.test/send?access_token=f759fe9b3264b1c8&timestamp={at}&sign=pmp5SKsq7U"
    at = int((NOW - timedelta(minutes=61)).timestamp() * 1000)
    taken = f'{sent.format(at=at)}\n< 200 OK\n<< {{"errcode": 0}}\n{_date(-60)}'
    refused = '< 200 OK\n<< {"errcode": 310000, "errmsg": "invalid timestamp"}'
    found = _verdict(attempt, taken, f"{sent.format(at=at)}\n{refused}\n{_date(0)}").findings
    assert [one.slug for one in found][:1] == ["signed-too-long-ago"]


# ---------------- The client's, by less than a minute, where it writes the times of its tokens
FAR_OFF = "'exp' is too far in the future"


def _own(start, status, seconds_off, words=""):
    sent = f"> GET https://mill.test/jobs\n> Authorization: Bearer {_token(start, start + 10)}"
    date = format_datetime(NOW - timedelta(seconds=seconds_off), usegmt=True)
    return f'{sent}\n< {status}\n< Date: {date}\n<< {{"message": "{words}"}}'


@pytest.mark.parametrize(
    ("parts", "slug"),
    [
        ((_own(0, "401 No", 47, FAR_OFF), _own(1, "200 OK", 0)), "clock-differs"),
        ((_own(0, "401 No", 2, FAR_OFF), _own(1, "200 OK", 0)), ""),  # the clocks agreed
        ((_own(0, "401 No", 47, FAR_OFF), _own(1, "200 OK", 47)), ""),  # as far off when taken
        ((_own(0, "401 No", 47, "no such key"), _own(1, "200 OK", 0)), ""),
    ],
)
def test_seconds_count_where_a_token_was_taken_once_the_clocks_agreed(attempt, parts, slug):
    found = _verdict(attempt, *parts).findings[0]
    shown = any("when the clocks agreed" in one.statement for one in found.evidence)
    assert (found.slug == "clock-differs" and shown) is bool(slug)


@pytest.mark.parametrize(("seconds", "certainty"), [(10, "certain"), (2, "possible")])
def test_a_start_a_few_seconds_ahead_is_more_than_the_way_takes(attempt, seconds, certainty):
    start = int(NOW.timestamp()) + seconds
    token = jwt({"iss": "https://login.test", "nbf": start, "exp": start + 600})
    found = _verdict(attempt, _refused(token, 0)).findings[0]
    assert (found.slug, found.certainty) == ("token-not-yet-valid", certainty)


def _soon(seconds_late, status, token):
    sent = f"> GET https://mill.test/jobs\n> Authorization: Bearer {token}"
    return f"{sent}\n< {status}\n{_date(seconds_late / 60)}"


@pytest.mark.parametrize(
    ("later", "shown"),
    [
        (_soon(3, "200 OK", _token(0, 60, 2)), True),
        (_soon(1, "200 OK", _token(0, 60, 2)), False),  # it was taken before it had begun
        (_soon(3, "200 OK", _token(0, 59, 2)), False),  # another token
        (_soon(3, "401 No", _token(0, 60, 2)), False),
    ],
)
def test_a_token_that_was_taken_once_it_had_begun_came_too_early(attempt, later, shown):
    found = _verdict(attempt, _soon(0, "401 No", _token(0, 60, 2)), later).findings
    told = (found[0].slug, found[0].certainty) if found else None
    assert (told == ("token-not-yet-valid", "certain")) is shown


ASKED = "> POST https://mill.test/oauth/token\n> Content-Type: application/x-www-form-urlencoded\n"


@pytest.mark.parametrize(("minutes", "shown"), [(7, True), (0, False)])
def test_an_assertion_made_for_the_call_was_over_when_it_came(attempt, minutes, shown):
    grant = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer"
    reply = f'< 400 Bad Request\n{_date(minutes)}\n<< {{"error": "invalid_grant"}}'
    found = _verdict(attempt, f"{ASKED}>> {grant}&assertion={_token(0, 5)}\n{reply}").findings
    assert (found[0].slug == "token-over-on-arrival") is shown


@pytest.mark.parametrize("status", ["401 Unauthorized", "422 Unprocessable Entity"])
def test_a_token_of_the_future_is_refused_in_words_of_any_token(attempt, status):
    """Frameworks that check tokens as they check fields answer 422, and tell no reason."""
    token = jwt({"sub": "ines", "iat": int((NOW + timedelta(hours=1)).timestamp())})
    sent = f"> GET https://notes.test/notes\n> Authorization: Bearer {token}\n< {status}\n"
    reply = '< Content-Type: application/json\n<< {"message": "Invalid Token"}'
    assert _first(attempt, f"{sent}{_date(0)}\n{reply}")[0] == "token-not-yet-valid"
