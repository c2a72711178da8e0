"""A page of a server in front, at one host, where a sister host took the same keys for the API."""

import pytest

from inspector.diagnose import diagnose

KEY = "X-Api-Key: hk_91f3ac77d05b4e2288b1c2d9"
TAKEN = '< 200 OK\n< Content-Type: application/json\n<< {"balance": 4}'
PAGE = "<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>"
BARE = f"< 403 Forbidden\n< Server: awselb/2.0\n< Content-Type: text/html\n<< {PAGE}"
TELLING = (
    "< 403 Forbidden\n< Server: cloudflare\n< CF-RAY: 8a1b2c3d4e5f6071-HEL\n< Content-Type: text/html\n"
    "<< <html><head><title>Attention Required! | Cloudflare</title></head>"
    "<body><h1>Sorry, you have been blocked</h1></body></html>"
)
PING, ORDER = "/rest/v2/ping", "/rest/v2/orders/search"


def _call(host, path, reply):
    return f"> GET https://{host}{path}\n> {KEY}\n{reply}"


def _findings(attempt, *parts):
    return diagnose(attempt("\n---\n".join(parts))).findings


@pytest.mark.parametrize("server", ["awselb/2.0", "nginx", "CloudFront"])
def test_the_api_is_at_the_sister_host(attempt, server):
    reply = BARE.replace("awselb/2.0", server)
    found = _findings(
        attempt, _call("api.hulls.example", PING, TAKEN), _call("hulls.example", ORDER, reply)
    )
    assert (found[0].slug, found[0].certainty.value) == ("other-host-knows-credential", "possible")
    assert "api.hulls.example" in found[0].title


@pytest.mark.parametrize(
    "parts",
    [
        [_call("api.hulls.example", ORDER, BARE)],
        [_call("api.hulls.example", PING, TAKEN), _call("hulls.example", ORDER, TELLING)],
        [_call("api.sails.example", PING, TAKEN), _call("hulls.example", ORDER, BARE)],
        # Another part of the site, not the same API.
        [_call("api.hulls.example", PING, TAKEN), _call("hulls.example", "/admin/x", BARE)],
    ],
)
def test_the_firewall_stays_the_reason(attempt, parts):
    assert _findings(attempt, *parts)[0].cause.value == "network-blocked"


@pytest.mark.parametrize("taken", ["api.hulls.example", "hulls.example"])
def test_a_key_that_the_host_knows_is_no_matter_of_the_host(attempt, taken):
    parts = [_call("api.hulls.example", PING, TAKEN), _call(taken, PING, TAKEN)]
    first = _findings(attempt, *parts, _call(taken, ORDER, BARE))[0]
    assert first.cause.value != "wrong-endpoint"
