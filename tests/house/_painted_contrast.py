"""Every text that is painted stands out from the ground it is painted on, in light and dark."""

import pytest
from PySide6.QtWidgets import QAbstractItemView

from tests.fixtures.painted import Watch
from tests.house._shown import shown

_ROWS = 8  # of each list are chosen, about that many


def problems(driver, _state):
    """Return the texts that are faint, as the window is and with one row after the other chosen."""
    found = []
    with pytest.MonkeyPatch.context() as patches:
        watch = Watch(patches)
        for mode in ("light", "dark"):
            driver.program.tools.theme.set_mode(mode)
            driver.settle()
            found += [f"{mode}: {each}" for each in sorted(_faint(driver, watch))]
            if not watch.words:
                found.append(f"{mode}: nothing is painted")
    return found


def _faint(driver, watch):
    found = set(watch.faint(driver.window))
    for each in shown(driver.window, QAbstractItemView):
        count = each.model().rowCount()
        for row in range(0, count, max(1, count // _ROWS)):  # it scrolls down to the last ones
            each.setCurrentIndex(each.model().index(row, 0))
            found |= set(watch.faint(driver.window))
    return found
