"""The program itself accepted it, and a server in front fails or asks for a login of its own."""

import pytest
from msgspec.structs import replace

from inspector.diagnose import diagnose
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request, RequestHeader
from tests.fixtures.scripted import reply

JSON, HTML = "Content-Type: application/json", "Content-Type: text/html"
GIVEN = reply("200 OK", JSON, "Server: berths/1", body=b'{"orders": []}')
COOKIE = (RequestHeader("Cookie", "SID=k3Jd8sQ2x7Lm9"),)


def page_of_front(line, *more):
    text = (
        f"<html><head><title>{line}</title></head><body><center><h1>{line}</h1></center>"
        "<hr><center>nginx</center></body></html>"
    )
    return reply(line, "Server: nginx", HTML, *more, body=text.encode())


def looked_back(lab, scripted, refusal, sent, **instead):
    """Send the same to the program, then to the server in front; return what a look back says."""
    program, front = scripted([GIVEN]), scripted([refusal])
    lab.send(Request(url=f"{program.url}/a", **sent))
    answer = lab.send(Request(url=f"{front.url}/a", **{**sent, **instead}))
    alone = replace(answer, earlier=(), verdict=diagnose(answer.attempt))
    return lab.run(alone, "accepted-before")


def login(lab):
    return Basic(user="ada", password=lab.put("pw-12345"))


def kinds(lab):
    yield {"credential": Bearer(token=lab.put("k3yV91c5d20fe6a8b7c6d5"))}
    yield {"headers": COOKIE}
    yield {"credential": login(lab)}


@pytest.mark.parametrize("at", range(3), ids=["token", "session", "login"])
@pytest.mark.parametrize(
    ("line", "slug"),
    [
        ("502 Bad Gateway", "gateway-without-answer"),
        ("503 Service Unavailable", "gateway-without-answer"),
        ("500 Internal Server Error", "auth-subrequest-failed"),
    ],
)
def test_a_server_in_front_that_fails_judges_nothing(lab, scripted, at, line, slug):
    after = looked_back(lab, scripted, page_of_front(line), list(kinds(lab))[at])
    first = after.verdict.findings[0]
    assert (first.slug, first.cause.value) == (slug, "provider-unreachable")
    assert "fails before it judges it" in after.trial.outcomes[0].meaning


def test_what_it_forbids_it_judges(lab, scripted):
    sent = next(kinds(lab))
    after = looked_back(lab, scripted, page_of_front("403 Forbidden"), sent)
    assert after.verdict.findings[0].slug == "web-server-rule"


# ---------------- A login for the server in front, beside a session of the program
ASKS = page_of_front("401 Authorization Required", 'WWW-Authenticate: Basic realm="gate"')


def test_a_login_for_the_server_in_front_is_wrong_beside_a_good_session(lab, scripted):
    after = looked_back(lab, scripted, ASKS, {"headers": COOKIE}, credential=login(lab))
    first = after.verdict.findings[0]
    assert (first.slug, first.fixes[0].id) == ("wrong-password", "enter-secret")


@pytest.mark.parametrize(
    ("at", "slug"),
    [(1, "front-login-missing"), (2, "login-of-front-server")],
    ids=["no login", "that of the program"],
)
def test_none_is_missing_and_that_of_the_program_is_another_one(lab, scripted, at, slug):
    after = looked_back(lab, scripted, ASKS, list(kinds(lab))[at])
    assert after.verdict.findings[0].slug == slug
