"""The list of replaced secrets."""

from PySide6.QtWidgets import QComboBox

from inspector.export.cutting import Replaced
from inspector.gui.export.choices_pane import MOST, SecretsList


def _replaced(number, **more):
    return Replaced(id=str(number), where=f"place {number}", shown="••••", count=1, **more)


def test_each_secret_has_a_choice(qtbot, light):
    shown = SecretsList()
    qtbot.addWidget(shown)
    shown.show_replaced((_replaced(1), _replaced(2, is_token=True)))
    assert shown.title.text() == "2 secrets replaced"
    plain, token = shown.findChildren(QComboBox)
    assert plain.findData("keep-claims") == -1
    with qtbot.waitSignal(shown.chosen) as caught:
        token.setCurrentIndex(token.findData("keep-claims"))
        token.activated.emit(token.currentIndex())
    assert caught.args == ["2", "keep-claims"]


def test_many_are_summed_up(qtbot, light):
    shown = SecretsList()
    qtbot.addWidget(shown)
    shown.show_replaced(tuple(_replaced(number) for number in range(MOST + 5)))
    assert len(shown.findChildren(QComboBox)) == MOST
    shown.show_replaced(())
    assert shown.title.text() == "No secret was found"
