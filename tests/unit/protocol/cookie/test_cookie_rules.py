from datetime import UTC, datetime, timedelta

import pytest

from inspector.protocol.cookie.cookie_reasons import Reason
from inspector.protocol.cookie.cookie_rules import (
    StoredCookie,
    default_path,
    domain_matches,
    path_matches,
    store,
    withheld,
)
from inspector.protocol.cookie.cookies import parse

NOW = datetime(2026, 1, 2, tzinfo=UTC)
URL = "https://www.shop.example.co.uk/a/b"


def _store(line, url=URL):
    return store(parse(line, NOW), url)


@pytest.mark.parametrize(
    ("line", "url", "kind"),
    [
        ("", URL, "empty"),
        ("a=" + "b" * 5000, URL, "too-long"),
        ("a=b\x01", URL, "control"),
        ("a=b; Domain=co.uk", URL, "public-suffix"),
        ("a=b; Domain=uk", URL, "public-suffix"),
        ("a=b; Domain=example.org", URL, "other-domain"),
        ("a=b; Domain=op.example.co.uk", URL, "other-domain"),
        ("a=b; Secure", "http://a.example/", "secure-over-http"),
        ("a=b; SameSite=None", URL, "none-without-secure"),
        ("a=b; Partitioned", URL, "partitioned-without-secure"),
        ("__Secure-a=b", URL, "prefix-secure"),
        ("__Host-a=b; Secure; Path=/x", URL, "prefix-host"),
        ("__host-a=b; Secure; Path=/; Domain=example.co.uk", URL, "prefix-host"),
    ],
)
def test_refused(line, url, kind):
    found = _store(line, url)
    assert isinstance(found, Reason)
    assert found.kind == kind


def test_stored_for_the_host_alone():
    found = _store("a=b")
    assert (found.host, found.is_host_only, found.path) == ("www.shop.example.co.uk", True, "/a")


def test_stored_for_a_domain():
    found = _store("a=b; Domain=.example.co.uk; Path=/x")
    assert (found.host, found.is_host_only, found.path) == ("example.co.uk", False, "/x")


def test_loopback_counts_as_secure():
    assert isinstance(_store("a=b; Secure", "http://localhost:8000/"), StoredCookie)


def test_a_host_promise_that_is_kept():
    assert isinstance(_store("__Host-a=b; Secure; Path=/"), StoredCookie)


@pytest.mark.parametrize(
    ("line", "url", "kind"),
    [
        ("a=b", "https://www.shop.example.co.uk/a/c", None),
        ("a=b", "https://shop.example.co.uk/a", "host-only"),
        ("a=b; Domain=example.co.uk", "https://other.example.co.uk/a/", None),
        ("a=b; Domain=example.co.uk", "https://example.org/a", "not-domain"),
        ("a=b; Path=/x", "https://www.shop.example.co.uk/xy", "not-path"),
        ("a=b; Path=/x", "https://www.shop.example.co.uk/x/y", None),
        ("a=b; Secure", "http://www.shop.example.co.uk/a/", "secure-only"),
        ("a=b; Max-Age=1", "https://www.shop.example.co.uk/a/", "expired"),
    ],
)
def test_sent_or_withheld(line, url, kind):
    found = withheld(_store(line), url, NOW + timedelta(minutes=1))
    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(
    ("same_site", "site", "navigates", "kind"),
    [
        ("Lax", "https://evil.example.org/", False, "lax"),
        ("Lax", "https://evil.example.org/", True, None),
        ("Strict", "https://evil.example.org/", True, "strict"),
        ("Strict", "https://other.example.co.uk/", False, None),
        ("None; Secure", "https://evil.example.org/", False, None),
        ("Lax", "", False, None),
    ],
)
def test_other_sites(same_site, site, navigates, kind):
    stored = _store(f"a=b; Path=/; SameSite={same_site}")
    found = withheld(stored, URL, NOW, site=site, is_navigation=navigates)
    assert (found.kind if found else None) == kind


def test_matching():
    assert domain_matches("a.b.c", "b.c")
    assert not domain_matches("ab.c", "b.c")
    assert not domain_matches("1.2.3.4", "3.4")
    assert path_matches("", "/")
    assert not path_matches("/ab", "/a")
    assert default_path("") == default_path("/a") == "/"
    assert default_path("/a/b") == "/a"
