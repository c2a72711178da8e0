"""Server errors of what checks logins."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.server_errors import (
    breaks_when_checking,
    gateway_page,
    is_provider_address,
    login_host_gone,
    names_login_service,
)
from tests.fixtures.short_texts import attempt_of, sent_from_here


def case(attempt, text):
    trace = Trace(attempt(text))
    return trace.case(len(trace) - 1)


def test_breaking_where_credentials_are_checked(attempt):
    text = """
    > GET https://a.test/x
    < 401 Unauthorized
    ---
    > GET https://a.test/x
    > Authorization: Basic YTpi
    < 500 Internal Server Error
    """
    assert breaks_when_checking(case(attempt, text))
    assert not breaks_when_checking(case(attempt, text.split("---")[1].strip()))


def test_provider_addresses(attempt):
    assert is_provider_address(case(attempt, "> GET https://i.test/oauth2/token\n< 500 No"))
    assert not is_provider_address(case(attempt, "> GET https://i.test/orders\n< 500 No"))


def test_a_page_of_the_gateway_itself(attempt):
    page = "<html><hr><center>nginx/1.25</center></html>"
    sent = "> GET https://a.test/\n> Cookie: sid=a\n< 500 No\n< Content-Type: text/html\n<< "
    assert gateway_page(case(attempt, sent + page))
    assert not gateway_page(case(attempt, sent + "<html>oops</html>"))


@pytest.mark.parametrize(
    ("host", "status", "gone"),
    [
        ("auth.home.test", 502, True),
        ("sso.home.test", 504, True),
        ("auth.home.test", 500, False),
        ("shop.home.test", 502, False),
        ("auth.other.example", 502, False),
    ],
)
def test_a_host_that_does_logins_is_gone(attempt, host, status, gone):
    text = f"""
    > GET https://{host}/
    < {status} No
    ---
    > GET https://wiki.home.test/
    > Cookie: sid=a
    < 500 No
    """
    assert (login_host_gone(case(attempt, text)) is not None) is gone


@pytest.mark.parametrize(("owner", "gone"), [("acme", True), ("rival", False)])
def test_a_host_of_another_owner_does_no_logins_for_it(attempt, owner, gone):
    text = f"""
    > GET https://login.{owner}.co.uk/
    < 502 No
    ---
    > GET https://api.acme.co.uk/
    > Cookie: sid=a
    < 500 No
    """
    assert (login_host_gone(case(attempt, text)) is not None) is gone


def test_words_of_any_status_name_a_lost_login_service(attempt):
    got = "< 404 No\n< Content-Type: text/plain\n<< Could not reach the OpenID Connect provider."
    assert names_login_service(case(attempt, f"> GET https://a.test/login/2\n{got}"))
    other = got.replace("OpenID Connect provider", "printer")
    assert not names_login_service(case(attempt, f"> GET https://a.test/jobs/2\n{other}"))


HOOK = """
> GET https://a.test/repo/trunk
> Authorization: Basic YTpi
< 200 OK
---
> MKCOL https://a.test/repo/trunk/now
> Authorization: Basic YTpi
< 500 Internal Server Error
< Content-Type: text/xml
<< <error><human-readable>Commit blocked by pre-commit hook: {words}</human-readable></error>
"""


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("freeze: only the release managers may commit", ["right-missing"]),
        ("the log message is too short", []),
    ],
)
def test_a_hook_that_stops_a_caller_without_the_right(attempt, words, slugs):
    found = diagnose(attempt(HOOK.format(words=words))).findings
    assert [one.slug for one in found[:1]] == slugs


@pytest.mark.parametrize(
    ("sent", "page"),
    [("Authorization: Basic YW5uOnB3LTEyMzQ1", ""), ("X-Api-Key: k-8f2c41d0", "<< Server Error")],
)
def test_a_break_over_any_credential_may_be_one_of_the_check(sent, page):
    text = f"> GET https://api.test/me\n> {sent}\n< 500 Internal Server Error\n{page}"
    (found,) = diagnose(sent_from_here(attempt_of(text))).findings
    assert found.slug == "broke-without-a-word"


def test_a_gateway_without_a_credential_says_what_it_did_not_reach():
    page = "< Content-Type: text/html\n<< <h1>503 Connection refused</h1>"
    text = f"> GET https://api.test/dists/testing\n< 503 Connection refused\n{page}"
    found = diagnose(sent_from_here(attempt_of(text))).findings[0]
    assert (found.slug, found.certainty) == ("nothing-behind-reached", "possible")
