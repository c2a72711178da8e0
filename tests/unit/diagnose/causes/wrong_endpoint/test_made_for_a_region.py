"""A token names the region that it is for, and was sent to the domain above it."""

import base64
import json

import pytest

from inspector.diagnose import diagnose

CALL = """> GET https://{host}/projects
> Authorization: Bearer orgtok_{inside}_DMGpp7pN3REWOhuW
< {status}
< Content-Type: application/json
<< {body}"""
UNKNOWN = '{"detail": "Invalid token"}'


def _slugs(attempt, host, *, name="region_url", status="401 Unauthorized", body=UNKNOWN):
    members = {"iat": 1713772834, name: "https://de.acme.io", "org": "nordlicht"}
    inside = base64.b64encode(json.dumps(members).encode()).decode().rstrip("=")
    text = CALL.format(host=host, inside=inside, status=status, body=body)
    return [one.slug for one in diagnose(attempt(text)).findings]


@pytest.mark.parametrize("host", ["acme.io", "us.acme.io"])
def test_another_region(attempt, host):
    assert _slugs(attempt, host)[:1] == ["wrong-region"]


def test_its_own_region(attempt):
    assert _slugs(attempt, "de.acme.io")[:1] != ["wrong-region"]


@pytest.mark.parametrize(
    "more",
    [
        {"name": "base_url"},  # a domain passes on what is for its hosts
        {"status": "403 Forbidden", "body": '{"detail": "You do not have permission"}'},
    ],
)
def test_a_domain_that_may_pass_it_on(attempt, more):
    assert "wrong-region" not in _slugs(attempt, "acme.io", **more)
