"""Bands, highlighted bytes and notes are really painted, and a note in the way is moved."""

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu

from inspector.gui.trace.exchange_panel import ExchangePanel
from inspector.gui.trace.exchange_view import ExchangeView
from inspector.gui.trace.raw_view import RawView, raw_bytes
from inspector.gui.trace.timeline_view import TimelineView
from inspector.gui.widgets.buttons import Button
from inspector.model.annotation import Place
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import Cause, Certainty, Evidence, Finding, Verdict
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.none import NoCredential
from inspector.model.message import Header, Message
from inspector.model.request import Request
from inspector.presentation.bodies.body_rows import masked
from inspector.presentation.exchange.exchange_lines import View, exchange_lines
from inspector.presentation.exchange.line import Line, Note, Segment
from inspector.presentation.exchange.pins import FieldMark, marks_of
from inspector.presentation.exchange.rounds import rounds
from inspector.settings.judged import judge, judged_names
from inspector.settings.places import places
from inspector.settings.store import Settings
from inspector.workbench.answer import Answer
from tests.gui import answer_samples as samples


def _picture(qtbot, theme, *lines, notes=True):
    view = ExchangeView(theme)
    qtbot.addWidget(view)
    view.set_notes(on=notes)
    view.resize(500, 120)
    view.show_lines(lines)
    view.show()
    return view.viewport().grab().toImage()


def _count(image, colour):
    wanted = QColor(colour).rgb()
    cells = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(image.pixel(x, y) == wanted for x, y in cells)


def _line(text="abc", **more):
    return Line(
        kind="received", number=1, segments=(Segment(text, start=0, end=len(text)),), **more
    )


def test_a_pinned_line_has_a_band_and_marked_bytes(qtbot, light):
    image = _picture(qtbot, light, _line(pins=(1,), marks=((0, 3),)))
    assert _count(image, light.tokens.err_soft) > 3000
    assert _count(image, light.tokens.mark) > 100
    assert _count(_picture(qtbot, light, _line()), light.tokens.err_soft) == 0


@pytest.mark.parametrize("text", ["short", "long " * 60])
def test_a_note_is_painted_whatever_the_length_of_its_line(qtbot, light, text):
    noted = _line(text, notes=(Note("look here", "good"),))
    shown = _picture(qtbot, light, noted)
    hidden = _picture(qtbot, light, noted, notes=False)
    ok = light.tokens.ok
    assert _count(shown, ok) > 20
    assert _count(hidden, ok) == 0


def test_a_rule_divides_what_was_sent_from_what_came_back(qtbot, light):
    image = _picture(qtbot, light, _line(), Line(kind="divider", number=2))
    assert _count(image, light.tokens.border) > 300


def test_a_note_never_covers_the_highlighted_bytes(qtbot, light):
    text = "a" * 20 + "b" * 25 + "c" * 60
    line = _line(text, pins=(1,), marks=((20, 45),), notes=(Note("a long remark " * 5, "bad"),))
    plain = _line(text, pins=(1,), marks=((20, 45),))
    mark = light.tokens.mark
    assert _count(_picture(qtbot, light, line), mark) == _count(_picture(qtbot, light, plain), mark)


# ---------------- The panel keeps the view in step with the answer and the choices
@pytest.fixture
def panel(qtbot, panel_tools):
    made = ExchangePanel(panel_tools)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


def _shown(panel):
    return {line.entry for line in panel.lines if line.number}


def test_secrets_are_shown_only_while_the_choice_says_so(panel, panel_tools):
    panel.show_answer(samples.expired())
    assert samples.TOKEN not in panel.view.toPlainText()
    panel_tools.choices.change(secrets_hidden=False)
    panel.renew()
    assert samples.TOKEN in panel.view.toPlainText()
    panel_tools.choices.change(secrets_hidden=True)
    panel.renew()
    assert samples.TOKEN not in panel.view.toPlainText()


def test_a_long_trace_is_filled_in_on_demand(panel, qtbot):
    panel.show_answer(samples.redirected(2_000))
    before = _shown(panel)
    assert len(before) < 20
    offer = next(line for line in panel.lines if line.action)
    with qtbot.waitSignal(panel.renumbered):
        panel.view.asked.emit(offer)
    assert len(_shown(panel)) > len(before)


