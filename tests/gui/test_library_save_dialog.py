"""Where a request is saved."""

import pytest

from inspector.gui.library.saving import SaveDialog, Target
from inspector.presentation.library.nodes import tree_of


@pytest.fixture
def dialog(shop, light, qtbot):
    made = SaveDialog(light, tree_of([shop.held()]), "orders")
    qtbot.addWidget(made)
    return made


def test_collections_and_folders_are_offered(dialog):
    offered = [dialog.place.itemText(row) for row in range(dialog.place.count())]
    assert offered == ["Billing", "Example", "Example / Orders", "New collection"]


def test_a_folder_is_chosen(dialog, shop, qtbot):
    dialog.suggest(shop.key(shop.orders))
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.save.click()
    assert chosen.args == [Target(name="orders", parent=shop.orders)]


def test_a_new_collection_needs_a_name(dialog):
    assert dialog.collection.isHidden()
    dialog.place.setCurrentIndex(dialog.place.count() - 1)
    assert not dialog.collection.isHidden()
    dialog.collection.setText(" ")
    assert not dialog.save.isEnabled()
    dialog.collection.setText("Mine")
    assert dialog.target == Target(name="orders", collection="Mine")
    assert dialog.save.isEnabled()


def test_a_request_needs_a_name(dialog):
    dialog.name.setText("  ")
    assert not dialog.save.isEnabled()
