"""What was refused and later accepted as it is was never wrong, nor taken back."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from inspector.diagnose.diagnosing import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.verdict.judge import judge_one
from inspector.model.exchange import Timing

LOGIN = "> POST https://kiln.test/login\n> Content-Type: application/x-www-form-urlencoded\n"
NO = '< 401 Unauthorized\n<< {"error": "invalid user name or password"}'
IN = "< 200 OK\n< Set-Cookie: sid=5f2b8c71d0; Path=/"
BEARER = "> GET https://kiln.test/jobs\n> Authorization: Bearer k-51f0c2d9a7e3b84466\n"
BASIC = "> GET https://kiln.test/jobs\n> Authorization: Basic YW5uOmd1ZXNzLW1l\n"
WRITES = "> POST https://kiln.test/users\n>> name=ann\n< 201 Created\n<< {}"


def _login(password, reply):
    return f"{LOGIN}>> user=ann&password={password}\n{reply}"


def _first(attempt, *parts):
    found = diagnose(attempt("\n---\n".join(parts)))
    return found.findings[0].cause.value if found.findings else ""


REFUSED = '< 401 Unauthorized\n<< {"error": "invalid token"}'


@pytest.mark.parametrize(
    "parts",
    [
        (_login("guess", NO), _login("guess", IN)),
        (_login("guess", IN), _login("guess", NO), _login("guess", IN)),
        (BASIC + "< 401 Unauthorized", BASIC + "< 200 OK\n<< {}"),
        (BEARER + "< 200 OK\n<< {}", BEARER + REFUSED, BEARER + "< 200 OK\n<< {}"),
        (BEARER + REFUSED, BEARER + "< 200 OK\n<< {}"),
    ],
)
def test_the_same_bytes_accepted_later_were_right(attempt, parts):
    found = diagnose(attempt("\n---\n".join(parts)))
    assert not found.healthy
    assert found.findings[0].cause.value == "provider-unreachable"
    assert found.findings[0].certainty == "possible"


@pytest.mark.parametrize(
    ("parts", "cause"),
    [
        # Nothing later: the usual cause stands.
        ((_login("guess", NO),), "invalid-credentials"),
        # A request in between made it right: the account was made.
        ((_login("guess", NO), WRITES, _login("guess", IN)), "invalid-credentials"),
        # Another key is another matter.
        (
            (BEARER + REFUSED, BEARER.replace("k-51", "k-52") + "< 200 OK\n<< {}"),
            "invalid-credentials",
        ),
    ],
)
def test_where_something_may_have_changed(attempt, parts, cause):
    assert _first(attempt, *parts) == cause


def _timed(attempt, parts, waits):
    read = attempt("\n---\n".join(parts))
    hour = timedelta(hours=1)
    timed = tuple(
        replace(one, timing=Timing(total=wait), started=one.started + hour * number)
        for number, (one, wait) in enumerate(zip(read.exchanges, waits, strict=True))
    )
    return diagnose(replace(read, exchanges=timed))


def test_a_login_that_waits_in_vain_for_somebody_behind(attempt):
    bare = "< 401 Unauthorized"
    parts = [_login("guess", one) for one in (IN, bare, bare, bare, IN)]
    found = _timed(attempt, parts, (120, 15_004, 15_011, 15_006, 131))
    assert (found.findings[0].slug, found.findings[0].certainty) == (
        "login-service-down",
        "very-likely",
    )
    assert not found.healthy


CALL = "> GET https://kiln.test/{}\n> X-Api-Key: k-51f0c2d9a7e3b84466\n"
WHILE = ("jobs", "stock", "jobs")


@pytest.mark.parametrize(("wait", "facts"), [(500, 2), (30, 1)])
def test_a_while_of_bare_refusals_of_all_it_asked(attempt, wait, facts):
    calls = [CALL.format(path) + "< 403 Forbidden" for path in WHILE]
    good = CALL.format("jobs") + "< 200 OK\n<< {}"
    found = _timed(attempt, [good, *calls, good], (31, wait, wait + 1, wait + 2, 29))
    first = found.findings[0]
    assert (first.slug, first.certainty) == ("login-service-down", "possible")
    assert len(first.evidence) == facts + 1  # the status as well


def test_a_place_that_stays_closed_is_a_matter_of_rights(attempt):
    good, shut = CALL.format("jobs") + "< 200 OK\n<< {}", CALL.format("pay") + "< 403 Forbidden"
    found = _timed(attempt, [good, shut, shut, good], (31, 30, 31, 29))
    assert found.findings[0].cause.value == "insufficient-permissions"


def _served(*servers):
    """The same call, answered by these servers; the one with a mark refuses."""
    replies = (f"401 No\n< X-Served-By: {one[:-1]}" if one.endswith("!")
               else f"200 OK\n< X-Served-By: {one}\n<< {{}}" for one in servers)  # fmt: skip
    return "\n---\n".join(CALL.format("jobs") + f"< {reply}" for reply in replies)


@pytest.mark.parametrize(
    ("servers", "slug"),
    [
        (("web1", "web2!", "web1"), "one-server-refuses"),
        (("web2!", "web1"), "one-server-refuses"),
        (("web1", "web1!", "web1"), "login-service-down"),
        (("web2", "web2!", "web1"), "login-service-down"),
    ],
)
def test_one_refusal_of_a_server_that_accepted_nothing_is_its_own(attempt, servers, slug):
    found = diagnose(attempt(_served(*servers)))
    assert (found.findings[0].slug, found.findings[0].certainty) == (slug, "possible")


COOKIE = "> GET https://kiln.test/jobs\n> Cookie: PHPSESSID=5f2b8c71d0aa115f2b8c71d0aa\n"
LED = COOKIE + "< 302 Found\n< Location: /login"
PAGE = "> GET https://kiln.test/login\n< 200 OK\n<< <title>Log in</title><input type=password>"
RENEWS = (
    COOKIE.replace("jobs", "stock")
    + "< 200 OK\n< Set-Cookie: PHPSESSID=5f2b8c71d0aa115f2b8c71d0aa\n<< {}"
)


@pytest.mark.parametrize("refused", [LED, COOKIE + "< 401 Unauthorized"])
@pytest.mark.parametrize("before", [(), (COOKIE + "< 200 OK\n<< {}",)])
def test_a_session_that_is_taken_again_had_not_ended(attempt, refused, before):
    parts = [*before, refused, COOKIE + "< 200 OK\n<< {}"]
    found = diagnose(attempt("\n---\n".join(parts))).findings
    assert (found[0].slug, found[0].certainty) == ("login-service-down", "possible")


@pytest.mark.parametrize("between", [_login("guess", IN), PAGE, RENEWS])
def test_a_session_that_somebody_may_have_begun_anew(attempt, between):
    parts = [LED, between, COOKIE + "< 200 OK\n<< {}"]
    trace = Trace(attempt("\n---\n".join(parts)))
    assert judge_one(trace, 0).findings[0].cause.value == "expired-session"


OLD, NEW = (f"> Cookie: PHPSESSID={each * 2}\n" for each in ("5f2b8c71d0aa11", "9c41e07ab3d522"))


def _with(cookie, reply):
    return _login("guess", reply).replace("\n", f"\n{cookie}", 1)


@pytest.mark.parametrize("later", [_login("guess", IN), _with(NEW, IN)])
def test_a_login_beside_an_old_session_is_taken_without_it(attempt, later):
    found = diagnose(attempt("\n---\n".join((_with(OLD, NO), later)))).findings
    assert (found[0].slug, found[0].certainty) == ("session-ended", "possible")
    assert "without the cookie of a session" in " ".join(o.statement for o in found[0].evidence)


@pytest.mark.parametrize(
    ("first", "later"),
    [(_with(OLD, NO), _with(OLD, IN)), (_login("guess", NO), _with(NEW, IN))],
    ids=["with the same", "without one"],
)
def test_where_no_session_was_left_out_it_did_not_end(attempt, first, later):
    found = diagnose(attempt(f"{first}\n---\n{later}")).findings
    assert found[0].slug == "login-service-down"
    assert "session-ended" not in {one.slug for one in found}
