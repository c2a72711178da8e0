"""The interface of a kind names what every kind has."""

from inspector.compare.registry import Kind, all_kinds


def test_every_kind_has_what_the_interface_names():
    for kind in all_kinds():
        for name in (*Kind.__annotations__, "found", "take"):
            assert hasattr(kind, name), (kind, name)
