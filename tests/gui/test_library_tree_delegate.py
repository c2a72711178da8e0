"""The paint of a row."""

from inspector.gui.library.nodes import tree_of
from inspector.gui.library.tree_model import TreeModel
from inspector.gui.library.tree_view import TreeView


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
