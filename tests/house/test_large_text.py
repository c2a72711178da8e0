"""Nothing of the screens of which there is one is cut at 100, 150 and 200 percent."""

from PySide6.QtWidgets import QPushButton

from tests.fixtures.looking_back import OTHERS
from tests.house._large_text import at_every_size, cut
from tests.house._shown import shown


def test_nothing_of_the_other_screens_is_cut(driver):
    driver.tab.attempts.select(0)
    found = {"a refusal": at_every_size(driver)}
    for command in OTHERS:
        driver.run(command)
        driver.settle()
        found[command] = at_every_size(driver)
    assert not {command: cut for command, cut in found.items() if cut}


def test_what_is_cut_is_found(driver):
    driver.run("show-history")
    driver.settle()
    button = next(each for each in shown(driver.window, QPushButton))
    button.setText("Words that have no room here")
    button.setMaximumWidth(40)
    driver.settle()
    assert any("no room" in line for line in cut(driver.window))
