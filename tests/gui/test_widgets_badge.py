"""The badge: a grey count that never looks like a pin."""

from inspector.gui.widgets.badge import Badge, badge_width


def test_it_is_grey_and_named(light, qtbot):
    badge = Badge(light, "3", "3 rounds")
    qtbot.addWidget(badge)
    badge.resize(badge.sizeHint())
    assert badge.grab().toImage().pixelColor(3, 8).name() == light.colour("hover").name()
    assert badge.accessibleName() == "3 rounds"
    badge.show_count("4", "4 rounds")
    assert badge.accessibleName() == "4 rounds"


def test_long_counts_are_wider(light):
    assert 16 <= badge_width(light, "1") <= 18
    assert badge_width(light, "1000") > 25
