"""A variable that nobody filled in is none of a credential, whatever the status says of it."""

import pytest

from inspector.diagnose import diagnose

CALL = """> PUT https://registry.test/@ridge%2fsdk
> Authorization: Bearer {sent}
> Content-Type: application/json
>> {{"name": "@ridge/sdk"}}
< {status}
< Content-Type: application/json
<< {{"error": "Not found"}}"""


@pytest.mark.parametrize(
    ("sent", "status", "slug"),
    [
        ("${NODE_AUTH_TOKEN}", "404 Not Found", "placeholder-credential"),
        ("{{token}}", "409 Conflict", "placeholder-credential"),
        ("$NODE_AUTH_TOKEN", "401 Unauthorized", "placeholder-credential"),
    ],
)
def test_what_was_never_filled_in(attempt, sent, status, slug):
    assert diagnose(attempt(CALL.format(sent=sent, status=status))).findings[0].slug == slug


@pytest.mark.parametrize(
    ("sent", "status"), [("my-token", "404 Not Found"), ("${NODE_AUTH_TOKEN}", "200 OK")]
)
def test_a_poor_key_where_nothing_is_found_may_be_one(attempt, sent, status):
    found = diagnose(attempt(CALL.format(sent=sent, status=status))).findings
    assert "placeholder-credential" not in [one.slug for one in found]


LED = """> GET https://reports.test{port}/jobs
> Authorization: Basic c3ZjOlF1aWV0LUhlcm9uLTE=
< 302 Found
< Location: https://{to}/gate?back=%2Fjobs
---
> GET https://{to}/gate?back=%2Fjobs
< 401 Unauthorized
< WWW-Authenticate: Basic realm="gate"
"""


@pytest.mark.parametrize(("port", "to"), [(":443", "reports.test"), ("", "reports.test")])
def test_a_port_that_is_the_usual_one_is_no_other_host(attempt, port, to):
    found = diagnose(attempt(LED.format(port=port, to=to))).findings
    assert found[0].slug == "authorization-dropped-on-redirect"
    assert "moved-host" not in [one.slug for one in found]
