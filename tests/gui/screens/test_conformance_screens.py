"""Every screen and panel that a room declares can be opened, found, named and left."""

import inspect
from collections import Counter

import pytest
from PySide6.QtWidgets import QWidget

from inspector.gui.screens.commands import commands, in_order, menu_titles
from inspector.gui.screens.registry import load, panels, rail_places, screens
from inspector.gui.screens.screen import Command
from inspector.gui.state.documents import Document
from tests.fixtures.screens import ALONE


@pytest.mark.parametrize("kind", screens())
def test_a_screen_names_parts_that_exist(kind, light):
    screen = screens()[kind]
    page = load(screen.page)
    assert issubclass(page, QWidget)
    assert len(inspect.signature(page).parameters) == 3
    assert not screen.provider or callable(load(screen.provider))
    assert not screen.icon or not light.icon(screen.icon).isNull()
    assert screen.title


@pytest.mark.parametrize("name", panels())
def test_a_panel_names_parts_that_exist(name):
    assert issubclass(load(panels()[name].panel), QWidget)
    assert panels()[name].place.command == panels()[name].command.id


def test_each_is_declared_once():
    declared = [*screens(), *panels()]
    assert max(Counter(declared).values()) == 1
    stands = Counter((place.foot, place.order) for place in rail_places().values())
    assert max(stands.values()) == 1


def test_every_place_of_the_rail_has_a_command_of_its_own():
    own = {command.id for screen in screens().values() for command in screen.commands}
    own |= {panel.command.id for panel in panels().values()}
    assert {place.command for place in rail_places().values()} <= own


def test_commands_stand_in_their_menus_behind_the_one_they_name():
    by_name = {each.id: each for each in commands()}
    assert set(menu_titles()) == {each.menu for each in commands()}
    for each in commands():
        assert not each.after or by_name[each.after].menu == each.menu, each.id


def test_a_command_stands_right_behind_the_one_it_names():
    ordered = in_order((
        Command("c", "C", "file", after="b"),
        Command("a", "A", "file"),
        Command("z", "Z", "file"),
        Command("b", "B", "file", after="a"),
    ))  # fmt: skip
    assert [each.id for each in ordered] == ["a", "b", "c", "z"]
    with pytest.raises(ValueError, match="lost"):
        in_order((Command("lost", "L", "file", after="nothing"),))


def test_no_document_has_a_kind_that_nobody_declares():
    with pytest.raises(KeyError):
        Document("nowhere")


@pytest.mark.parametrize("kind", ALONE)
def test_a_screen_of_which_there_is_one_opens_by_each_of_its_commands(program, qtbot, kind):
    program.window.show()
    screen, tools = screens()[kind], program.tools
    assert screen.commands
    for command in screen.commands:
        tools.actions.run(command.id)
    (document,) = [each for each in tools.tabs.documents if each.kind == kind]
    assert (document.title, document.icon) == (screen.title, screen.icon)
    assert tools.tabs.active is document
    page = program.window.area.page(document)
    assert page.accessibleName()
    lit = {name for name, button in program.window.rail.buttons.items() if button.isChecked()}
    assert lit == ({kind} if screen.place is not None else {next(iter(panels()))})


@pytest.mark.parametrize("kind", ALONE)
def test_a_screen_is_made_anew_after_the_theme_and_the_tab_changed(program, kind):
    tools = program.tools
    program.window.show()
    tools.actions.run(screens()[kind].commands[0].id)
    document = tools.tabs.active
    tools.actions.run("new-tab")
    tools.theme.set_mode("dark")
    assert program.window.area.page(document) is None
    tools.tabs.close(document)
    if kind != "start":
        tools.actions.run("reopen-tab")
        assert program.window.area.page(tools.tabs.active).accessibleName()


@pytest.mark.parametrize("name", panels())
def test_a_panel_is_shown_by_its_command(program, name):
    program.window.show()
    program.tools.actions.run(panels()[name].command.id)
    assert isinstance(program.window.sidebar.currentWidget(), load(panels()[name].panel))
    assert program.window.rail.buttons[name].isChecked()
