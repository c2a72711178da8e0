"""The flow layout breaks lines instead of clipping."""

from PySide6.QtWidgets import QPushButton, QWidget

from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.label import TitleLabel


def filled(qtbot, count=4):
    pane = QWidget()
    qtbot.addWidget(pane)
    flow = FlowLayout(pane, 8)
    buttons = [QPushButton("button") for _ in range(count)]
    for button in buttons:
        button.setFixedSize(100, 30)
        flow.addWidget(button)
    return pane, flow, buttons


def test_a_wide_pane_has_one_line(qtbot):
    pane, flow, buttons = filled(qtbot)
    pane.resize(500, 100)
    pane.show()
    assert {button.y() for button in buttons} == {0}
    assert flow.sizeHint().width() == 4 * 100 + 3 * 8
    assert flow.heightForWidth(500) == 30


def test_a_narrow_pane_has_more(qtbot):
    pane, flow, buttons = filled(qtbot)
    pane.resize(210, 100)
    pane.show()
    assert [button.y() for button in buttons] == [0, 0, 38, 38]
    assert flow.heightForWidth(210) == 68
    assert flow.heightForWidth(50) == 4 * 30 + 3 * 8


def test_the_last_item_may_stand_apart_at_the_end_of_its_row(qtbot):
    pane = QWidget()
    qtbot.addWidget(pane)
    flow = FlowLayout(pane, 8, apart=True)
    title, switch = QPushButton("title"), QPushButton("switch")
    for button in (title, switch):
        button.setFixedSize(100, 30)
        flow.addWidget(button)
    pane.resize(500, 100)
    pane.show()
    assert [(each.x(), each.y()) for each in (title, switch)] == [(0, 0), (400, 0)]
    pane.resize(150, 100)
    qtbot.waitUntil(lambda: (switch.x(), switch.y()) == (0, 38))


def test_hidden_items_take_no_room(qtbot):
    pane, flow, buttons = filled(qtbot)
    pane.show()
    buttons[0].hide()
    assert flow.sizeHint().width() == 3 * 100 + 2 * 8


def test_items_can_be_taken(qtbot):
    _pane, flow, buttons = filled(qtbot, 1)
    assert flow.itemAt(0).widget() is buttons[0]
    assert flow.itemAt(5) is None
    flow.takeAt(0)
    assert flow.takeAt(0) is None
    assert flow.count() == 0


def test_items_of_a_line_stand_in_its_middle(qtbot):
    pane, _flow, buttons = filled(qtbot, 2)
    buttons[1].setFixedSize(100, 10)
    pane.resize(500, 100)
    pane.show()
    assert [button.y() for button in buttons] == [0, 10]


def test_a_text_wider_than_the_row_breaks(qtbot):
    pane = QWidget()
    qtbot.addWidget(pane)
    flow = FlowLayout(pane, 8)
    title = TitleLabel("a title of many words that go on and on")
    flow.addWidget(title)
    whole = title.sizeHint().width()
    assert flow.heightForWidth(whole) < flow.heightForWidth(whole // 2)
