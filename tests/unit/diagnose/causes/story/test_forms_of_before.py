"""A form from before a restart is told by it, beside traces that show another reason or none."""

import pytest

from inspector.diagnose.diagnosing import diagnose

OLD, NEW = "CfDJ8FYdFv7zk5OCL5RLr5K1", "CfDJ8Exw672vtlJ4IrjJ3K0D"
PAGE = """> GET https://intra.test/expenses/new
{sent}
< 200 OK
< Content-Type: text/html
{given}
<< <html><form method="post"><input name="amount"><input type="hidden" name="{field}" value="page-{value}"></form></html>"""
AWAY = """> GET https://intra.test/css/site.css
< 502 Bad Gateway"""
FORM = """> POST https://intra.test/expenses/new
> Content-Type: application/x-www-form-urlencoded
> Cookie: {cookie}={value}
>> amount={amount}&{field}=page-{value}
< {status}
< Content-Type: text/plain
<< {told}"""
ASP = {"cookie": ".AspNetCore.Antiforgery.kT3v", "field": "__RequestVerificationToken"}
RAILS = {"cookie": "_expenses_session", "field": "authenticity_token"}
DJANGO = {"cookie": "csrftoken", "field": "csrfmiddlewaretoken"}


def _page(value, had="", **names):
    sent = f"> Cookie: {names['cookie']}={had}" if had else ""
    given = f"< Set-Cookie: {names['cookie']}={value}; Path=/" if value != had else ""
    return PAGE.format(sent=sent, given=given, value=value, **names)


def _form(value, status, told="", amount="70", **names):
    return FORM.format(value=value, status=status, told=told, amount=amount, **names)


def _first(attempt, *parts):
    findings = diagnose(attempt("\n---\n".join(parts))).findings
    return findings[0] if findings else None


@pytest.mark.parametrize(
    ("names", "status", "told"),
    [
        (ASP, "400 Bad Request", ""),
        (RAILS, "422 Unprocessable Entity", "Can't verify CSRF token authenticity."),
        (DJANGO, "403 Forbidden", "CSRF verification failed. Request aborted."),
    ],
)
def test_the_page_is_older_than_the_server(attempt, names, status, told):
    refused = _form(OLD, status, told, **names)
    found = _first(
        attempt,
        _page(OLD, **names),
        AWAY,
        refused,
        _page(NEW, OLD, **names),
        _form(NEW, "302 Found\n< Location: /expenses", **names),
    )
    assert (found.slug, found.certainty) == ("csrf-token-lost-at-restart", "certain")
    assert found.who_must_act == "api-owner"


def test_without_a_newer_form_it_is_less_certain(attempt):
    parts = (
        _page(OLD, **ASP),
        AWAY,
        _form(OLD, "400 Bad Request", **ASP),
        _page(NEW, OLD, **ASP),
    )
    found = _first(attempt, *parts)
    assert (found.slug, found.certainty) == ("csrf-token-lost-at-restart", "very-likely")


@pytest.mark.parametrize(
    "parts",
    [
        # nobody was away, and nothing names another start
        (
            _page(OLD, **ASP),
            _form(OLD, "400 Bad Request", **ASP),
            _page(NEW, OLD, **ASP),
            _form(NEW, "302 Found\n< Location: /expenses", **ASP),
        ),
        # another amount was taken
        (
            _page(OLD, **ASP),
            AWAY,
            _form(OLD, "400 Bad Request", **ASP),
            _page(OLD, OLD, **ASP),
            _form(OLD, "302 Found\n< Location: /expenses", amount="7", **ASP),
        ),
        # the words are of something else
        (
            _page(OLD, **ASP),
            AWAY,
            _form(OLD, "400 Bad Request", "amount: must be below 50", **ASP),
            _page(NEW, OLD, **ASP),
        ),
    ],
)
def test_what_shows_no_restart_or_another_reason(attempt, parts):
    found = _first(attempt, *parts)
    assert found is None or found.slug != "csrf-token-lost-at-restart"
