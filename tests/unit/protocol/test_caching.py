import pytest

from inspector.model.message import Header
from inspector.protocol.caching import directives, read


def test_directives():
    found = directives('Private, max-age=60, no-cache="Set-Cookie, X", max-age=5')
    assert found == {"private": "", "max-age": "60", "no-cache": "Set-Cookie, X"}


@pytest.mark.parametrize(
    ("name", "value", "from_cache"),
    [
        ("Age", "30", True),
        ("Age", "0", False),
        ("Age", "old", False),
        ("X-Cache", "Hit from cloudfront", True),
        ("X-Cache", "Miss from cloudfront", False),
        ("CF-Cache-Status", "HIT", True),
        ("Cache-Status", "Edge; hit; ttl=3", True),
        ("Cache-Status", "Edge; fwd=uri-miss", False),
    ],
)
def test_signs_of_a_cache(name, value, from_cache):
    assert read((Header(name, value),)).is_from_cache is from_cache


def test_who_may_store():
    assert read((Header("Cache-Control", "public"),)).is_storable_by_all
    assert not read((Header("Cache-Control", "private"),)).is_storable_by_all
