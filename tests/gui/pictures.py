"""Draws each screen that looks back at every size, for eyes: `packaging/pictures FOLDER` runs it.

Its name keeps it out of the test run; what can be measured of these states is tested in `house`.
"""

import os
from pathlib import Path

import pytest

from inspector.gui.widgets.banner import Toast
from tests.fixtures.looking_back import STATES, show

SIZES = ((1440, 900, 100), (1180, 760, 100), (1000, 700, 100), (1440, 900, 200))
MODES = ("light", "dark")


@pytest.mark.parametrize("state", STATES)
def test_a_picture_at_every_size(start, tmp_path, state):
    driver = start()
    driver.answer(lambda: driver.run("demo"))
    driver.answer(lambda: driver.run("apply-fix"))
    show(driver, state, tmp_path)
    folder = Path(os.environ["PICTURES"])
    for mode in MODES:
        driver.program.tools.theme.set_mode(mode)
        for width, height, percent in SIZES:
            driver.program.tools.theme.set_percent(percent)
            driver.window.resize(width, height)
            driver.settle()
            name = f"{state.replace(', ', '-').replace(' ', '-')}-{width}x{height}-{percent}-{mode}"
            assert driver.window.grab().save(str(folder / f"{name}.png"))


def test_the_pictures_of_the_readme(start):
    """`packaging/pictures resources/pictures readme` draws them anew where they lie."""
    folder, driver = Path(os.environ["PICTURES"]), start()
    driver.program.tools.theme.set_mode("light")
    driver.window.resize(1440, 900)

    def save(name):
        driver.settle()
        toasts = driver.window.findChildren(Toast)
        driver.qtbot.waitUntil(lambda: not any(each.isVisible() for each in toasts), timeout=20_000)
        assert driver.window.grab().save(str(folder / f"{name}.png"))

    driver.answer(lambda: driver.run("demo"))
    save("window")
    request = driver.tab
    driver.run("inspect-token")
    save("token")
    driver.program.tools.tabs.activate(request)
    driver.answer(lambda: driver.run("apply-fix"))
    show(driver, "comparison", folder)
    save("comparison")