def test_an_exchange_out_of_sight_is_added_when_picked(panel):
    panel.show_answer(samples.redirected(2_000))
    panel.show_entry(1000)
    assert 1000 in _shown(panel)
    assert panel.view.current_line().entry == 1000


def test_without_an_answer_it_is_empty(panel):
    panel.show_answer(None)
    assert panel.lines == ()
    assert panel.view.toPlainText() == ""


def _menu(panel, name):
    """Return the texts and actions of the menu at the line of that header."""
    line = next(at for at, line in enumerate(panel.lines) if line.name.lower() == name)
    cursor = QTextCursor(panel.view.document().findBlockByNumber(line))
    panel.view.setTextCursor(cursor)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(panel.view, event)
    menu = panel.view.findChildren(QMenu)[-1]
    return {action.text().partition("\t")[0]: action for action in menu.actions()}, menu


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_a_token_opens_from_the_line_where_it_stands(panel, panel_tools, qtbot):
    chosen = []
    panel_tools.actions.provide("inspect-token", chosen.append)
    answer = samples.expired()
    panel.show_answer(answer)
    actions, menu = _menu(panel, "authorization")
    actions["Inspect the token in Authorization sent"].trigger()
    assert chosen[0].found.secret == samples.TOKEN
    assert chosen[0].exchange is answer.attempt.exchanges[0]
    with qtbot.waitSignal(menu.destroyed):
        menu.close()


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_a_challenge_opens_from_its_line_too(panel, panel_tools, qtbot):
    chosen = []
    panel_tools.actions.provide("inspect-token", chosen.append)
    panel.show_answer(samples.expired())
    actions, menu = _menu(panel, "www-authenticate")
    actions["Inspect the challenge in www-authenticate received"].trigger()
    assert chosen[0].found.text.startswith("www-authenticate: Bearer")
    with qtbot.waitSignal(menu.destroyed):
        menu.close()


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_a_line_without_a_token_offers_the_usual_only(panel, qtbot):
    panel.show_answer(samples.expired())
    actions, menu = _menu(panel, "date")
    assert actions
    assert not [text for text in actions if "nspect" in text]
    with qtbot.waitSignal(menu.destroyed):
        menu.close()


# ---------------- The exchange view
def _view(qtbot, theme, lines=None):
    view = ExchangeView(theme)
    qtbot.addWidget(view)
    view.resize(600, 200)
    if lines is None:
        answer = samples.expired()
        shown = View(entries=frozenset({0}))
        lines = exchange_lines(answer.attempt, answer.annotations, answer.verdict, shown)
    view.show_lines(lines)
    view.show()
    return view


def test_a_pin_is_brought_into_sight_and_flashes_for_a_moment(qtbot, light):
    view = _view(qtbot, light)
    assert view.jump_to_pin(1)
    assert view.is_flashed(12)
    assert any(spot.line.number == 13 for spot in view.spots())
    qtbot.waitUntil(lambda: not view.is_flashed(12))


def test_with_reduced_motion_nothing_flashes(qtbot, light):
    view = _view(qtbot, light)
    view.set_still(still=True)
    assert view.jump_to_pin(1)
    assert not view.is_flashed(12)


def test_an_unknown_pin_moves_nothing(qtbot, light):
    assert not _view(qtbot, light).jump_to_pin(9)


def test_copying_all_gives_the_recorded_text_with_masks(qtbot, light):
    view = _view(qtbot, light)
    view.selectAll()
    view.copy()
    text = QGuiApplication.clipboard().text()
    assert samples.CHALLENGE in text
    assert samples.TOKEN not in text
    assert "already past" not in text


def test_the_line_of_the_cursor_is_told_to_screen_readers(qtbot, light):
    view = _view(qtbot, light)
    view.setTextCursor(QTextCursor(view.document().findBlockByNumber(12)))
    assert view.accessibleDescription().startswith("line 13, evidence 1, error invalid_token")
    assert view.accessibleName()


