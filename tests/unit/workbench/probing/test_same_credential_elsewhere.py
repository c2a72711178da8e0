"""The same credential is good at another address: a right is missing, unless the reply says why."""

import pytest
from msgspec.structs import replace

from inspector.diagnose import diagnose
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request, RequestHeader
from tests.fixtures.scripted import reply

SESSION = RequestHeader("Cookie", "sessionid=k3Jd8sQ2x7Lm9")
FORGED = b'{"error": "CSRF verification failed (Referer is missing)"}'
NO_RIGHT = b'{"error": "Forbidden"}'


@pytest.mark.parametrize(
    ("method", "told", "families"),
    [
        ("GET", FORGED, ["csrf-failure"]),
        ("POST", FORGED, ["csrf-failure"]),
        ("GET", NO_RIGHT, ["insufficient-permissions"]),
        ("POST", NO_RIGHT, ["csrf-failure", "insufficient-permissions"]),
    ],
)
def test_a_reason_that_was_told_stays(lab, scripted, method, told, families):
    def answer(request):
        if b"sessionid" not in request:
            return reply("401 Unauthorized")
        if request.startswith(b"GET /me "):
            return reply("200 OK", body=b"{}")
        return reply("403 Forbidden", "Content-Type: application/json", body=told)

    server = scripted([answer])
    lab.send(Request(url=f"{server.url}/me", headers=(SESSION,)))
    refused = lab.send(Request(url=f"{server.url}/a", method=method, headers=(SESSION,)))
    after = lab.run(refused, "same-credential-elsewhere")
    assert after.trial.outcomes[0].result == "accepted"
    assert after.verdict.findings[0].cause in families


@pytest.mark.parametrize(
    ("status", "body", "first"),
    [
        ("503 Service Unavailable", b"Service Unavailable", "provider-unreachable"),
        (
            "400 Bad Request",
            b'{"error": "Could not connect to homeserver"}',
            "provider-unreachable",
        ),
        ("403 Forbidden", NO_RIGHT, "insufficient-permissions"),
    ],
)
def test_what_fails_for_everybody_is_no_right_that_is_missing(lab, scripted, status, body, first):
    def answer(request):
        if b"d-8810c4" not in request:
            return reply("401 Unauthorized")
        if request.startswith(b"GET /me "):
            return reply("200 OK", body=b"{}")
        return reply(status, "Content-Type: application/json", body=body)

    server = scripted([answer])
    own = Bearer(token=lab.put("d-8810c4"))
    lab.send(Request(url=f"{server.url}/me", credential=own))
    refused = lab.send(Request(url=f"{server.url}/v2/a", credential=own))
    after = lab.run(refused, "accepted-before", "same-credential-elsewhere")
    assert after.verdict.findings[0].cause == first


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (b"query token is empty", "credential-not-recognised"),
        (b"no token was sent", "authorization-stripped"),
    ],
)
def test_what_is_good_elsewhere_and_looked_for_in_another_place_did_not_get_lost(
    lab, scripted, words, first
):
    missed = reply(
        "401 Unauthorized", "Content-Type: application/json", body=b'{"error": "%b"}' % words
    )
    server = scripted([lambda one: reply("200 OK") if one.startswith(b"GET /me ") else missed])
    own = Bearer(token=lab.put("q8Rt5Lm2Xc9Vb7Nz4Kp1"))
    lab.send(Request(url=f"{server.url}/me", credential=own))
    refused = lab.send(Request(url=f"{server.url}/orders", credential=own))
    alone = replace(refused, earlier=(), verdict=diagnose(refused.attempt))
    after = lab.run(alone, "accepted-before")
    assert after.verdict.findings[0].slug == first


@pytest.mark.parametrize(
    ("status", "first", "may_lack"),
    [("404 Not Found", "path-unknown", False), ("403 Forbidden", "csrf-token-missing", True)],
)
def test_a_session_that_reads_elsewhere_lacks_nothing_where_nothing_is(
    lab, scripted, status, first, may_lack
):
    def answer(request):
        if b"sessionid" not in request:
            return reply("401 Unauthorized")
        return reply("200 OK", body=b"{}") if request.startswith(b"GET /me ") else reply(status)

    server = scripted([answer])
    lab.send(Request(url=f"{server.url}/me", headers=(SESSION,)))
    refused = lab.send(Request(url=f"{server.url}/a", method="POST", headers=(SESSION,)))
    alone = replace(refused, earlier=(), verdict=diagnose(refused.attempt))
    after = lab.run(alone, "same-credential-elsewhere")
    assert after.trial.outcomes[0].result == "accepted"
    slugs = [one.slug for one in after.verdict.findings]
    assert slugs[0] == first
    assert ("works-elsewhere" in slugs) is may_lack
    assert ("csrf-token-missing" in slugs) is may_lack
