"""A page of the web server in front, to what only the program behind reads."""

import pytest

from inspector.diagnose import diagnose

PAGE = "<html><head><title>{0}</title></head><body><h1>{0}</h1><hr><center>nginx/1.26.3</center></body></html>"
SIGNED = "X-Shelf-Signature: b8df78c48e200a27200d57e958486d438a1d634db4ca200eb770888206bd3e0c"


def _first(attempt, sent, status, more="", body='{"a": 1}', kind="application/json"):
    head = f"> POST https://shelf.acme.example/login\n> Content-Type: {kind}\n> {sent}\n>> {body}"
    page = f"< {status}\n{more}< Content-Type: text/html\n<< {PAGE.format(status)}"
    return diagnose(attempt(f"{head}\n{page}")).findings[0]


LOGIN = {"body": "user=ann&password=horse", "kind": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(("sent", "more"), [(SIGNED, {}), ("Accept: */*", LOGIN)])
def test_a_rule_of_the_web_server(attempt, sent, more):
    assert _first(attempt, sent, "403 Forbidden", **more).slug == "web-server-rule"


@pytest.mark.parametrize(
    "sent", ["X-Api-Key: shelf-5d1f07aa91", "Authorization: Basic YWxpY2U6aG9yc2U="]
)
def test_what_a_web_server_may_read_is_mostly_a_rule_as_well(attempt, sent):
    found = _first(attempt, sent, "403 Forbidden")
    assert (found.slug, found.certainty) == ("web-server-rule", "possible")


def test_a_login_in_front_of_what_reads_signatures(attempt):
    asks = '< WWW-Authenticate: Basic realm="shelf"\n'
    first = _first(attempt, SIGNED, "401 Unauthorized", asks)
    assert first.slug == "no-credentials-sent"
    assert any("signs the message" in one.statement for one in first.evidence)
    key = _first(attempt, "X-Api-Key: shelf-5d1f07aa91", "401 Unauthorized", asks)
    assert key.slug == "front-login-missing"
