"""Rows are as high as the theme says, and several can be chosen."""

from PySide6.QtCore import QItemSelectionModel, QStringListModel

from inspector.gui.lists.plain_rows import RowList


def test_several_rows_can_be_chosen(light, qtbot):
    made = RowList(light, "things", "Things")
    qtbot.addWidget(made)
    made.setModel(QStringListModel(["a", "b", "c"]))
    made.show()
    for place in (0, 2):
        flag = QItemSelectionModel.SelectionFlag.Select
        made.selectionModel().select(made.model().index(place), flag)
    assert sorted(each.row() for each in made.selectedIndexes()) == [0, 2]
    assert (made.objectName(), made.accessibleName()) == ("things", "Things")


def test_it_is_laid_out_anew_with_the_theme(light, qtbot, monkeypatch):
    made = RowList(light, "things", "Things")
    qtbot.addWidget(made)
    made.setModel(QStringListModel(["a"]))
    made.show()
    before = made.visualRect(made.model().index(0)).height()
    light.set_percent(200)
    qtbot.waitUntil(lambda: made.visualRect(made.model().index(0)).height() > before)
