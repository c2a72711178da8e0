"""The way back from a sign-in named the host of the account, and another one was asked."""

import pytest

from inspector.diagnose import diagnose

CODE, TOKEN = "p1FNlIEgKsIzIOcJbdgo1eUH", "kT7hFZlSG9R6oEPm86M7QlFFE7ASwpY3"
TRACE = """
> GET https://notes.example/callback?code={code}&state=9f2c&{named}
< 302 Found
< Location: /settings
---
> POST https://{provider}/oauth2_token
> Content-Type: application/x-www-form-urlencoded
>> grant_type=authorization_code&code={code}&client_id=a&client_secret=6ocxUzagHwcvuyOx
< {exchanged}
---
> GET https://{api}/listfolder
> Authorization: Bearer {token}
< 200 OK
< Content-Type: application/json
<< {answer}
"""
NO = '{"result": 2094, "error": "Invalid \'access_token\' provided."}'
GIVEN = f'200 OK\n< Content-Type: application/json\n<< {{"access_token": "{TOKEN}"}}'
INVALID = '400 Bad Request\n< Content-Type: application/json\n<< {"error": "invalid_code"}'


def _first(
    attempt, named, api="api.shelf.test", provider="eapi.shelf.test", *, answer=NO, exchanged=GIVEN
):
    text = {
        "named": named,
        "api": api,
        "provider": provider,
        "answer": answer,
        "exchanged": exchanged,
    }
    found = diagnose(attempt(TRACE.format(code=CODE, token=TOKEN, **text)))
    return (found.entry, found.findings[0].slug) if found.findings else None


def test_the_token_goes_to_its_sister(attempt):
    assert _first(attempt, "hostname=eapi.shelf.test") == (2, "other-host-named")


def test_the_domain_of_another_country(attempt):
    named = "api_domain=https%3A%2F%2Fapi.shelf.eu"
    assert _first(attempt, named, "api.shelf.com", "accounts.shelf.com") == (2, "other-host-named")


def test_the_code_goes_to_the_provider_of_another_country(attempt):
    named = "accounts-server=https%3A%2F%2Faccounts.shelf.eu"
    told = _first(attempt, named, provider="accounts.shelf.com", exchanged=INVALID, answer="{}")
    assert told == (1, "other-host-named")


@pytest.mark.parametrize(
    ("named", "more"),
    [
        ("hostname=api.shelf.test", {}),
        ("hostname=upload.shelf.test", {}),  # another service, not another place of this one
        ("hostname=eapi.other.test", {}),
        ("hostname=2", {}),
        ("accounts-server=https%3A%2F%2Feapi.shelf.test", {}),  # where tokens are asked for
        ("hostname=eapi.shelf.test", {"answer": '{"error": "Token has expired"}'}),
    ],
)
def test_what_names_no_other_place(attempt, named, more):
    assert (_first(attempt, named, **more) or (0, ""))[1] != "other-host-named"
