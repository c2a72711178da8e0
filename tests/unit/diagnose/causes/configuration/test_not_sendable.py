"""What the sender stopped by itself is a finding: a URL, a header, a setting, a preflight."""

import pytest

from inspector.diagnose import diagnose
from inspector.model.attempt import Attempt
from inspector.model.exchange import Dropped, Exchange, Failure
from inspector.model.finding import Cause
from inspector.model.fix import KIND, Action, Field
from inspector.model.message import Header, Message, Reply

MESSAGE = Message(method="GET", url="http://a.example/", target="/")


def _first(kind, message=MESSAGE):
    failure = Failure(stage="compose", kind=kind, message="It is wrong.", detail="The reason.")
    exchange = Exchange(request=message, failure=failure)
    return diagnose(Attempt(exchanges=(exchange,))).findings[0]


@pytest.mark.parametrize("kind", ["bad-url", "bad-method", "bad-header", "bad-proxy", "unsendable"])
def test_a_request_that_can_not_be_sent(kind):
    finding = _first(kind)
    assert (finding.cause, finding.slug) == (Cause.CONFIGURATION, "request-not-sendable")
    assert "It is wrong." in finding.explanation
    assert finding.evidence[0].statement == "It is wrong"


@pytest.mark.parametrize(
    ("kind", "slug", "who"),
    [
        ("no-metadata", "provider-not-described", "client"),
        ("no-endpoint", "provider-not-described", "client"),
        ("issuer-differs", "provider-names-another-issuer", "identity-provider"),
        ("no-token", "sign-in-reply-not-understood", "identity-provider"),
        ("no-device-code", "sign-in-reply-not-understood", "identity-provider"),
        ("no-request-uri", "sign-in-reply-not-understood", "identity-provider"),
        ("no-client", "sign-in-reply-not-understood", "identity-provider"),
        ("nobody-came-back", "sign-in-not-finished", "client"),
        ("answer-differs", "sign-in-answer-differs", "client"),
        ("sign-in-refused", "sign-in-refused", "client"),
    ],
)
@pytest.mark.parametrize("body", [b"<title>Login</title>", b'{"error":"authorization_pending"}'])
def test_an_answer_that_a_sign_in_can_not_go_on_with(kind, slug, who, body):
    failure = Failure(stage="sign-in", kind=kind, message="It is wrong.")
    reply = Reply(status=200, body=body)
    steps = (Exchange(request=MESSAGE, reply=reply, failure=failure),)
    verdict = diagnose(Attempt(exchanges=steps))
    assert (verdict.findings[0].slug, verdict.findings[0].who_must_act) == (slug, who)


@pytest.mark.parametrize("kind", ["bad-key", "bad-issuer", "no-redirect", "port-taken"])
def test_what_is_missing_before_a_sign_in(kind):
    assert _first(kind).slug == "request-not-sendable"


@pytest.mark.parametrize("kind", ["nobody-to-ask", "not-answered", "no-answer"])
def test_nobody_signs_in(kind):
    assert _first(kind).slug == "sign-in-not-finished"


def test_a_line_break_is_taken_out_by_the_fix():
    header = Header("Authorization", "Bearer abc\n", "credential", ((7, 11),))
    finding = _first(
        "line-break-in-header", Message(method="GET", url="http://a/", headers=(header,))
    )
    assert finding.fixes[0].changes[0].transform
    assert finding.fixes[0].changes[0].field == Field("credential", "token")


@pytest.mark.parametrize(
    ("kind", "slug"),
    [
        ("too-large", "reply-header-too-large"),
        ("broken-header", "reply-header-broken"),
        ("too-many-redirects", "redirect-loop"),
        ("redirect-not-followed", "redirect-leads-nowhere"),
    ],
)
def test_replies_that_lead_nowhere(kind, slug):
    assert _first(kind).slug == slug


@pytest.mark.parametrize(
    ("kind", "status", "slug"),
    [
        ("too-many-redirects", 302, "redirect-loop"),
        ("redirect-not-followed", 302, "redirect-leads-nowhere"),
        ("broken-header", 302, "reply-header-broken"),
        ("reset", 200, "connection-cut"),
        ("timeout", 200, "connection-cut"),
    ],
)
def test_a_reply_that_began_and_was_cut_short_is_explained_too(kind, status, slug):
    failure = Failure(stage="body", kind=kind, message="It broke off.")
    exchange = Exchange(request=MESSAGE, reply=Reply(status=status), failure=failure)
    finding = diagnose(Attempt(exchanges=(exchange,))).findings[0]
    assert finding.slug == slug
    assert "It broke off." in finding.explanation


def test_a_reply_that_the_user_stopped_needs_no_explaining():
    failure = Failure(stage="stopped", kind="stopped", message="You stopped this exchange.")
    exchange = Exchange(request=MESSAGE, reply=Reply(status=200), failure=failure)
    assert not diagnose(Attempt(exchanges=(exchange,))).findings


def test_a_preflight_that_does_not_allow_the_request():
    finding = _first("preflight-refused")
    assert finding.slug == "preflight-not-allowed"
    assert "The reason." in finding.explanation