def test_enter_asks_for_what_the_line_offers(qtbot, light):
    more = Line(kind="more", segments=(Segment("3 exchanges not shown", "cut"),), action="show:0-3")
    view = _view(qtbot, light, (more,))
    with qtbot.waitSignal(view.asked) as asked:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked.args == [more]


def test_no_widget_text_holds_the_token(qtbot, light):
    view = _view(qtbot, light)
    assert samples.TOKEN not in view.toPlainText()
    assert samples.TOKEN not in view.toHtml()


def test_tab_leaves_the_view(qtbot, light):
    assert _view(qtbot, light).tabChangesFocus()


def test_a_line_put_at_the_top_stays_there_through_resizing_until_somebody_scrolls(qtbot, light):
    view = _view(qtbot, light)
    view.resize(600, 800)
    view.bring_up(9)
    view.resize(600, 120)
    assert next(view.spots()).line.number in (9, 10)
    qtbot.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    view.resize(600, 140)
    assert next(view.spots()).line.number == 1


# ---------------- Marks: the fields that made the bytes which the proofs stand on
def answer_for(credential, header, place):
    message = Message(method="GET", url="http://x", headers=(header,))
    attempt = Attempt(
        request=Request(credential=credential), exchanges=(Exchange(request=message),)
    )
    finding = Finding(
        cause=Cause.INVALID_CREDENTIALS,
        slug="x",
        certainty=Certainty.CERTAIN,
        score=1,
        evidence=(Evidence(statement="It ended.", place=place),),
    )
    return Answer(attempt=attempt, verdict=Verdict(entry=0, findings=(finding,)))


SENT = Place(side="request", part="header", name="Authorization", index=0)
BY_US = Header("Authorization", "Bearer x", "credential")


@pytest.mark.parametrize(
    ("credential", "header", "field"),
    [
        (Bearer(), BY_US, "credential.token"),
        (Basic(), BY_US, "credential.password"),
        (ApiKey(), Header("X-Api-Key", "x", "credential"), "credential.value"),
        (NoCredential(), Header("X-Debug", "x"), "headers.X-Debug"),
        (NoCredential(), Header("Authorization", "x"), "headers.Authorization"),
    ],
)
def test_a_header_leads_to_its_field(credential, header, field):
    found = marks_of(answer_for(credential, header, SENT))
    assert found == (FieldMark(field, 1, "It ended."),)


def test_bytes_that_the_program_made_have_no_field():
    assert marks_of(answer_for(NoCredential(), Header("Host", "x", "protocol"), SENT)) == ()


def test_the_target_leads_to_the_url():
    found = marks_of(answer_for(NoCredential(), BY_US, Place(side="request", part="line")))
    assert [mark.field for mark in found] == ["url"]


def test_places_in_the_reply_mark_nothing():
    assert marks_of(answer_for(Bearer(), BY_US, Place(side="reply", index=0))) == ()
    assert marks_of(None) == ()


def test_a_place_out_of_range_is_no_trouble():
    far = Place(side="request", part="header", name="X", index=9)
    assert [mark.field for mark in marks_of(answer_for(Bearer(), BY_US, far))] == ["headers.X"]
    beyond = Place(entry=5, side="request", part="line")
    assert marks_of(answer_for(Bearer(), BY_US, beyond)) == ()


# ---------------- A header that nobody knows is asked about where it stands, once
ONE, TWO = "pLq0Xz1Kt2rWn3bYc4dHs5gJ6kQx7wZp", "zQ8vR1tY6wE3uI9oP2aS5dF7gH4jK0lM"


def _answer(**received):
    """An answer whose reply has these headers, too; `_` stands for `-`."""
    answer = samples.expired()
    exchange = answer.attempt.exchanges[-1]
    more = tuple(Header(name.replace("_", "-"), value) for name, value in received.items())
    reply = msgspec.structs.replace(exchange.reply, headers=exchange.reply.headers + more)
    exchange = msgspec.structs.replace(exchange, reply=reply)
    exchanges = (*answer.attempt.exchanges[:-1], exchange)
    attempt = msgspec.structs.replace(answer.attempt, exchanges=exchanges)
    return samples.answer(attempt, answer.annotations, answer.verdict)


