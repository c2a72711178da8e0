"""Which way a call took: directly, by a proxy that was asked, or to a proxy as if it were the API."""

import msgspec
import pytest

from inspector.diagnose import diagnose
from inspector.model.exchange import Connection
from tests.fixtures.short_texts import attempt_of, sent_from_here

GIVEN = """> GET http://depot.test:8042/orders
> Authorization: Bearer d-8810c4
< 200 OK
< Content-Type: application/json
<< {"orders": []}
"""
REFUSED = """> GET http://depot.test:8042/orders
> Authorization: Bearer d-8810c4
< %s
"""
LOST = '401 Unauthorized\n< WWW-Authenticate: Bearer realm="orders"'
PROXY = "http://10.0.0.3:3128"


def _by(text, proxy=""):
    made = attempt_of(text).exchanges[0]
    return msgspec.structs.replace(made, connection=Connection(proxy=proxy))


def _slugs(*exchanges):
    numbered = [one.counted_on(number) for number, one in enumerate(exchanges)]
    attempt = msgspec.structs.replace(attempt_of(GIVEN), exchanges=tuple(numbered))
    return [one.slug for one in diagnose(sent_from_here(attempt)).findings]


@pytest.mark.parametrize(
    ("status", "slug"),
    [
        (LOST, "authorization-stripped"),
        ("418 I'm a teapot", "proxy-refused"),
        ("403 Forbidden", "proxy-refused"),
    ],
)
def test_what_was_given_directly_the_proxy_refuses_or_loses(status, slug):
    assert _slugs(_by(GIVEN), _by(REFUSED % status, PROXY))[0] == slug


@pytest.mark.parametrize("proxies", [("", ""), (PROXY, PROXY)])
def test_by_the_same_way_the_credential_is_good_no_longer(proxies):
    first, second = proxies
    assert _slugs(_by(GIVEN, first), _by(REFUSED % LOST, second))[0] == "worked-before"


def test_what_the_proxy_let_through_as_well_it_does_not_lose():
    found = _slugs(_by(GIVEN), _by(GIVEN, PROXY), _by(REFUSED % LOST, PROXY))
    assert "authorization-stripped" not in found[:1]


def test_no_proxy_changes_what_goes_through_a_tunnel():
    secure = [one.replace("http://", "https://") for one in (GIVEN, REFUSED % LOST)]
    assert _slugs(_by(secure[0]), _by(secure[1], PROXY))[0] == "worked-before"


@pytest.mark.parametrize(("proxy", "found"), [(PROXY, ["proxy-refused"]), ("", [])])
def test_a_proxy_that_plays_the_teapot_filters(proxy, found):
    assert _slugs(_by(REFUSED % "418 I'm a teapot", proxy))[:1] == found


# ---------------- Asked as if it were the API
AT_PROXY = """> GET http://127.0.0.1:8118/orders
> Authorization: Bearer d-8810c4
< {status}
< Server: {server}
< Content-Type: text/plain
<< {body}
"""


def _asked(server="tinyproxy/1.11", status="400 Bad Request", body="", before=""):
    text = before + AT_PROXY.format(server=server, status=status, body=body)
    return [one.slug for one in diagnose(sent_from_here(attempt_of(text))).findings][:1]


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"server": "proxy.py v2.4.10"},
        {"server": "Debian Apt-Cacher NG/3.7.5", "status": "503 Host not found"},
        {"server": "", "body": "Invalid header received from client."},  # Privoxy
    ],
)
def test_a_proxy_that_is_asked_for_a_path_is_no_server(told):
    assert _asked(**told) == ["proxy-asked-as-server"]


@pytest.mark.parametrize(
    "told",
    [
        {"server": "gunicorn"},
        {"status": "401 Unauthorized"},
        {"before": GIVEN.replace("depot.test:8042", "127.0.0.1:8118") + "---\n"},  # it serves
    ],
)
def test_a_program_that_serves_is_no_proxy(told):
    assert _asked(**told) != ["proxy-asked-as-server"]
