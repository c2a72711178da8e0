"""Words that the account or the address is blocked, to somebody who is known and to nobody."""

import pytest

from inspector.diagnose import diagnose

KEY = "> X-Api-Key: k-8f2c41d09a7be35560\n"
EITHER = "Your username or IP address has been blocked"


def _findings(attempt, words, sent=KEY):
    text = f'> GET https://api.test/orders\n{sent}< 403 Forbidden\n<< {{"error": "{words}"}}'
    return [(one.slug, one.certainty) for one in diagnose(attempt(text)).findings]


def test_of_who_is_known_the_account_is_blocked_rather_than_the_address(attempt):
    found = _findings(attempt, EITHER)
    assert found[0] == ("account-disabled", "possible")
    assert found[1] == ("ip-not-allowed", "possible")
    assert _findings(attempt, EITHER, sent="")[0][0] == "ip-not-allowed"  # nobody has an account


@pytest.mark.parametrize(
    "words", ["Your IP address or account was banned", "Your user and your IP address were banned"]
)
@pytest.mark.parametrize(("sent", "certainty"), [(KEY, "possible"), ("", "certain")])
def test_where_either_is_named_the_address_is_sure_of_nobody_alone(attempt, words, sent, certainty):
    assert dict(_findings(attempt, words, sent))["ip-not-allowed"] == certainty


@pytest.mark.parametrize(
    "words",
    ["Your IP address has been blocked", "Your IP address has been blocked for this username"],
)
def test_an_address_alone_is_what_is_blocked(attempt, words):
    assert _findings(attempt, words)[0] == ("ip-not-allowed", "certain")