def _held(before, after, kind, rule):
    """The finding where a redirect was stopped, as it would have taken body and header along."""
    message = Message(method="POST", url=before, target="/", body=b"password=x", body_size=10)
    reply = Reply(status=307, headers=(Header("Location", after),))
    held = Exchange(
        purpose="redirect",
        request=Message(method="POST", url=after, target="/"),
        failure=Failure(stage="headers", kind=kind, message="Nothing was sent."),
        dropped=(Dropped("X-Odd", "a", rule), Dropped("body", "b", rule)),
        answers=0,
    )
    exchanges = (Exchange(request=message, reply=reply), held)
    return diagnose(Attempt(exchanges=exchanges)).findings[0]


def test_a_secret_that_was_held_back_can_be_sent_once_the_user_agrees():
    finding = _held("https://a.test/t", "https://b.test/t", "secret-held-back", "held-back")
    assert (finding.cause, finding.slug) == (Cause.CONFIGURATION, "secret-held-back")
    assert "b.test" in finding.title
    assert "Nothing was sent." in finding.explanation
    keep, straight = finding.fixes
    assert keep.title == "Send X-Odd and the body to b.test too"
    assert (keep.changes[0].field, keep.changes[0].after) == (
        Field("options", "keep_credential_for"),
        "b.test",
    )
    assert [keep.risk, straight.risk] == ["new-host", "new-host"]


@pytest.mark.parametrize("host", ["a.test", "b.test"])
def test_no_fix_leads_from_https_to_http(host):
    finding = _held("https://a.test/t", f"http://{host}/t", "secret-never-over-http", "downgrade")
    assert finding.slug == "secret-never-over-http"
    assert [fix.action for fix in finding.fixes] == [Action("copy-message")]


def test_a_proxy_that_is_not_there_is_the_networks_matter():
    failure = Failure(stage="proxy", kind="proxy-not-reached", message="The proxy was away.")
    exchange = Exchange(request=MESSAGE, failure=failure)
    finding = diagnose(Attempt(exchanges=(exchange,))).findings[0]
    assert (finding.cause, finding.slug) == (Cause.NETWORK_BLOCKED, "proxy-not-reached")
    assert "The proxy was away." in finding.explanation


def _in_browser(kind, detail, *headers):
    failure = Failure(stage="send", kind=kind, message="It failed.", detail=f"net::ERR_{detail}")
    message = Message(method="GET", url="https://a.example/", target="/", headers=headers)
    return diagnose(Attempt(exchanges=(Exchange(request=message, failure=failure),))).findings


@pytest.mark.parametrize(
    ("kind", "detail", "slug"),
    [
        ("certificate", "SSL_CLIENT_AUTH_CERT_NEEDED", "client-certificate-required"),
        ("certificate", "BAD_SSL_CLIENT_AUTH_CERT", "client-certificate-refused"),
        ("certificate", "CERT_AUTHORITY_INVALID", "certificate-not-trusted"),
        ("blocked-by-browser", "BLOCKED_BY_ADMINISTRATOR", "blocked-by-browser"),
    ],
)
def test_what_browsers_call_their_failures(kind, detail, slug):
    assert _in_browser(kind, detail)[0].slug == slug


def test_an_extension_matters_where_a_credential_was_to_be_sent():
    token = Header("Authorization", "Bearer abcdefgh12345678")
    assert _in_browser("blocked-by-browser", "BLOCKED_BY_CLIENT") == ()
    assert _in_browser("blocked-by-browser", "BLOCKED_BY_CLIENT", token)


def _no_reply(url, *more):
    failure = Failure(stage="wait", kind="no-reply", message="No reply was recorded.")
    lost = Exchange(request=Message(method="GET", url=url, target="/"), failure=failure)
    return diagnose(Attempt(exchanges=(lost, *more))).findings


def test_a_provider_that_gave_no_reply_is_in_doubt_until_it_answers():
    keys = "https://id.example/.well-known/openid-configuration"
    assert _no_reply(keys)[0].slug == "provider-not-reached"
    assert _no_reply("https://a.example/orders") == ()
    later = Exchange(request=Message(method="GET", url=keys, target="/"), reply=Reply(status=200))
    assert _no_reply(keys, later) == ()


@pytest.mark.parametrize("code", ["invalid_client", "invalid_grant", "unauthorized_client"])
@pytest.mark.parametrize(
    "body", [b"", b"grant_type=password", b"grant_type=client_credentials&client_id=orders"]
)
def test_a_refused_step_of_a_sign_in_is_not_given_another_type(code, body):
    form = (Header("Content-Type", "application/x-www-form-urlencoded"),)
    asked = Message(method="POST", url="https://login.test/token", headers=form, body=body)
    reply = Reply(status=401, body=b'{"error": "%s"}' % code.encode())
    steps = (Exchange(request=asked, reply=reply, purpose="token"),)
    findings = diagnose(Attempt(exchanges=steps)).findings
    changed = [change.field for one in findings for fix in one.fixes for change in fix.changes]
    assert KIND not in changed
    assert not body or findings
    assert body or "no-credentials-sent" not in {one.slug for one in findings}
