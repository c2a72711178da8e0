"""The screens keep every button whole at 100, 150 and 200 percent."""

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton

from inspector.model.collection import Environment
from tests.fixtures.screens import OPENING


def _clipped(page):
    return [
        f"{type(each).__name__} {each.text()}: {each.width()} < {each.sizeHint().width()}"
        for kind in (QPushButton, QCheckBox)
        for each in page.findChildren(kind)
        if each.isVisible()
        and each.text()
        and (
            each.width() < each.sizeHint().width()
            or each.height() < each.minimumSizeHint().height()
        )
    ]


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_no_button_is_clipped(qtbot, program, percent):
    program.tools.environments.replace(
        (Environment(name="Staging", values={"api": "http://staging"}), Environment(name="Live"))
    )
    program.window.resize(1180, 760)
    program.window.show()
    program.tools.theme.set_percent(percent)
    bad = {}
    for name in OPENING:
        program.tools.actions.run(name)
        page = program.window.area.page(program.tools.tabs.active)
        QApplication.processEvents()
        qtbot.waitUntil(page.isVisible)
        if found := _clipped(page):
            bad[name] = found
    assert not bad
