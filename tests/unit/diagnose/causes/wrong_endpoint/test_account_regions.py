"""What hosts say about a user whose login one of them refuses."""

import pytest

from inspector.diagnose.causes.wrong_endpoint.account_regions import account_known_elsewhere
from inspector.diagnose.diagnosing import diagnose
from inspector.diagnose.facts.case import Trace

USER = "mei%40studio.example"
LOGIN = f"""> POST https://{{host}}/v1/login?username={USER}&password=Pfau-28
< 200 OK
< Content-Type: application/json
<< {{{{"code": 2012, "msg": "username or password error"}}}}"""
ASKED = f"""> POST https://{{host}}/v1/region?email={USER}
< 200 OK
< Content-Type: application/json
<< {{told}}"""
HERE, SISTER = "euiot.acme.com", "cniot.acme.com"
NOBODY = '{"code": 200, "data": {"url": "https://euiot.acme.com", "country": null}}'
KNOWN = '{"code": 200, "data": {"url": "https://cniot.acme.com", "country": "CN"}}'


def _attempt(attempt, *parts):
    login = LOGIN.format(host=HERE)
    asked = (ASKED.format(host=host, told=told) for host, told in parts)
    return attempt("\n---\n".join((login, *asked)))


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (((HERE, NOBODY), (SISTER, KNOWN)), "Entry 3 asked cniot.acme.com about this user: country is CN"),
        (((SISTER, KNOWN), (HERE, NOBODY)), "Entry 2 asked cniot.acme.com about this user: country is CN"),
        (
            ((HERE, '{"exists": false, "ok": true}'), (SISTER, '{"exists": true, "ok": true}')),
            "Entry 3 asked cniot.acme.com about this user: exists is True",
        ),
        (((HERE, KNOWN),), "Entry 2 asked euiot.acme.com about this user: url is cniot.acme.com"),
    ],
)  # fmt: skip
def test_the_account_is_at_a_sister(attempt, parts, said):
    first = diagnose(_attempt(attempt, *parts)).findings[0]
    assert first.slug == "account-in-another-region"
    assert first.evidence[0].statement == said


@pytest.mark.parametrize(
    "parts",
    [
        (),
        # Both know it; neither does; the place of a picture; another owner's host.
        ((HERE, KNOWN.replace("cniot", "euiot")), (SISTER, KNOWN)),
        ((HERE, NOBODY), (SISTER, NOBODY)),
        ((HERE, '{"avatar_url": "https://cdn.acme.com/a.png"}'),),
        ((HERE, NOBODY), ("cniot.other.com", KNOWN)),
        # Nothing in common: it may be another service of the same owner.
        ((HERE, '{"plan": "free"}'), (SISTER, '{"country": "CN"}')),
    ],
)
def test_nothing_says_so(attempt, parts):
    case = Trace(_attempt(attempt, *parts)).case(0)
    assert list(account_known_elsewhere(case)) == []


def test_a_lock_is_a_reason_of_its_own(attempt):
    text = LOGIN.format(host=HERE).replace("username or password error", "Too many failed logins")
    asked = "\n---\n".join(
        ASKED.format(host=h, told=t) for h, t in ((HERE, NOBODY), (SISTER, KNOWN))
    )
    case = Trace(attempt(f"{text}\n---\n{asked}")).case(0)
    assert list(account_known_elsewhere(case)) == []
