"""What an address of sessions hands out is a session, whatever proof was given for it."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

DAY = "< Date: Tue, 04 Mar 2025 {}:00 GMT"
NEXT = "< Date: Wed, 05 Mar 2025 03:45:00 GMT"
TOKEN = "q0EQjUOOL241ApBL0l9BbnJqwtKwr4f7"
NO = '< 403 Forbidden\n<< {"message": "Incorrect key or token"}'


def _begun(path="/session/token"):
    given = f'<< {{"data": {{"access_token": "{TOKEN}"}}}}'
    asked = f"> POST https://trade.acme.test{path}\n>> app=k-77&proof=b0d10295aca7d9ba"
    return f"{asked}\n< 200 OK\n{DAY.format('03:21')}\n{given}"


def _read(got, date, sent=f"token k-77aa01bc:{TOKEN}"):
    return f"> GET https://trade.acme.test/positions\n> Authorization: {sent}\n{got}\n{date}"


def _first(*parts):
    return diagnose(attempt_of("\n---\n".join(parts))).findings[0].slug


@pytest.mark.parametrize("sent", [f"token k-77aa01bc:{TOKEN}", f"Bearer {TOKEN}"])
def test_a_session_that_was_good_all_day_and_not_the_next(sent):
    worked = (_read("< 200 OK", DAY.format(at), sent) for at in ("03:45", "09:58"))
    assert _first(_begun(), *worked, _read(NO, NEXT, sent)) == "session-ended"


def test_another_address_hands_out_tokens():
    worked = (_read("< 200 OK", DAY.format(at)) for at in ("03:45", "09:58"))
    assert _first(_begun("/v2/keys"), *worked, _read(NO, NEXT)) != "session-ended"


def test_the_same_day_nothing_has_ended_by_itself():
    worked, refused = _read("< 200 OK", DAY.format("03:45")), _read(NO, DAY.format("03:46"))
    assert _first(_begun(), worked, refused) != "session-ended"
