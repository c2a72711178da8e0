"""The badge: a grey count that never looks like a pin."""

from inspector.gui.widgets.badge import badge_width


def test_long_counts_are_wider(light):
    assert 16 <= badge_width(light, "1") <= 18
    assert badge_width(light, "1000") > 25