def test_one_after_the_other_is_asked_about(panel, qtbot):
    panel.show_answer(_answer(X_Acme_Blub=ONE, X_Other=TWO))
    question, shown = panel.question, panel.view.toPlainText
    assert question.isVisible()
    assert "X-Acme-Blub" in question.accessibleName()
    assert ONE not in shown()
    with qtbot.waitSignal(question.judged):
        question.open.click()
    assert ONE in shown()
    assert TWO not in shown()
    assert "X-Other" in question.accessibleName()
    with qtbot.waitSignal(question.judged):
        question.secret.click()
    assert not question.isVisible()
    assert ONE in shown()
    assert TWO not in shown()


def test_the_answer_is_kept_by_name_alone(panel, panel_tools, qtbot):
    panel.show_answer(_answer(X_Acme_Blub=ONE))
    panel.question.open.click()
    qtbot.waitUntil(places().settings.exists)
    again = Settings(places().settings)
    again.load()
    assert judged_names(again).harmless == {"x-acme-blub"}
    assert ONE not in places().settings.read_text()
    other = ExchangePanel(panel_tools)
    qtbot.addWidget(other)
    other.show_answer(_answer(x_acme_blub=TWO))
    assert not other.question.isVisibleTo(other)
    assert TWO in other.view.toPlainText()


def test_an_answer_changed_in_the_settings_counts_at_once(panel, panel_tools):
    panel.show_answer(_answer(X_Acme_Blub=ONE))
    judge(panel_tools.settings, "X-Acme-Blub", is_secret=False)
    assert ONE in panel.view.toPlainText()
    judge(panel_tools.settings, "X-Acme-Blub", is_secret=True)
    assert ONE not in panel.view.toPlainText()
    assert not panel.question.isVisible()


def test_nothing_is_asked_where_nothing_is_unknown(panel):
    panel.show_answer(samples.expired())
    assert not panel.question.isVisible()
    panel.show_answer(None)
    assert not panel.question.isVisible()


def test_the_name_of_a_server_is_no_markup_and_cut(panel):
    name = "X-<b>" + "acme-" * 40 + "v"
    panel.show_answer(_answer(**{name: ONE}))
    said = panel.question.accessibleName()
    assert "X-<b>acme-" in said
    assert len(said) < 150


# ---------------- The raw view: both sides
@pytest.fixture
def view(qtbot, panel_tools):
    made = RawView(panel_tools)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


