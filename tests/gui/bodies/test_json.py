"""The body tab: JSON folded, filtered and searched by keys and mouse; pictures; where a reply opens."""

import json

import msgspec
import pytest
from PySide6.QtCore import QBuffer, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from inspector.gui.bodies.picture_view import picture_of
from inspector.gui.response.answer_body import AnswerBody
from inspector.gui.response.body_view import BodyView
from inspector.gui.response.reply_tabs import BODY, EXCHANGE, TIMELINE
from inspector.model.message import Header
from tests.gui import answer_samples as samples

JSON = (Header("Content-Type", "application/json"),)
DATA = {"page": 1, "orders": [{"id": n, "status": "open" if n == 3 else "paid"} for n in range(6)]}


@pytest.fixture
def view(qtbot, panel_tools):
    made = BodyView(panel_tools)
    qtbot.addWidget(made)
    made.resize(760, 500)
    made.show()
    made.show_body(json.dumps(DATA).encode(), JSON)
    made.tree.setFocus()
    return made


def _rows(view):
    return [view.tree.rows.text(row) for row in range(len(view.tree.rows))]


def test_keys_fold_and_unfold(qtbot, view):
    qtbot.keyClick(view.tree, Qt.Key.Key_Down)
    qtbot.keyClick(view.tree, Qt.Key.Key_Down)
    qtbot.keyClick(view.tree, Qt.Key.Key_Left)
    assert _rows(view) == ["{", '"page": 1,', '"orders": [ 6 entries ]', "}"]
    assert view.tree.accessibleDescription() == "Line 3, $.orders, array, 6 entries, collapsed"
    qtbot.keyClick(view.tree, Qt.Key.Key_Right)
    assert len(_rows(view)) == 29
    qtbot.keyClick(view.tree, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view.tree, Qt.Key.Key_Right)
    assert "{ id 3, open, 2 keys }," in _rows(view)
    qtbot.keyClick(view.tree, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert len(_rows(view)) == 29


def test_left_on_a_value_goes_to_what_holds_it(qtbot, view):
    view.tree.go_to(5)
    qtbot.keyClick(view.tree, Qt.Key.Key_Left)
    assert view.tree.current == 3


def test_the_arrow_beside_a_row_folds_it(qtbot, view):
    high = view.tree._height
    place = QPoint(view.tree._text_left(1) - 8, 2 * high + high // 2)
    qtbot.mouseClick(view.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert '"orders": [ 6 entries ]' in _rows(view)
    qtbot.mouseClick(view.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(_rows(view)) == 29


def test_all_is_folded_and_unfolded(qtbot, view):
    qtbot.mouseClick(view.fold, Qt.MouseButton.LeftButton)
    assert len(_rows(view)) == 4
    qtbot.mouseClick(view.unfold, Qt.MouseButton.LeftButton)
    assert len(_rows(view)) == 29


def test_the_path_of_the_current_line_is_shown_copied_and_leads_back(qtbot, view):
    view.tree.go_to(5)
    assert view.path.path == "$.orders[0].status"
    view.copy_path()
    assert QGuiApplication.clipboard().text() == "$.orders[0].status"
    view.path.chosen.emit(2)
    assert view.tree.current == 2


def test_a_filter_marks_what_matches(qtbot, view):
    view.begin_filter()
    qtbot.keyClicks(view.bar.filter, '$.orders[?(@.status=="open")]')
    qtbot.keyClick(view.bar.filter, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.bar.filter.count == "1 of 6")
    assert view.bar.filter.accessibleName() == "JSONPath filter, 1 of 6"
    assert "3 that don't match" in _rows(view)
    assert view.tree.bands == ((15, 18),)
    assert view.tree.line == 15
    image = view.tree.viewport().grab().toImage()
    band = view.tree.rows.row_at(view.tree.rows.data.index(b'"open"')) * view.tree._height + 10
    assert image.pixel(1, band) == QColor(view._tools.theme.tokens.info_fill).rgb()
    qtbot.keyClick(view.bar.filter, Qt.Key.Key_Escape)
    qtbot.keyClick(view.bar.filter, Qt.Key.Key_Return)
    assert len(_rows(view)) == 29


def test_what_is_no_path_is_said(qtbot, view):
    view.bar.filter.setText("$.orders[")
    view.bar.filter.returnPressed.emit()
    qtbot.waitUntil(lambda: view.bar.filter.count == "Not a JSONPath")
    assert view.bar.filter.toolTip()


def test_a_hit_in_a_fold_is_unfolded(qtbot, view):
    view.fold.click()
    view.begin_find()
    qtbot.keyClicks(view.find_bar.findChild(QLineEdit), "open")
    assert view.find_bar.count == "1 of 1"
    assert view.tree.rows.text(view.tree.current) == '"status": "open"'


def test_a_large_body_shows_its_beginning_while_it_is_read(qtbot, view):
    large = json.dumps([{"id": n, "text": "x" * 80} for n in range(60_000)]).encode()
    view.show_body(large, JSON)
    assert view.plain.rows.text(0) == "Reading the body…"
    qtbot.waitUntil(lambda: view.tree.json_rows.data == large)
    assert len(view.tree.rows) == 60_000 * 4 + 2
    view.fold.click()
    assert len(view.tree.rows) == 60_002


def test_masks_go_and_come(view, panel_tools):
    view.show_body(b'{"a": {"access_token":"' + b"q" * 40 + b'"}}', JSON)
    assert "q" * 20 not in "".join(_rows(view))
    panel_tools.choices.change(secrets_hidden=False)
    view.renew()
    assert "q" * 40 in "".join(_rows(view))


def test_no_part_is_ever_a_window_of_its_own(qtbot, panel_tools):
    shown = []

    class Watch(QObject):
        def eventFilter(self, watched, event):  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
                shown.extend([watched] if watched.isWindow() else [])
            return False

    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    made = BodyView(panel_tools)
    qtbot.addWidget(made)
    for body, kind in ((b'{"a":1}', "application/json"), (_png(), "image/png"), (b"a", "")):
        made.show_body(body, (Header("Content-Type", kind),))
    QApplication.instance().removeEventFilter(watch)
    assert not shown


# ---------------- Pictures
def _png(width=120, height=60):
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(QColor("#4338CA"))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def test_a_picture_is_shown_fitted_and_at_its_own_size(qtbot, view):
    view.show_body(_png(1500, 300), (Header("Content-Type", "image/png"),))
    assert view.picture.isVisible()
    assert view.picture.accessibleName() == "Picture, PNG, 1,500 by 300"
    assert view.picture._canvas.size().width() < 760
    view.picture.zoom.ways.choose("own")
    assert view.picture._canvas.size().width() == 1500
    view.picture.zoom.larger.click()
    assert view.picture._canvas.size().width() == 2250
    view.choose("hex")
    assert view.plain.rows.text(0).startswith("00000000  89 50 4e 47")


def test_a_drawing_draws_only_what_is_in_it(tmp_path):
    outside = tmp_path / "outside.png"
    outside.write_bytes(_png())
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'width="100" height="50"><rect width="10" height="10" fill="#ff0000"/>'
        f'<image x="50" width="50" height="50" xlink:href="{outside}"/>'
        f"<image x='50' width='50' height='50' href='file://{outside}'/></svg>"
    )
    image, kind, problem = picture_of(drawing.encode())
    assert (kind, problem) == ("svg", "")
    assert image.pixelColor(5, 5) == QColor("#ff0000")
    assert image.pixelColor(75, 25).alpha() == 0


def test_what_is_no_picture_says_so(view):
    view.show_body(b"\x89PNG\r\n\x1a\n broken", (Header("Content-Type", "image/png"),))
    assert view.picture.problem.startswith("This is no picture")


# ---------------- Where a reply opens
@pytest.fixture
def body(qtbot, panel_tools):
    made = AnswerBody(panel_tools)
    qtbot.addWidget(made)
    made.resize(760, 700)
    made.show()
    return made


def _turn(qtbot, body, index):
    place = body.tabs.tabs.tabRect(index).center()
    qtbot.mouseClick(body.tabs.tabs, Qt.MouseButton.LeftButton, pos=place)


def test_a_success_opens_on_its_body_and_a_refusal_on_the_exchange(body):
    body.show_answer(samples.success(), 0)
    assert body.tabs.tabs.currentIndex() == BODY
    body.show_answer(samples.expired(), 0)
    assert body.tabs.tabs.currentIndex() == EXCHANGE


def test_a_success_without_a_body_opens_on_the_exchange(body):
    answer = samples.success()
    exchange = answer.attempt.exchanges[0]
    empty = msgspec.structs.replace(exchange.reply, body=b"")
    bare = msgspec.structs.replace(exchange, reply=empty)
    answer.attempt = msgspec.structs.replace(answer.attempt, exchanges=(bare,))
    body.show_answer(answer, 0)
    assert body.tabs.tabs.currentIndex() == EXCHANGE


def test_a_choice_by_hand_stays_for_all_tabs(qtbot, body, panel_tools):
    body.show_answer(samples.success(), 0)
    _turn(qtbot, body, EXCHANGE)
    other = AnswerBody(panel_tools)
    qtbot.addWidget(other)
    other.show_answer(samples.success(), 0)
    assert other.tabs.tabs.currentIndex() == EXCHANGE
    assert panel_tools.choices.to_keep()["success_on_exchange"] is True


def test_a_proof_that_is_followed_is_no_choice(qtbot, body):
    body.show_answer(samples.expired(), 0)
    body.jump(1)
    body.show_answer(samples.success(), 0)
    assert body.tabs.tabs.currentIndex() == BODY
    _turn(qtbot, body, TIMELINE)
    body.show_answer(samples.expired(), 0)
    assert body.tabs.tabs.currentIndex() == TIMELINE


def test_a_kind_that_repeats_a_secret_is_masked_below_the_body(view, panel_tools):
    secret = "pLq0Xz1Kt2rWn3bYc4dH"
    panel_tools.vault.put(secret)
    view.show_body(b"{}", (Header("Content-Type", f"{secret}/{secret}; charset={secret}"),))
    shown = [label.text() for label in view.findChildren(QLabel)]
    assert any(text.startswith("•") for text in shown)
    assert not [text for text in shown if secret.lower() in text.lower()]
