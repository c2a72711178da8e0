"""A later sign-in of the same account replaces what the first one handed out."""

import pytest

from inspector.diagnose.diagnosing import diagnose

SIGN_IN = """> {call}
{sent}< 200 OK
< Content-Type: application/json
<< {{"sessionToken": "{token}"}}"""
CALL = """> GET https://back.test/classes/Memo
> X-Apps-Session-Token: {token}
< {status}
< Content-Type: application/json
<< {{"error": "Authentication error by header incorrect."}}"""
FIRST, SECOND = "byucu0g4fo3m25foxn67hiu28", "5t38vk7yn0s0r6fe8ukwura3w"
BY_QUERY = "GET https://back.test/login?userName={user}&password=Neko-2016", ""
BY_BODY = (
    "POST https://back.test/login",
    '> Content-Type: application/json\n>> {{"username": "{user}", "password": "Neko-2016", "at": {n}}}\n',
)


def _slugs(attempt, way, second_user="ann"):
    call, sent = way
    ins = [
        SIGN_IN.format(call=call.format(user=user), sent=sent.format(user=user, n=n), token=token)
        for n, (user, token) in enumerate([("ann", FIRST), (second_user, SECOND)])
    ]
    good = CALL.format(token=FIRST, status="200 OK").rpartition("\n")[0] + '\n<< {"results": []}'
    refused = CALL.format(token=FIRST, status="401 Unauthorized")
    text = "\n---\n".join((ins[0], good, ins[1], refused))
    return [one.slug for one in diagnose(attempt(text)).findings]


@pytest.mark.parametrize("way", [BY_QUERY, BY_BODY])
def test_the_first_token_is_refused_since(attempt, way):
    assert _slugs(attempt, way)[0] == "replaced-by-sign-in"


@pytest.mark.parametrize("way", [BY_QUERY, BY_BODY])
def test_another_account_replaces_nothing(attempt, way):
    assert "replaced-by-sign-in" not in _slugs(attempt, way, "ben")


def test_words_that_ask_for_a_login_say_no_more_than_that(attempt):
    ins = [
        SIGN_IN.format(call=BY_QUERY[0].format(user="ann"), sent="", token=t)
        for t in (FIRST, SECOND)
    ]
    good = CALL.format(token=FIRST, status="200 OK").rpartition("\n")[0] + '\n<< {"results": []}'
    asks = CALL.format(token=FIRST, status="401 Unauthorized").rpartition("\n")[0]
    text = "\n---\n".join((ins[0], good, ins[1], f'{asks}\n<< {{"error": "请重新登录"}}'))
    assert diagnose(attempt(text)).findings[0].slug == "replaced-by-sign-in"
