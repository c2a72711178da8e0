"""Keys and clicks in the tree."""

import pytest
from PySide6.QtCore import Qt

from inspector.gui.library.tree_model import TreeModel
from inspector.gui.library.tree_view import TreeView
from inspector.presentation.library.nodes import tree_of

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def view(shop, light, qtbot):
    made = TreeView(light, TreeModel())
    made.model().setParent(made)
    qtbot.addWidget(made)
    made.resize(224, 300)
    made.show_nodes(tree_of([shop.held()]), frozenset())
    made.show()
    return made


def middle(view, key):
    return view.visualRect(view.model().index_of(key)).center()


def test_a_click_opens_a_request_as_preview(view, shop, qtbot):
    with qtbot.waitSignal(view.open_asked) as asked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, shop.list))
    assert asked.args == [shop.list, False]


def test_a_double_click_and_enter_keep_it(view, shop, qtbot):
    where = middle(view, shop.list)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    with qtbot.waitSignal(view.open_asked) as asked:
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert asked.args == [shop.list, True]
    view.choose(shop.ping)
    with qtbot.waitSignal(view.open_asked) as asked:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked.args == [shop.ping, True]


def test_a_click_on_a_folder_folds_it(view, shop, qtbot):
    key = shop.key(shop.orders)
    with qtbot.waitSignal(view.folded) as told:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, key))
    assert told.args == [key, True]
    with qtbot.waitSignal(view.folded) as told:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told.args == [key, False]


@pytest.mark.parametrize(
    ("key", "where"),
    [
        (Qt.Key.Key_Up, "up"),
        (Qt.Key.Key_Down, "down"),
        (Qt.Key.Key_Left, "out"),
        (Qt.Key.Key_Right, "in"),
    ],
)
def test_alt_and_an_arrow_move_a_row(view, shop, qtbot, key, where):
    view.choose(shop.list)
    with qtbot.waitSignal(view.shift_asked) as asked:
        qtbot.keyClick(view, key, ALT)
    assert asked.args == [shop.list, where]


def test_delete_is_asked_for(view, shop, qtbot):
    view.choose(shop.list)
    with qtbot.waitSignal(view.delete_asked) as asked:
        qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert asked.args == [shop.list]


def test_f2_renames(view, shop, qtbot):
    view.choose(shop.list)
    qtbot.keyClick(view, Qt.Key.Key_F2)
    assert view.state() == view.State.EditingState


def test_folded_rows_and_the_current_row_stay(view, shop):
    view.choose(shop.ping)
    key = shop.key(shop.orders)
    view.show_nodes(tree_of([shop.held()]), frozenset({key}))
    assert not view.isExpanded(view.model().index_of(key))
    assert view.current.key == shop.ping


# ---------------- The paint of a row
def colours(view):
    picture = view.grab().toImage()
    return {
        picture.pixelColor(x, y).name().upper()
        for x in range(picture.width())
        for y in range(picture.height())
    }


def test_method_status_and_text_have_their_colours(shop, light, qtbot):
    model = TreeModel()
    view = TreeView(light, model)
    qtbot.addWidget(view)
    view.resize(224, 300)
    view.show_nodes(tree_of([shop.held()]), frozenset())
    view.show()
    plain = colours(view)
    model.show_statuses({shop.ping: 401})
    failed = colours(view)
    assert light.tokens.err in failed
    assert light.tokens.err not in plain
    assert light.tokens.text in plain


def test_where_room_is_little_the_name_stays_and_the_status_goes(shop, light, qtbot):
    model = TreeModel()
    view = TreeView(light, model)
    qtbot.addWidget(view)
    view.resize(224, 300)
    view.show_nodes(tree_of([shop.held()]), frozenset())
    model.show_statuses({shop.ping: 401})
    view.show()
    assert light.tokens.err in colours(view)
    view.resize(120, 300)
    assert light.tokens.err not in colours(view)


def test_the_name_is_edited_over_the_name(shop, light, qtbot):
    model = TreeModel()
    view = TreeView(light, model)
    qtbot.addWidget(view)
    view.resize(224, 300)
    view.show_nodes(tree_of([shop.held()]), frozenset())
    view.show()
    view.rename(shop.list)
    from PySide6.QtWidgets import QLineEdit

    editor = view.findChild(QLineEdit, "rename_edit")
    row = view.visualRect(model.index_of(shop.list))
    assert editor.text() == "List"
    assert row.left() < editor.geometry().left()
    assert editor.geometry().right() <= row.right()
