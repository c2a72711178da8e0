"""Only what is a plain way into a reply can be said in other programs' expressions."""

import pytest

from inspector.export.collections.reply_paths import steps


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("$", ""),
        ("$.data.items[0].id", ".data.items[0].id"),
        ("$['access token']", "['access token']"),
        ("$..id", None),
        ("$.items[*].id", None),
        ("$.items[?(@.a==1)]", None),
        ("$['a'];alert(1)", None),
        ("$['a\\'];x']", None),
        ("data.id", None),
    ],
)
def test_the_way_in_javascript(path, said):
    assert steps(path) == said
