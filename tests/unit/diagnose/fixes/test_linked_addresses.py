"""The header Link names where a reply leads to (RFC 8288)."""

import pytest

from inspector.diagnose.fixes.linked import links


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ('</v2>; rel="successor-version"', [("successor-version", "/v2")]),
        ("<https://a.test/?a=1,2>; title=x; rel=Next", [("next", "https://a.test/?a=1,2")]),
        ('</a>; rel="alternate canonical"', [("alternate", "/a"), ("canonical", "/a")]),
        ("</a>; rel=a, </b>; rel=b", [("a", "/a"), ("b", "/b")]),
        ("</a>", []),
        ("nothing", []),
    ],
)
def test_links(value, found):
    assert list(links(value)) == found
