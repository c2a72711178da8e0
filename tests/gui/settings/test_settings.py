"""Each kind of option has its field: it shows, tells, and never changes by the wheel alone."""

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from inspector.gui.settings.option_row import OptionRow
from inspector.gui.settings.settings_page import OptionGroup, SettingsPage, found
from inspector.gui.state.documents import Document
from inspector.gui.widgets.card import Line
from inspector.gui.widgets.label import Label
from inspector.settings.options import by_key, options
from inspector.settings.store import Settings
from tests.fixtures.wheel import wheel_over


def _editor(qtbot, tools, key):
    row = OptionRow(by_key()[key], tools)
    qtbot.addWidget(row)
    row.show()
    return row.editor


@pytest.mark.parametrize("option", options(), ids=lambda option: option.key)
def test_showing_a_value_tells_nothing(qtbot, panel_tools, option):
    editor = _editor(qtbot, panel_tools, option.key)
    told = []
    editor.edited.connect(told.append)
    editor.show_value(option.default)
    assert not told
    assert editor.main.accessibleName() == option.title


def test_a_switch_says_on_and_off(qtbot, panel_tools):
    editor = _editor(qtbot, panel_tools, "appearance.reduced_motion")
    editor.show_value(True)
    assert editor.main.text() == "On"
    with qtbot.waitSignal(editor.edited) as told:
        qtbot.keyClick(editor.main, Qt.Key.Key_Space)
    assert told.args == [False]


def test_a_choice_is_told_by_its_value(qtbot, panel_tools):
    editor = _editor(qtbot, panel_tools, "appearance.theme")
    editor.show_value("light")
    assert editor.main.currentText() == "Light"
    with qtbot.waitSignal(editor.edited) as told:
        qtbot.keyClick(editor.main, Qt.Key.Key_Down)
    assert told.args == ["dark"]


def test_numbers_keep_their_kind(qtbot, panel_tools):
    whole = _editor(qtbot, panel_tools, "appearance.scale")
    with qtbot.waitSignal(whole.edited) as told:
        whole.main.setValue(150)
    assert told.args == [150]
    assert type(told.args[0]) is int
    seconds = _editor(qtbot, panel_tools, "network.timeout")
    with qtbot.waitSignal(seconds.edited) as told:
        seconds.main.setValue(2.5)
    assert told.args == [2.5]


def test_text_counts_when_the_line_is_left(qtbot, panel_tools):
    editor = _editor(qtbot, panel_tools, "network.proxy")
    editor.show_value("system")
    editor.main.selectAll()
    qtbot.keyClicks(editor.main, " none ")
    with qtbot.waitSignal(editor.edited) as told:
        qtbot.keyClick(editor.main, Qt.Key.Key_Return)
    assert told.args == ["none"]


def test_a_file_is_chosen(qtbot, panel_tools, monkeypatch, tmp_path):
    editor = _editor(qtbot, panel_tools, "trust.ca_file")
    path = str(tmp_path / "ca.pem")
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(path))
    with qtbot.waitSignal(editor.edited) as told:
        qtbot.mouseClick(editor.button, Qt.MouseButton.LeftButton)
    assert told.args == [path]


def test_the_wheel_scrolls_the_list_and_changes_no_value(qtbot, panel_tools):
    editor = _editor(qtbot, panel_tools, "appearance.scale")
    editor.main.clearFocus()
    before = editor.main.value()
    QApplication.sendEvent(editor.main, wheel_over(editor.main))
    assert editor.main.value() == before


# ---------------- A row shows its option, leads back to the default, and says what is wrong
def _row(qtbot, tools, key="appearance.density"):
    row = OptionRow(by_key()[key], tools)
    qtbot.addWidget(row)
    row.resize(800, 60)
    row.show()
    return row


def test_only_a_changed_option_leads_back(qtbot, panel_tools):
    row = _row(qtbot, panel_tools)
    row.show_value("comfortable")
    assert not row.back.isVisible()
    row.show_value("compact")
    assert row.back.isVisible()
    with qtbot.waitSignal(row.edited) as told:
        qtbot.mouseClick(row.back, Qt.MouseButton.LeftButton)
    assert told.args == ["appearance.density", "comfortable"]


def test_what_is_wrong_is_said_until_a_value_is_taken(qtbot, panel_tools):
    row = _row(qtbot, panel_tools)
    row.show_wrong("It must be a number.")
    assert row.check.isVisible()
    row.show_value("compact")
    assert not row.check.isVisible()


def test_the_field_goes_below_the_words_where_it_is_narrow(qtbot, panel_tools):
    row = _row(qtbot, panel_tools)
    title = next(label for label in row.findChildren(Label) if label.text() == row.option.title)
    assert row.editor.x() > title.x()
    row.resize(360, 140)
    qtbot.waitUntil(lambda: row.editor.x() == title.x())
    assert row.editor.y() > title.y()


