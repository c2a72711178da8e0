import json

import pytest

from inspector.protocol.challenges.parsing import parse
from inspector.protocol.oauth.resource_metadata import of_called, read, url_in
from tests.fixtures.short_texts import attempt_of

WELL_KNOWN = ".well-known/oauth-protected-resource"


def test_parameter():
    (challenge,) = parse('Bearer resource_metadata="https://a/x"')
    assert url_in(challenge) == "https://a/x"


def test_document():
    found = read(
        b'{"resource":"https://a","authorization_servers":["https://b",5],"scopes_supported":"x",'
        b'"dpop_bound_access_tokens_required":true}'
    )
    assert (found.resource, found.authorization_servers) == ("https://a", ("https://b",))
    assert (found.scopes, found.dpop_bound) == ((), True)
    assert read(b"[]") is None


def described(place, resource):
    body = json.dumps({"resource": resource, "authorization_servers": ["https://id.test"]})
    return f"> GET {place}\n< 200 OK\n<< {body}"


def called(url="https://api.test/orders/7", challenge="Bearer"):
    return f"> GET {url}\n< 401 Unauthorized\n< WWW-Authenticate: {challenge}"


def its_own(call, *others):
    first, *rest = attempt_of("\n---\n".join((call, *others))).exchanges
    found = of_called(first, rest)
    return found.metadata.resource if found is not None else None


class TestOfTheApiThatWasCalled:
    @pytest.mark.parametrize(
        ("place", "resource", "is_its_own"),
        [
            (f"https://api.test/{WELL_KNOWN}", "https://api.test", True),
            (f"https://api.test/{WELL_KNOWN}", "https://api.test/orders", True),
            (f"https://api.test/{WELL_KNOWN}/orders", "https://api.test/orders", True),
            # another API of the same site, and one of another site
            (f"https://api.test/{WELL_KNOWN}", "https://api.test/stock", False),
            (f"https://api.test/{WELL_KNOWN}/stock", "https://api.test/stock", False),
            (f"https://stock.test/{WELL_KNOWN}", "https://stock.test", False),
            (f"https://stock.test/{WELL_KNOWN}", "urn:stock", False),
            (f"https://api.test:8443/{WELL_KNOWN}", "https://api.test:8443", False),
            # known by another name than the one it was called by, or by no address
            (f"https://api.test/{WELL_KNOWN}", "https://orders.example", True),
            (f"https://api.test/{WELL_KNOWN}", "urn:orders", True),
            ("https://api.test/about.json", "https://api.test", False),
        ],
    )
    def test_which_are(self, place, resource, is_its_own):
        found = its_own(called(), described(place, resource))
        assert found == (resource if is_its_own else None)

    @pytest.mark.parametrize("path", [f"{WELL_KNOWN}/orders", "orders.json"])
    def test_where_its_challenge_says_that_they_lie(self, path):
        place = f"https://about.test/{path}"
        named = f'Bearer resource_metadata="{place}"'
        assert its_own(called(challenge=named), described(place, "urn:orders")) == "urn:orders"
        assert its_own(called(), described(place, "urn:orders")) is None

    def test_the_most_particular_of_several(self):
        whole = described(f"https://api.test/{WELL_KNOWN}", "https://api.test")
        part = described(f"https://api.test/{WELL_KNOWN}/orders", "https://api.test/orders")
        assert its_own(called(), whole, part) == its_own(called(), part, whole)
        assert its_own(called(), whole, part) == "https://api.test/orders"

    def test_what_holds_nothing_is_none(self):
        assert its_own(called(), f"> GET https://api.test/{WELL_KNOWN}\n< 404 No\n<< {{}}") is None
