"""Several files go into the history one after another; what holds nothing is named."""

from pathlib import Path

import msgspec
import pytest
import shiboken6
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem

from inspector.gui.history.history_model import HEIGHT, ROW, HistoryModel, history_painter
from inspector.gui.history.keeping import FileImport
from inspector.gui.history.reopening import Reopening
from inspector.gui.history.strip_view import StripView
from inspector.gui.opening.opening import Opening
from inspector.logs.taking import Taken, Takings
from inspector.record import read_filter, search
from inspector.record.row import Span
from inspector.workbench.attempts.log_attempts import Secrets, keep
from tests.gui.history_samples import NOON, attempt


@pytest.fixture
def parent(qapp):
    return QObject()


def _read(path, _vault):
    if path.name.startswith("broken"):
        raise OSError("Input/output error")
    if path.name.startswith("mistake"):
        raise ValueError("ours")
    return None if path.name.startswith("none") else attempt(int(path.stem))[1].attempt


def _said(qtbot, tools, parent, names):
    made = FileImport(tools, _read, parent)
    said = []
    tools.notices.said.connect(said.append)
    with qtbot.waitSignal(made.ended):
        made.begin(Path(name) for name in names)
    assert len(said) == 1
    return said[0]


def test_they_are_summed_up(panel_tools, qtbot, parent):
    notice = _said(qtbot, panel_tools, parent, ("1.har", "2.har", "1.har"))
    assert notice.text == "2 attempts are in the history now. 1 was there already."
    shown = []
    panel_tools.actions.provide("show-history", shown.append)
    notice.do()
    assert shown == ["is:imported"]


def test_what_holds_nothing_is_named(panel_tools, qtbot, parent):
    names = ("none-1.txt", "1.har", "broken.har", "none-2.txt", "none-3.txt")
    assert _said(qtbot, panel_tools, parent, names).text == (
        "1 attempt is in the history now. 4 files hold no exchange that can be read: none-1.txt, "
        "broken.har, none-2.txt and 1 more."
    )


def test_a_mistake_of_ours_goes_up_and_the_others_go_on(panel_tools, parent, qtbot):
    made = FileImport(panel_tools, _read, parent)
    with qtbot.waitSignal(made.ended), pytest.raises(ValueError, match="ours"):
        made._fail(ValueError("ours"), "mistake.har")


def test_chosen_files_open_no_tabs(panel_tools, qtbot, tmp_path):
    opening = Opening(panel_tools)
    for number in range(3):
        text = f"HTTP/1.1 401 No\r\nWWW-Authenticate: Bearer\r\nX-N: {number}\r\n\r\n"
        (tmp_path / f"{number}.txt").write_text(text)
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        opening.open_files(sorted(tmp_path.glob("*.txt")), keep=True)
    assert said.args[0].text == "3 attempts are in the history now."
    assert panel_tools.tabs.documents == ()
    with qtbot.waitSignal(panel_tools.history.count(read_filter("is:imported")).succeeded) as found:
        pass
    assert found.args[0] == 3


# ---------------- Rows arrive page by page; an old question's answer is ignored
@pytest.fixture
def model(kept, qapp):
    return HistoryModel(kept)


def _show(qtbot, model, text=""):
    with qtbot.waitSignal(model.filled):
        model.show_filter(read_filter(text))
    return [row.id for row in model.rows]


def test_the_newest_come_first(model, qtbot):
    assert _show(qtbot, model) == ["a5", "a4", "a3", "a2", "a1"]
    assert model.rowCount() == 5
    assert model.index(0).data(ROW).id == "a5"


def test_a_filter_is_answered(model, qtbot):
    assert _show(qtbot, model, "status:200") == ["a2", "a1"]
    assert _show(qtbot, model, "status:500") == []


