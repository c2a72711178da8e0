"""Each group declares its own options."""

from inspector.settings import declared


def test_keys_belong_to_their_group():
    for group in ("appearance", "behaviour", "network", "trust", "secrets"):
        for option in getattr(declared, group)():
            assert option.key.startswith(f"{group}.")
