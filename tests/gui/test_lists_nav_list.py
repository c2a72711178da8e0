"""The list at the left leads to the parts of a screen and grows with the font."""

from inspector.gui.lists.plain_rows import NavList


def test_it_lists_titles_and_tells_the_chosen_one(qtbot, light):
    nav = NavList(light, "Chapters")
    qtbot.addWidget(nav)
    nav.show_titles(("One", "Two"))
    assert nav.currentRow() == 0
    with qtbot.waitSignal(nav.currentRowChanged) as told:
        nav.setCurrentRow(1)
    assert told.args == [1]


def test_it_grows_with_the_font(qtbot, light):
    nav = NavList(light, "Chapters")
    qtbot.addWidget(nav)
    before = nav.width()
    light.set_percent(200)
    assert nav.width() == 2 * before
    nav.set_room(600)
    assert nav.width() == 200