def test_rows_are_read_aloud_and_explained(model, qtbot):
    _show(qtbot, model)
    index = model.index(0)
    assert "status 401" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "https://api.example.com/orders/5" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_older_ones_follow(model, kept, qtbot, monkeypatch):
    monkeypatch.setattr(search.page, "__defaults__", (None, 2))
    monkeypatch.setattr(kept._get().page.__func__, "__defaults__", (None, 2))
    assert _show(qtbot, model) == ["a5", "a4"]
    while model.canFetchMore(QModelIndex()):
        before = model.rowCount()
        model.fetchMore(QModelIndex())
        qtbot.waitUntil(lambda: model._job is None)
        assert model.rowCount() > before or not model.canFetchMore(QModelIndex())
    assert [row.id for row in model.rows] == ["a5", "a4", "a3", "a2", "a1"]


def test_the_last_question_wins(model, qtbot):
    model.show_filter(read_filter("status:200"))
    assert _show(qtbot, model, "status:401") == ["a5", "a4", "a3"]


def test_new_ones_appear_after_renewing(model, kept, qtbot):
    _show(qtbot, model)
    kept._get().add(*attempt(9)).result(60)
    with qtbot.waitSignal(model.filled):
        model.renew()
    assert model.rows[0].id == "a9"


def test_no_row_beyond_the_end(model):
    assert model.row(model.index(7)) is None
    assert model.data(QModelIndex()) is None


def test_an_answer_after_the_window_was_closed_is_dropped(model, qtbot):
    model.show_filter(read_filter(""))
    asked = model._job
    shiboken6.delete(model)
    with qtbot.captureExceptions() as raised:
        qtbot.waitSignal(asked.ended).wait()
    assert not raised


# ---------------- An attempt opens as it was; its request can be sent again
@pytest.fixture
def reopening(panel_tools, kept):
    panel_tools.history._get().add(*attempt(9, request=False)).result(60)
    return Reopening(panel_tools, panel_tools.tabs)


@pytest.fixture
def rows(panel_tools, reopening):
    found = panel_tools.history._get().page(read_filter("")).result(60)
    return {row.id: row for row in found}


def _opened(qtbot, tools, act):
    with qtbot.waitSignal(tools.tabs.activated):
        act()
    return tools.tabs.active


def test_it_opens_with_request_and_verdict(reopening, rows, panel_tools, qtbot):
    tab = _opened(qtbot, panel_tools, lambda: reopening.open(rows["a4"], keep=True))
    assert tab.current.value.url == "https://api.example.com/orders/4"
    assert tab.attempts.current.attempt.exchanges[0].reply.body == b"body words"
    assert "From the history" in tab.notice
    assert not tab.preview


def test_the_same_attempt_opens_once(reopening, rows, panel_tools, qtbot):
    tab = _opened(qtbot, panel_tools, lambda: reopening.open(rows["a4"], keep=False))
    assert tab.preview
    panel_tools.tabs.show_start()
    assert _opened(qtbot, panel_tools, lambda: reopening.open(rows["a4"], keep=True)) is tab
    assert not tab.preview


def test_an_import_shows_its_reply(reopening, rows, panel_tools, qtbot):
    tab = _opened(qtbot, panel_tools, lambda: reopening.open(rows["a9"], keep=True))
    assert tab.kind == "reply"


def test_one_that_is_gone_is_said(reopening, rows, panel_tools, kept, qtbot):
    kept._get().delete([rows["a4"].key]).result(60)
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        reopening.open(rows["a4"], keep=True)
    assert "no longer" in str(said.args[0])


def test_sending_again_uses_a_tab_of_its_own(reopening, rows, panel_tools, qtbot):
    sent = []
    panel_tools.actions.provide("send", sent.append)
    tab = _opened(qtbot, panel_tools, lambda: reopening.resend(rows["a4"]))
    assert sent == [None]
    assert tab.current.value.url.endswith("/4")


