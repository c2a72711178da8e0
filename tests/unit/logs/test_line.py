"""A line is frozen and crosses to another process unchanged."""

import msgspec
import pytest

from inspector.logs.format import Kept, Line


def test_it_survives_the_way_to_another_process():
    found = Kept(1, 7, b"\xff text", Line(1.5, 401, "GET", "/a", zoned=False))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(found), type=Kept) == found


def test_it_is_frozen():
    with pytest.raises(AttributeError):
        Line(1.5, 401).status = 403
