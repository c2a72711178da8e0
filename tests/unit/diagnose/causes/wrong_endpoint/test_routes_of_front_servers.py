"""400 and 502 of a server in front name the route or the server behind that is not there."""

import msgspec
import pytest

from inspector.diagnose import diagnose
from inspector.model.request import Request

CALL = """> GET http://metrics.test{path}
{sent}< {status}
< Content-Type: text/plain; charset=utf-8
<< {said}"""
TOKEN = "> Authorization: Bearer vt-4c81-metrics-9a\n"
SERIES = "/api/v1/series"


def _first(attempt, said, status="400 Bad Request", path=SERIES, sent=TOKEN):
    made = attempt(CALL.format(path=path, sent=sent, status=status, said=said))
    asked = Request(method="GET", url=made.exchanges[0].request.url)
    found = diagnose(msgspec.structs.replace(made, request=asked)).findings
    return found[0].slug if found else None


@pytest.mark.parametrize(
    "said",
    [
        f'remoteAddr: "127.0.0.1:53702"; requestURI: {SERIES}; missing route for "{SERIES}"',
        f"no route for {SERIES}",
        f'requestURI: {SERIES}; unsupported path requested: "{SERIES}"',
    ],
)
def test_the_route_is_missing(attempt, said):
    assert _first(attempt, said) == "path-unknown"


def test_what_is_asked_of_a_map(attempt):
    assert _first(attempt, '{"code": "NoRoute", "message": "No route from A to B"}') is None
    assert _first(attempt, f"no route for {SERIES}", sent="") is None


@pytest.mark.parametrize("status", ["502 Bad Gateway", "503 Service Unavailable"])
def test_the_server_behind_is_away(attempt, status):
    said = f'requestURI: {SERIES}; all the 1 backends for the user "dora" are unavailable'
    assert _first(attempt, said, status) != "api-version"
    assert _first(attempt, said, "502 Bad Gateway") == "gateway-without-answer"


def test_a_version_that_is_gone(attempt):
    assert _first(attempt, "API version v1 is no longer supported") == "api-version"


PAGE = (
    "<html><head><title>{title}</title></head><body><h1>Error {title}</h1>"
    "<h3>Guru Meditation:</h3><p>XID: 32771</p><p>Varnish cache server</p></body></html>"
)
HTML = CALL.replace("text/plain; charset=utf-8", "text/html").replace("{said}", PAGE)


@pytest.mark.parametrize(
    ("status", "cause"),
    [("503 Backend fetch failed", "provider-unreachable"), ("403 Forbidden", "network-blocked")],
)
def test_the_page_of_a_cache(attempt, status, cause):
    text = HTML.format(path=SERIES, sent=TOKEN, status=status, title=status)
    assert diagnose(attempt(text)).findings[0].cause.value == cause