def test_it_says_since_when_a_request_fails(reopening, rows, panel_tools, qtbot):
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        reopening.since_when(rows["a5"])
    assert "last worked" in str(said.args[0])
    compared = []
    panel_tools.actions.provide("show-compare", compared.append)
    title, compare = said.args[0].other
    compare()
    assert title == "Compare"
    assert [row.id for row in compared[0]] == ["a2", "a3"]
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        reopening.since_when(rows["a1"])


def _logged(panel_tools, host, method="GET", target="/orders"):
    taken = Taken(
        at=NOON / 1000,
        status=401,
        method=method,
        host=host,
        target=target,
        named=False,
        refused=True,
        digest=b"d" * 16,
    )
    history = panel_tools.history._get()
    keep(Takings(lines=(taken,)), "", history, Secrets((), b"k" * 32), lambda _: True)
    return history.page(read_filter("is:imported")).result(60)[0]


def test_a_line_of_a_log_says_what_is_not_known(reopening, panel_tools, qtbot):
    row = _logged(panel_tools, "log.example.com")
    tab = _opened(qtbot, panel_tools, lambda: reopening.open(row, keep=True))
    assert tab.kind == "reply"
    assert tab.notice.startswith("From a log: ")
    assert "neither header lines nor bodies" in tab.notice
    assert tab.attempts.current.verdict.findings[0].slug == "login-unknown"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("GET", "/orders"), ""),
        (("POST", "/orders"), "POST may change something"),
        (("GET", "/orders?api_key=0123456789abcdef0123"), "The address held a secret"),
    ],
)
def test_a_line_is_sent_again_as_far_as_it_is_known(reopening, panel_tools, qtbot, line, said):
    heard = []
    panel_tools.actions.provide("send", heard.append)
    row = _logged(panel_tools, "log.example.com", *line)
    tab = _opened(qtbot, panel_tools, lambda: reopening.resend(row))
    assert tab.kind == "request"
    assert tab.current.value.url.startswith("https://log.example.com/orders")
    assert "only its method and address are known" in tab.notice
    assert heard == ([] if said else [None])
    assert "".join(each.text for each in panel_tools.notices.all).startswith(said)


def test_without_a_host_it_says_why_it_can_not_be_sent(reopening, panel_tools, qtbot):
    row = _logged(panel_tools, "")
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        reopening.resend(row)
    assert "does not name the host" in said.args[0].text
    assert panel_tools.tabs.active.kind == "reply"


# ---------------- A painted line shows its status, address, verdict and pin
class _One(QAbstractListModel):
    def __init__(self, row):
        super().__init__()
        self._row = row

    def rowCount(self, _parent=QModelIndex()):  # noqa: B008, N802 - Qt's
        return 1

    def data(self, _index, role):
        return self._row if role == ROW else None


@pytest.fixture
def paint(light, qtbot):
    view = QListView()
    qtbot.addWidget(view)
    delegate = history_painter(light, view)

    def draw(row, state=QStyle.StateFlag.State_None):
        model = _One(row)
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, 220, HEIGHT)
        option.state = state
        image = QImage(220, HEIGHT, QImage.Format.Format_RGB32)
        image.fill(light.colour("surface"))
        painter = QPainter(image)
        delegate.paint(painter, option, model.index(0))
        painter.end()
        return image

    return draw


def test_each_part_changes_the_picture(paint):
    row = attempt(1)[0]
    first = paint(row)
    for change in (
        {"status": 200, "finding": "", "title": ""},
        {"pinned": True},
        {"tags": ("x",)},
        {"name": "Another"},
        {"method": "DELETE"},
    ):
        assert paint(msgspec.structs.replace(row, **change)) != first, change


def test_the_chosen_row_has_a_ground_of_its_own(paint, light):
    state = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus
    image = paint(attempt(1)[0], state)
    colours = {image.pixelColor(x, 8).name() for x in range(image.width())}
    assert light.colour("accent_soft").name() in colours
    assert image != paint(attempt(1)[0])