# ---------------- Settings apply at once, are written behind the window, and are found by words
@pytest.fixture
def page(qtbot, panel_tools):
    made = SettingsPage(Document("settings", "Settings"), panel_tools)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


def test_every_declared_option_has_a_row(page):
    assert list(page.rows) == [option.key for option in options()]


def test_a_change_counts_at_once_and_lands_in_the_file(qtbot, page, panel_tools):
    page.rows["appearance.theme"].editor.edited.emit("dark")
    assert panel_tools.settings.text("appearance.theme") == "dark"
    assert page.rows["appearance.theme"].back.isVisible()

    def on_disk():
        read = Settings(panel_tools.places.settings)
        read.load()
        return read.text("appearance.theme") == "dark"

    qtbot.waitUntil(on_disk)


def test_a_change_made_elsewhere_is_shown(page, panel_tools):
    panel_tools.settings.set("appearance.scale", 150)
    assert page.rows["appearance.scale"].editor.main.value() == 150


def test_a_closed_page_hears_no_more(panel_tools, qapp):
    page = SettingsPage(Document("settings", "Settings"), panel_tools)
    shiboken6.delete(page)
    assert panel_tools.settings.set("appearance.scale", 120) is None


def test_the_search_leaves_only_what_fits(qtbot, page):
    qtbot.keyClicks(page.search, "redirects")
    shown = {key for key, row in page.rows.items() if row.isVisible()}
    assert shown == {"network.follow_redirects", "network.max_redirects"}
    page.search.setText("zzz")
    assert not any(row.isVisible() for row in page.rows.values())
    page.search.clear()
    assert page.rows["appearance.theme"].isVisible()


def test_a_value_that_does_not_fit_is_refused_beside_its_field(page, panel_tools):
    page.rows["appearance.scale"].edited.emit("appearance.scale", 7)
    assert panel_tools.settings.number("appearance.scale") == 100
    assert page.rows["appearance.scale"].check.isVisible()


def test_the_groups_lead_to_their_options(qtbot, page):
    page.resize(1000, 300)
    bar = page.groups[0].parentWidget().parentWidget().parentWidget().verticalScrollBar()
    page.nav.setCurrentRow(2)
    assert bar.value() > 0


def test_a_file_that_cannot_be_written_is_said(qtbot, page, panel_tools):
    panel_tools.places.settings.parent.parent.mkdir(parents=True, exist_ok=True)
    panel_tools.places.settings.parent.write_text("in the way")
    with qtbot.waitSignal(panel_tools.notices.said):
        page.rows["appearance.theme"].editor.edited.emit("light")


def test_every_focusable_part_has_a_name(page):
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not widget.objectName().startswith("qt_")
        and widget.window() is page
    ]
    assert not nameless


@pytest.mark.parametrize("screen", ["settings", "shortcuts"])
def test_find_leads_to_the_search(qtbot, program, screen):
    program.window.show()
    program.window.activateWindow()
    program.tools.actions.run(screen)
    assert program.tools.actions.run("find")
    page = program.window.area.page(program.tools.tabs.active)
    search = getattr(page, "view", page).search
    qtbot.waitUntil(search.hasFocus)


# ---------------- A group shows its options as rows with lines between
def _group(qtbot, tools):
    made = OptionGroup("All", options()[:4], tools)
    qtbot.addWidget(made)
    made.show()
    return made


def _lines(group):
    return sum(line.isVisible() for line in group.findChildren(Line))


def test_lines_stand_between_the_rows(qtbot, panel_tools):
    group = _group(qtbot, panel_tools)
    assert all(row.isVisible() for row in group.rows.values())
    assert _lines(group) == 3


def test_only_found_options_show(qtbot, panel_tools):
    group = _group(qtbot, panel_tools)
    keys = list(group.rows)
    group.show_only({keys[1], keys[3]})
    assert [key for key, row in group.rows.items() if row.isVisible()] == [keys[1], keys[3]]
    assert _lines(group) == 1
    group.show_only(set())
    assert not group.isVisible()


# ---------------- Options are found by their words
def _keys(words):
    return [option.key for each in found(words).values() for option in each]


def test_without_words_every_option_is_listed_once():
    assert _keys("") == [option.key for option in options()]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("DARK", "appearance.theme"),
        ("certificate authority", "trust.ca_file"),
        ("network proxy", "network.proxy"),
        ("tls_min", "trust.tls_min"),
        ("keyring", "secrets.place"),
    ],
)
def test_all_words_must_fit(words, key):
    assert key in _keys(words)
    assert _keys(f"{words} zzz") == []
