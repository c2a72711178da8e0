"""The same call was given to another scheme, and the secret that was refused is good elsewhere."""

import pytest

from inspector.diagnose import diagnose

CALL = """> POST https://{host}/{path}
> Content-Type: application/json
> Authorization: {auth}
>> {{"to": "4915112345678"}}
< {status}
< Content-Type: application/json
{more}<< {body}"""
FORM = """> POST https://{host}/sms
> Content-Type: application/x-www-form-urlencoded
>> api_key=7f30c1ab&api_secret=Qw8rT2yLp0ZxVb4N&text=hello
< 200 OK
< Content-Type: application/json
<< {{"status": "0"}}"""
BASIC = "Basic N2YzMGMxYWI6UXc4clQyeUxwMFp4VmI0Tg=="
JWT = "Bearer eyJhbGciOiJSUzI1NiJ9.eyJhcHBsaWNhdGlvbl9pZCI6ICJlM2ExZDBiNCJ9.QUJDQUJDQUJDQUJDQUJD"
SLUG = "other-scheme-wanted"


def _call(auth, status="201 Created", *, more="", body='{"id": 7}', host="api.ring.example"):
    text = {"auth": auth, "status": status, "more": more, "body": body, "host": host}
    return CALL.format(path="calls", **text)


def _no(auth=BASIC, more="", body='{"title": "Unauthorized"}'):
    return _call(auth, "401 Unauthorized", more=more, body=body)


def _verdict(attempt, *parts):
    return diagnose(attempt("\n---\n".join(parts)))


def test_the_same_secret_is_taken_by_a_sister_host(attempt):
    found = _verdict(attempt, FORM.format(host="rest.ring.example"), _no(), _call(JWT))
    assert (found.entry, found.findings[0].slug) == (1, SLUG)
    assert "Bearer" in found.findings[0].title
    assert found.findings[0].certainty.value in {"certain", "very-likely"}


def test_without_that_a_wrong_password_stays_possible(attempt):
    first = _verdict(attempt, _no(), _call(JWT)).findings[0]
    assert (first.slug, first.certainty.value) == (SLUG, "possible")


@pytest.mark.parametrize(
    "parts",
    [
        (_no(more='< WWW-Authenticate: Basic realm="x"\n'), _call(JWT)),
        (FORM.format(host="rest.ring.example"), _no()),
        (_no(), _call(BASIC)),
        (_no(body='{"error": "Wrong password"}'), _call(JWT)),
        (_no(body='{"error": "Your account is locked"}'), _call(JWT)),
    ],
)
def test_what_shows_no_other_scheme(attempt, parts):
    found = _verdict(attempt, *parts).findings
    assert not found or found[0].slug != SLUG or found[0].certainty.value == "unlikely"