def _press(qtbot, view, text):
    button = next(b for b in view.findChildren(Button) if b.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _text(view):
    rows = view.lines.rows
    return "\n".join(rows.text(row) for row in range(len(rows)))


def _exchange():
    message = msgspec.structs.replace(samples.request_message(), http_version="1.1")
    reply = msgspec.structs.replace(samples.refusal(), http_version="1.1")
    return samples.exchange(request=message, reply=reply)


def test_received_bytes_come_first_then_sent_ones(qtbot, view):
    view.show_exchange(_exchange())
    assert _text(view).startswith("HTTP/1.1 401")
    _press(qtbot, view, "Sent")
    assert _text(view).startswith("GET /v1/orders")
    assert samples.TOKEN not in _text(view)


def test_hexadecimal_hides_the_bytes_of_secrets(qtbot, view):
    view.show_exchange(_exchange())
    _press(qtbot, view, "Sent")
    _press(qtbot, view, "Hex")
    assert _text(view).startswith("00000000  47 45 54 20")
    assert "•• •• ••" in _text(view)
    assert samples.TOKEN[:24].encode().hex(" ") not in _text(view).replace("\n", " ")


def test_revealing_shows_the_exact_bytes(qtbot, view, panel_tools):
    view.show_exchange(_exchange())
    _press(qtbot, view, "Sent")
    panel_tools.choices.change(secrets_hidden=False)
    view.renew()
    assert samples.TOKEN in _text(view)


def test_many_bytes_are_prepared_elsewhere(qtbot, view):
    big = b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 60 + b"\n" * 300_000
    view.show_exchange(msgspec.structs.replace(_exchange(), raw_received=big))
    assert _text(view) == "Reading the bytes…"
    qtbot.waitUntil(lambda: len(view.lines.rows) > 100_000)


def test_nothing_to_show_is_no_error(view):
    view.show_exchange(None)
    assert _text(view) == ""


# ---------------- Exact bytes with the ranges of secrets
HEAD = b"GET /v1/orders?access_token=" + b"q" * 40 + b" HTTP/1.1\r\n"
RAW_VIEW_SENT = HEAD + b"Host: a\r\nAuthorization: Bearer " + samples.TOKEN.encode() + b"\r\n\r\n"


def _http1(**more):
    message = msgspec.structs.replace(samples.request_message(), http_version="1.1")
    return samples.exchange(request=message, raw_sent=RAW_VIEW_SENT, raw_secret=(), **more)


def test_recorded_bytes_are_masked_by_range():
    raw = raw_bytes(_http1(), "request", revealed=False)
    assert raw.data == RAW_VIEW_SENT
    text = masked(raw.data, raw.secrets.all())
    assert samples.TOKEN.encode() not in text
    assert b"q" * 20 not in text
    assert b"Host: a" in text


def test_revealed_bytes_are_exact():
    raw = raw_bytes(_http1(), "request", revealed=True)
    assert (raw.data, raw.secrets) == (RAW_VIEW_SENT, None)


def test_http2_is_shown_decoded_while_secrets_are_hidden():
    exchange = samples.exchange(raw_sent=b"\x00\x00\x12\x01frame")
    raw = raw_bytes(exchange, "request", revealed=False)
    assert raw.data.startswith(b"GET /v1/orders?limit=20 HTTP/2\r\n")
    assert "HTTP/2" in raw.note
    assert samples.TOKEN.encode() not in masked(raw.data, raw.secrets.all())
    assert raw_bytes(exchange, "request", revealed=True).data == b"\x00\x00\x12\x01frame"


def test_what_was_not_recorded_is_written_and_said():
    raw = raw_bytes(samples.exchange(raw_received=b""), "reply", revealed=True)
    assert raw.data.startswith(b"HTTP/2 401\r\nserver: envoy\r\n")
    assert raw.data.endswith(samples.BODY)
    assert "not recorded" in raw.note


def test_nothing_received_is_said():
    raw = raw_bytes(samples.refused_connection().attempt.exchanges[0], "reply", revealed=False)
    assert raw.data == b""
    assert raw.note == "Nothing was received"


def test_a_token_in_a_reply_body_is_masked_too():
    body = b'{"access_token":"' + b"t" * 48 + b'"}'
    received = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + body
    reply = msgspec.structs.replace(samples.refusal(), http_version="1.1", body=body)
    raw = raw_bytes(_http1(reply=reply, raw_received=received), "reply", revealed=False)
    assert b"t" * 20 not in masked(raw.data, raw.secrets.all())


# ---------------- The timeline: a row for each round
def _timeline_view_view(qtbot, theme, answer, current=0):
    view = TimelineView(theme)
    qtbot.addWidget(view)
    view.resize(700, 300)
    view.show_rounds(rounds(answer.attempt.exchanges), current)
    view.show()
    return view


def test_rows_read_as_words(qtbot, light):
    view = _timeline_view_view(qtbot, light, samples.redirected())
    model = view.model()
    assert model.rowCount() == 3
    said = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("2. Redirect: GET api.example.com/v1/orders, 401, DNS 4 ms")
    assert "was not sent on" in said


def test_a_row_is_chosen_with_the_keyboard(qtbot, light):
    view = _timeline_view_view(qtbot, light, samples.redirected())
    qtbot.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.chosen) as chosen:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen.args == [1]


def test_the_waterfall_shows_each_step_in_its_colour(qtbot, light):
    view = _timeline_view_view(qtbot, light, samples.redirected(), current=2)
    image = view.viewport().grab().toImage()
    seen = {image.pixel(x, y) for x in range(image.width()) for y in range(64)}
    for colour in ("jwt_signature", "warn_fill", "jwt_payload", "ctl"):
        assert QColor(light.tokens.colour(colour)).rgb() in seen, colour


def test_ten_thousand_rounds_are_laid_out(qtbot, light):
    view = _timeline_view_view(qtbot, light, samples.redirected(10_000), current=9_999)
    assert view.currentIndex().row() == 9_999