def test_rows_grow_with_the_text(light, qtbot):
    view = QListView()
    qtbot.addWidget(view)
    delegate = history_painter(light, view)
    before = delegate.sizeHint(QStyleOptionViewItem(), QModelIndex()).height()
    light.set_percent(150)
    assert delegate.sizeHint(QStyleOptionViewItem(), QModelIndex()).height() > before


def test_the_row_with_the_focus_has_a_ring_also_where_it_is_not_chosen(paint):
    row, flag = attempt(1)[0], QStyle.StateFlag
    assert paint(row, flag.State_HasFocus) != paint(row)
    assert paint(row, flag.State_HasFocus | flag.State_Selected) != paint(row, flag.State_Selected)


# ---------------- The strip shows refusals over time and says them in words
@pytest.fixture
def strip(light, qtbot):
    view = StripView(light)
    qtbot.addWidget(view)
    view.resize(200, 34)
    return view


SPANS = (*(Span(at, 1, 4) for at in range(9)), Span(9, 40, 44))


def test_it_says_what_it_shows(strip):
    strip.show_spans(SPANS)
    said = strip.accessibleDescription()
    assert said.startswith("49 of 80 attempts were refused. 1 peak. Most were refused from ")
    assert strip.toolTip() == said


def test_it_paints_refusals_in_another_colour_and_marks_the_peak(strip, light):
    strip.show_spans(SPANS)
    image = strip.grab().toImage()
    assert image.pixelColor(190, 20) == light.colour("err_fill")
    assert image.pixelColor(188, 0) == light.colour("err")
    assert image.pixelColor(10, 0) != light.colour("err")


def test_what_was_not_refused_is_a_stem_and_no_bar(strip, light):
    strip.show_spans((Span(0, 1, 4), Span(10, 0, 4)))
    image = strip.grab().toImage()
    ctl, bar = light.colour("ctl"), light.colour("err_fill")
    assert [image.pixelColor(x, 30) for x in (2, 50, 96)] == [bar] * 3
    assert [image.pixelColor(x, 12) == ctl for x in (2, 50, 96)] == [False, True, False]
    assert [image.pixelColor(x, 30) == ctl for x in (102, 150, 196)] == [False, True, False]


def test_without_attempts_there_is_only_the_line(strip):
    strip.show_spans(())
    assert strip.accessibleDescription() == "0 of 0 attempts were refused."
    assert strip.grab().toImage().pixelColor(100, 33).isValid()


def test_arrow_keys_go_from_column_to_column_with_attempts(strip, qtbot):
    strip.show_spans((Span(0, 1, 2), Span(10, 0, 0), Span(20, 2, 2)))
    for key, of in (("Right", "2 of 2"), ("Left", "1 of 2"), ("Left", "1 of 2"), ("End", "2 of 2")):
        qtbot.keyClick(strip, getattr(Qt.Key, f"Key_{key}"))
        assert f": {of} attempt" in strip.accessibleDescription()
    assert strip.toolTip().endswith("Enter or a click lists them.")
    with qtbot.waitSignal(strip.asked) as asked:
        qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert asked.args == [2]
    qtbot.keyClick(strip, Qt.Key.Key_Home)
    assert ": 1 of 2" in strip.toolTip()
    qtbot.keyClick(strip, Qt.Key.Key_Escape)
    assert strip.toolTip() == "3 of 4 attempts were refused."


def test_a_click_lists_a_column_that_has_attempts(strip, qtbot):
    strip.show_spans((Span(0, 1, 2), Span(10, 0, 0)))
    asked = []
    strip.asked.connect(asked.append)
    for x in (150, 20):
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(x, 10))
    assert asked == [0]


def test_a_column_that_went_is_no_longer_looked_at(strip, qtbot):
    strip.show_spans(SPANS)
    qtbot.keyClick(strip, Qt.Key.Key_End)
    strip.show_spans(SPANS[:2])
    assert strip.toolTip() == "2 of 8 attempts were refused."
