"""The banner: says something lasting, offers what to do, can be closed."""

from PySide6.QtCore import Qt

from inspector.gui.widgets.banner import Banner
from inspector.gui.widgets.buttons import IconButton


def test_it_says_and_offers(light, qtbot):
    banner, done = Banner(light, "The file changed on disk.", "warn"), []
    qtbot.addWidget(banner)
    button = banner.add_action("Reload", lambda: done.append(1))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == [1]
    assert banner.accessibleName() == "The file changed on disk."
    assert banner.property("kind") == "note-warn"


def test_it_can_be_closed(light, qtbot):
    banner = Banner(light, "x", closable=True)
    qtbot.addWidget(banner)
    banner.show()
    with qtbot.waitSignal(banner.dismissed):
        banner.findChild(IconButton).click()
    assert banner.isHidden()


def test_a_strip_keeps_its_shape(light, qtbot):
    banner = Banner(light, "x")
    qtbot.addWidget(banner)
    banner.make_strip()
    banner.show_text("y", "err")
    assert banner.property("kind") == "strip-err"
