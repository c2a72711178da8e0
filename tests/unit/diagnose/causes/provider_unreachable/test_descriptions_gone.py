"""A token was over, and what the client reads for its renewal was not to be had any more."""

import pytest

from inspector.diagnose import diagnose

PLACE = "https://cloud.example/.well-known/openid-configuration"
DESCRIBED = f"""> GET {PLACE}
< 200 OK
< Content-Type: application/json
<< {{"issuer": "https://id.example/", "token_endpoint": "https://id.example/token"}}"""
GONE = f"> GET {PLACE}\n< {{status}}\n< Content-Type: text/plain\n<< page not found"
CALL = """> GET https://cloud.example/{path}
> Authorization: Bearer {token}
< {reply}"""
REFUSED = CALL.format(path="files", token="8f0c2d417be94a5f", reply="401 Unauthorized\n< WWW-Authenticate: Bearer")  # fmt: skip
SLUG = "provider-description-gone"


def _given(token):
    return CALL.format(path="files", token=token, reply="200 OK")


def _slugs(attempt, *parts):
    return [one.slug for one in diagnose(attempt("\n---\n".join(parts))).findings]


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone"])
def test_gone_when_it_is_needed(attempt, status):
    gone = GONE.format(status=status)
    found = _slugs(attempt, DESCRIBED, _given("8f0c2d417be94a5f"), REFUSED, gone, gone)
    assert found[:1] == [SLUG]


@pytest.mark.parametrize(
    "parts",
    [
        (REFUSED, GONE.format(status="404 Not Found")),  # never described there
        (DESCRIBED, REFUSED, DESCRIBED),
        (DESCRIBED, REFUSED, GONE.format(status="503 Busy"), DESCRIBED, _given("77ab03c9d15e42f8")),
        (DESCRIBED, REFUSED, GONE.format(status="404 Not Found"), _given("77ab03c9d15e42f8")),
        (DESCRIBED, GONE.format(status="404 Not Found"), REFUSED),  # asked for other reasons
    ],
)
def test_what_keeps_nobody_from_renewing(attempt, parts):
    assert SLUG not in _slugs(attempt, *parts)
