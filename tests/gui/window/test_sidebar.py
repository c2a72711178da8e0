"""The sidebar makes its panels late and once."""

from PySide6.QtWidgets import QLabel

from inspector.gui.widgets.buttons import IconButton
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.page import SidebarPanel
from inspector.gui.window.rail import Sidebar


def test_a_panel_is_made_when_it_is_first_shown(light, qtbot):
    made = []
    sidebar = Sidebar(light, {"requests": lambda: made.append(1) or QLabel("panel")})
    qtbot.addWidget(sidebar)
    assert made == []
    first = sidebar.show_place("requests")
    assert sidebar.show_place("requests") is first is sidebar.currentWidget()
    assert made == [1]
    assert sidebar.has("requests")
    assert not sidebar.has("history")


def test_a_panel_has_its_title(light, qtbot):
    panel = SidebarPanel("Collections")
    qtbot.addWidget(panel)
    assert panel.findChild(Label).text() == "Collections"


def test_titles_stand_at_the_same_height_with_and_without_buttons(light, qtbot):
    plain, full = SidebarPanel("Tokens"), SidebarPanel("History")
    full.head.addWidget(IconButton(light, "ellipsis", "More"))
    for panel in (plain, full):
        qtbot.addWidget(panel)
        panel.resize(200, 300)
        panel.show()
    assert plain.findChild(Label).geometry().center().y() == (
        full.findChild(Label).geometry().center().y()
    )
