"""A login that is answered with where the account is, and lets nobody in."""

import pytest
from msgspec.structs import replace

from inspector.diagnose.diagnosing import diagnose


def _login(body, host="api.meter.test", more=""):
    return (
        f"> POST https://{host}/v2/login\n> Content-Type: application/json\n"
        '>> {"email": "lamp@pier.test", "password": "Zinnober-4"}\n'
        f"< 200 OK\n< Server: Tide/2\n{more}< Content-Type: application/json\n<< {body}"
    )


def _found(attempt, *parts):
    return diagnose(attempt("\n---\n".join(parts))).findings


@pytest.mark.parametrize(
    "body",
    [
        '{"status": 0, "data": {"redirect": true, "region": "nl"}}',
        '{"apiEndpoint": "https://nl.meter.test/v2"}',
        '{"ok": 1, "data_center": "eu-north-2"}',
        '{"redirect": "https://nl.meter.test/v2/login"}',
    ],
)
def test_the_reply_names_where_the_account_is(attempt, body):
    found = _found(attempt, _login(body))[0]
    assert (found.slug, found.certainty) == ("account-in-another-region", "very-likely")
    again = _found(attempt, _login(body), _login(body))[0]
    assert (again.slug, again.certainty) == ("account-in-another-region", "certain")


def test_the_reply_may_be_xml(attempt):
    text = _login("<reply><state>0</state><region>nl</region></reply>").replace("/json", "/xml")
    assert _found(attempt, text)[0].slug == "account-in-another-region"


@pytest.mark.parametrize(
    ("body", "told"), [('{"region": "nl"}', False), ('{"redirect": true, "region": "nl"}', True)]
)
def test_a_copy_without_cookies_may_lack_the_session(attempt, body, told):
    copy = replace(attempt(_login(body)), may_be_sanitised=True)
    assert bool(diagnose(copy).findings) is told


def test_only_a_whole_host_is_offered_as_address(attempt):
    for body, offered in (('{"region": "nl"}', False), ('{"api_host": "nl.meter.test"}', True)):
        fixes = _found(attempt, _login(body))[0].fixes
        assert not any("https://nl/" in repr(fix) for fix in fixes)
        assert any("nl.meter.test/v2" in repr(fix) for fix in fixes) is offered


LET_IN = '{"region": "nl", "token": "7f3c5c1b0e9d4a2288aa"}'


@pytest.mark.parametrize(
    "parts",
    [
        (_login(LET_IN),),
        (_login('{"region": "nl"}', more="< Set-Cookie: sid=7f3c5c1b0e9d4a2288aa\n"),),
        (_login('{"region": "nl"}', host="api-nl.meter.test"),),  # that is where it was asked
        (_login('{"user": "lamp", "redirect": "/start"}'),),
        (_login('{"region": "nl"}', more="< Authorization: Bearer 7f3c5c1b0e9d4a2288aa\n"),),
        # The client went where it was told to.
        (_login('{"region": "nl"}'), _login(LET_IN, host="api-nl.meter.test")),
    ],
)
def test_somebody_was_let_in(attempt, parts):
    assert not _found(attempt, *parts)
