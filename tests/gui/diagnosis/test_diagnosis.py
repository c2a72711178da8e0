"""Who does what: folded at first, whole when opened, gone where there is nothing to say."""

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolButton, QWidget

from inspector.diagnose import diagnose
from inspector.export.verdict_report import verdict_report
from inspector.export.words import field_words
from inspector.gui.diagnosis.aftermath_line import AftermathLine
from inspector.gui.diagnosis.cause_row import CauseRow
from inspector.gui.diagnosis.causes_popover import CausesPopover, ExcludedRow
from inspector.gui.diagnosis.evidence_row import EvidenceRow, said_of
from inspector.gui.diagnosis.fix_buttons import FixButtons, fix_line, fix_note
from inspector.gui.diagnosis.other_causes import OtherCauses
from inspector.gui.diagnosis.verdict_card import Advice, VerdictCard
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import Label, OneLine
from inspector.gui.widgets.marks import Meter
from inspector.gui.widgets.marks import Pin as Disc
from inspector.model.annotation import Place
from inspector.model.finding import Limit, Todo, Verdict
from inspector.model.fix import Action, Aftermath, Change, Field, Fix
from inspector.presentation.exchange.exchange_lines import View, exchange_lines
from inspector.presentation.exchange.pins import Pin, numbers_of, pins
from inspector.presentation.experiments.experiment_offers import Offer
from inspector.presentation.verdict.verdict_card import announcement
from tests.fixtures.short_texts import attempt_of
from tests.gui import answer_samples as samples
from tests.gui import trial_samples as trials

REPORT = verdict_report(
    Verdict(entry=0, findings=(samples.finding(), *samples.OTHERS), ruled_out=samples.RULED_OUT)
)
FINDING = samples.finding(
    todo=(Todo("client", "Get a fresh token."), Todo("api-owner", "Send expires_in.")),
    avoid="Renew early.",
    reference="RFC 6750 §3.1",
)


def _cause(finding):
    return verdict_report(Verdict(entry=0, findings=(finding,))).main


def shown(qtbot, theme, finding):
    advice = Advice(theme)
    qtbot.addWidget(advice)
    advice.show_cause(_cause(finding))
    advice.show()
    return advice


def texts(advice):
    body = advice.findChild(QWidget, "advice")
    return [label.accessibleName() for label in body.children() if label.isWidgetType()]


def test_it_is_folded_until_it_is_asked_for(qtbot, light):
    advice = shown(qtbot, light, FINDING)
    body, fold = advice.findChild(QWidget, "advice"), advice.findChild(Button, "advice_fold")
    assert not body.isVisible()
    with qtbot.waitSignal(advice.resized):
        fold.click()
    assert body.isVisible()
    said = [text for text in texts(advice) if text]
    assert said == [
        "Client: Get a fresh token.",
        "API owner: Send expires_in.",
        "How to avoid it: Renew early.",
        "Reference: RFC 6750 §3.1",
    ]


def test_another_finding_folds_it_again(qtbot, light):
    advice = shown(qtbot, light, FINDING)
    advice.findChild(Button, "advice_fold").click()
    advice.show_cause(_cause(msgspec.structs.replace(FINDING, avoid="")))
    assert not advice.findChild(QWidget, "advice").isVisible()
    assert not any("How to avoid it" in text for text in texts(advice))


def test_nothing_to_say_shows_nothing(qtbot, light):
    advice = shown(qtbot, light, FINDING)
    advice.show_cause(_cause(samples.finding()))
    assert not advice.isVisible()


# ---------------- What came of a fix: a quiet line with the way back
FIX = Fix(id="x", title="Switch to Digest and resend")


def came(result, **more):
    text = "Switch to Digest and resend: 401 before, 200 now."
    return Aftermath(fix=FIX, result=result, title="This was it.", text=text, **more)


@pytest.fixture
def line(light, qtbot):
    made = AftermathLine(light)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("result", "kind"),
    [
        ("solved", "note-ok"),
        ("unclear", "note-info"),
        ("next-cause", "note-info"),
        ("same", "note-warn"),
    ],
)
def test_it_says_what_came_of_it(line, result, kind):
    line.show_aftermath(came(result))
    assert line.property("kind") == kind
    assert not line.isHidden()
    assert line.accessibleName().startswith("This was it.")


def test_undo_is_offered_where_the_request_was_changed(line, qtbot):
    line.show_aftermath(came("solved"))
    assert line.undo.isHidden()
    line.show_aftermath(came("solved", undoes=True))
    assert not line.undo.isHidden()
    with qtbot.waitSignal(line.undo_asked):
        line.undo.click()


def test_without_a_fix_it_is_not_there(line):
    line.show_aftermath(came("solved"))
    line.show_aftermath(None)
    assert line.isHidden()


# ---------------- A proof shows pin, statement and the way to its bytes
def _row(qtbot, theme, lines, **more):
    row = EvidenceRow(theme, said_of(Pin(2, "The `exp` is past", **more), lines))
    qtbot.addWidget(row)
    row.resize(400, 40)
    row.show()
    return row


@pytest.mark.parametrize(("lines", "where"), [((13,), "line 13"), ((4, 9), "lines 4, 9"), ((), "")])
def test_the_link_names_the_lines(qtbot, light, lines, where):
    row = _row(qtbot, light, lines)
    assert row.link.text().strip() == where
    assert row.link.isHidden() is (not where)


def test_an_experiment_is_named_instead(qtbot, light):
    assert _row(qtbot, light, (), experiment="x").link.text().strip() == "experiment"


def test_an_experiment_that_is_in_the_list_has_its_number(qtbot, light):
    row = EvidenceRow(light, said_of(Pin(2, "It differs", experiment="x"), (), 3))
    qtbot.addWidget(row)
    assert row.link.text().strip() == "experiment 3"


def test_link_and_row_both_choose_the_proof(qtbot, light):
    row = _row(qtbot, light, (13,))
    chosen = []
    row.chosen.connect(chosen.append)
    qtbot.mouseClick(row.link, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(150, 15))
    qtbot.keyClick(row.link, Qt.Key.Key_Space)
    assert chosen == [2, 2, 2]


def test_names_for_tests_and_screen_readers(qtbot, light):
    row = _row(qtbot, light, (13,))
    assert row.link.objectName() == "evidence_2"
    assert row.link.accessibleName() == "Evidence 2: The exp is past, line 13"
    assert row.findChild(Disc).number == 2


# ---------------- The fixes: one filled button
FIXES = samples.finding().fixes


@pytest.fixture
def buttons(qtbot, light):
    made = FixButtons(light)
    qtbot.addWidget(made)
    made.show_fixes(FIXES, "Alt+Enter", sure=True)
    made.resize(700, 100)
    made.show()
    return made


def _shown(buttons):
    shown = [each for each in buttons.findChildren(Button) if not each.isHidden()]
    return sorted(shown, key=lambda each: (each.y(), each.x()))


def _note(buttons):
    return buttons.findChild(OneLine).accessibleName()


def test_only_the_first_fix_is_filled(buttons):
    kinds = {b.objectName(): b.property("kind") for b in _shown(buttons)}
    assert kinds == {"fix_primary": "primary", "fix_2": "secondary", "copy_verdict": "secondary"}


def test_an_unsure_verdict_fills_no_button(qtbot, buttons):
    buttons.show_fixes(FIXES, "Alt+Enter", sure=False)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert all(b.property("kind") == "secondary" for b in _shown(buttons))


def test_the_line_says_what_the_first_fix_does_with_its_keys(buttons):
    assert _note(buttons) == (
        "Changes the token from eyJh…Qm9k to a new token. "
        "Gets a new token, then sends this again. Alt+Enter"
    )


def test_the_line_follows_the_pointer_and_comes_back(qtbot, buttons):
    second = buttons.findChild(Button, "fix_2")
    QApplication.sendEvent(second, QEvent(QEvent.Type.Enter))
    assert _note(buttons) == "You type the token. Nothing is sent until you enter it."
    QApplication.sendEvent(second, QEvent(QEvent.Type.Leave))
    assert _note(buttons).endswith("Alt+Enter")


MANY = tuple(Fix(id=f"f{n}", title=f"Correct the value number {n}") for n in range(1, 6))


def test_all_buttons_stand_in_one_row_and_the_others_in_a_menu(qtbot, buttons, monkeypatch):
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)
    buttons.show_fixes(MANY, "", sure=True)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    buttons.resize(500, 100)
    names = [each.objectName() for each in _shown(buttons)]
    assert names == ["fix_primary", "copy_verdict"]
    buttons.resize(250, 100)
    assert [each.objectName() for each in _shown(buttons)] == ["fix_primary"]
    buttons.resize(1200, 100)
    qtbot.waitUntil(lambda: len({each.y() for each in _shown(buttons)}) == 1)
    names = [each.objectName() for each in _shown(buttons)]
    assert sorted(names) == ["copy_verdict", "fix_2", "fix_3", "fix_primary"]
    buttons.findChild(QToolButton, "more_fixes").click()
    (menu,) = buttons.findChildren(QMenu)
    assert [one.text() for one in menu.actions()] == [fix.title for fix in MANY[3:]]
    with qtbot.waitSignal(buttons.chosen) as chosen:
        menu.actions()[1].trigger()
    assert chosen.args == [MANY[4]]
    menu.deleteLater()


def test_the_line_is_one_line_and_its_keys_are_never_cut(buttons):
    long = Fix(id="x", title="x", sends="GET https://a.test/" + "orders/" * 40 + "7 once more")
    buttons.show_fixes((long,), "Alt+Enter", sure=True)
    line = buttons.findChild(OneLine)
    assert fix_line(long) == "Sends GET a.test/…/7 once more."
    short = Fix(id="x", title="x", sends="GET http://a.test:8080/orders once more")
    assert fix_line(short) == "Sends GET a.test:8080/orders once more."
    buttons.resize(160, 100)
    assert line.text().endswith("… Alt+Enter")
    assert "\n" not in line.text()
    assert "7 once more" in line.accessibleName()


def test_only_the_host_is_named_where_nothing_else_changes():
    change = Change(field=Field("url"), before="https://a.test/x", after="https://b.test/x")
    assert fix_note(_fix(change)) == "Changes the host from a.test to b.test."


def test_a_click_chooses_the_fix(qtbot, buttons):
    with qtbot.waitSignal(buttons.chosen) as chosen:
        qtbot.mouseClick(buttons.findChild(Button, "fix_2"), Qt.MouseButton.LeftButton)
    assert chosen.args == [FIXES[1]]
    assert buttons.first is FIXES[0]


def test_copy_is_asked_for(qtbot, buttons):
    with qtbot.waitSignal(buttons.copy_asked):
        qtbot.mouseClick(buttons.findChild(Button, "copy_verdict"), Qt.MouseButton.LeftButton)


def test_without_fixes_there_is_no_line(buttons):
    buttons.show_fixes((), "Alt+Enter", sure=True)
    assert buttons.first is None
    assert buttons.findChild(OneLine).isHidden()


def test_experiments_are_offered_before_the_fixes(qtbot, buttons):
    buttons.show_fixes(FIXES, "Alt+Enter", sure=False)
    buttons.offer(Offer("Run experiments", "Sends 4 requests.", ("a", "b")), "Ctrl+Shift+E")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    first = min(_shown(buttons), key=lambda each: each.x() + 1000 * each.y())
    assert first.objectName() == "run_experiments"
    assert [b.property("kind") for b in _shown(buttons)].count("primary") == 1
    assert _note(buttons) == "Sends 4 requests. Ctrl+Shift+E"
    with qtbot.waitSignal(buttons.experiment_asked) as asked:
        qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert asked.args == [("a", "b")]


def test_without_an_offer_the_note_is_that_of_the_fix_again(buttons):
    buttons.offer(None, "")  # wherever the pointer was left by another test
    before = _note(buttons)
    buttons.offer(Offer("Run experiments", "Sends 4 requests."), "Ctrl+Shift+E")
    buttons.offer(None, "")
    assert _note(buttons) == before
    assert "run_experiments" not in {each.objectName() for each in _shown(buttons)}


# ---------------- A fix says what it changes and sends, and shows no secret while doing so
def _fix(*changes, **more):
    return Fix(id="a", title="x", changes=changes, **more)


@pytest.mark.parametrize(
    ("fix", "note"),
    [
        (_fix(sends="GET https://a/b once more"), "Sends GET https://a/b once more."),
        (
            _fix(sends="A token request, then GET https://a"),
            "Sends a token request, then GET https://a.",
        ),
        (_fix(sends="Sends it again."), "Sends it again."),
        (
            _fix(
                Change(field=Field("credential", "kind"), before="basic", after="digest"),
                sends="GET https://a",
            ),
            "Changes the auth type from Basic to Digest. Sends GET https://a.",
        ),
        (
            _fix(Change(field=Field("headers", "X-Key"), operation="remove")),
            "Removes the header X-Key.",
        ),
        (_fix(Change(field=Field("url"), after="https://b")), "Sets the address to https://b."),
        (
            _fix(
                Change(field=Field("credential", "token"), operation="transform", transform="trim")
            ),
            "Changes the token.",
        ),
        (
            _fix(
                Change(field=Field("credential", "user"), ask=True),
                Change(field=Field("credential", "password"), ask=True),
            ),
            "You type the user name and the password.",
        ),
        (
            _fix(sends="POST https://a", risk="unsafe-method"),
            "Sends POST https://a. This can change something there.",
        ),
        (
            _fix(sends="GET https://a", risk="login-attempt"),
            "Sends GET https://a. This counts as a login attempt.",
        ),
        (
            _fix(Change(field=Field("url"), after="https://b"), risk="new-host"),
            (
                "Sets the address to https://b. You are asked first: the host has not had the "
                "credential so far."
            ),
        ),
        (
            _fix(Change(field=Field("token-request", "scope"), after="a:b", operation="action")),
            "Asks for a:b as the scope in the token request.",
        ),
        (
            _fix(
                Change(field=Field("credential", "kind"), operation="action"),
                Change(field=Field("headers", "Authorization"), operation="remove"),
            ),
            "Removes the header Authorization.",
        ),
        (_fix(Change(field=Field("environment", "api"), ask=True)), "You type the value of api."),
        (
            _fix(
                Change(field=Field(""), operation="tell"),
                message="Dear admin",
                action=Action("copy-message"),
            ),
            "Copies a text for whoever must act; nothing is sent.",
        ),
    ],
)
def test_one_line_says_it_all(fix, note):
    assert fix_note(fix) == note


def test_a_secret_in_an_address_is_masked():
    note = fix_note(
        _fix(Change(field=Field("url"), before="https://a/?api_key=" + "k" * 40, after="https://b"))
    )
    assert "k" * 20 not in note


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("query.page", "the query parameter page"),
        ("options.verify_tls", "verify tls"),
        ("other", "other"),
    ],
)
def test_fields_have_names(field, words):
    assert field_words(field) == words


# ---------------- The causes further down: ranks, reasons, and those ruled out with the fact
@pytest.fixture
def causes(qtbot, light):
    made = OtherCauses(light)
    qtbot.addWidget(made)
    made.resize(200, 400)
    made.show()
    return made


def _texts(causes):
    return [label.text() for label in causes.findChildren(Label) if label.isVisible()]


def test_ranks_names_reasons_and_words(causes):
    causes.show_causes(REPORT.others, REPORT)
    rows = causes.findChildren(CauseRow)
    assert len(rows) == 3
    assert rows[0].accessibleName() == (
        "2. The token was revoked, Possible: Nobody asked the login provider about it"
    )
    assert causes.findChild(type(causes._list), "causes_list").isVisible()


def test_those_ruled_out_are_counted_and_asked_for(qtbot, causes):
    causes.show_causes((), REPORT)
    more = causes.findChild(Button, "excluded_causes")
    assert more.text().strip() == "8 others, 2 ruled out"
    assert samples.RULED_OUT[0].reason not in _texts(causes)
    with qtbot.waitSignal(causes.excluded_asked) as asked:
        qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert asked.args == [more]


def test_experiments_that_come_later_move_nothing(causes):
    causes.show_causes(REPORT.others, REPORT)
    QApplication.sendPostedEvents()
    before = causes.heightForWidth(200)
    causes.offer(Offer("Run 6 more experiments", ""))
    QApplication.sendPostedEvents()
    assert causes.heightForWidth(200) == before


def test_another_verdict_replaces_the_rows(qtbot, causes):
    causes.show_causes(REPORT.others, REPORT)
    causes.show_causes((), verdict_report(Verdict()))
    assert _texts(causes) == ["No other cause fits"]


def test_what_else_can_be_tried_is_a_link(qtbot, causes):
    link = causes.findChild(Button, "more_experiments")
    causes.show_causes((), verdict_report(Verdict()))
    causes.offer(None)
    assert link.isHidden()
    causes.offer(Offer("Run 6 more experiments", "Sends 8 requests at most."))
    assert link.accessibleName() == "Run 6 more experiments"
    assert link.accessibleDescription() == "Sends 8 requests at most."
    with qtbot.waitSignal(causes.experiment_asked) as asked:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert asked.args == [()]


def test_words_that_are_too_long_are_cut_and_kept_as_a_tool_tip(causes):
    causes.resize(120, 400)
    causes.offer(Offer("Run 6 more experiments", ""))
    link = causes.findChild(Button, "more_experiments")
    assert "…" in link.text()
    assert link.toolTip() == "Run 6 more experiments"


# ---------------- The verdict card
def _lines(answer):
    shown = View(entries=frozenset(range(len(answer.attempt.exchanges))))
    return exchange_lines(answer.attempt, answer.annotations, answer.verdict, shown)


def _card(qtbot, theme, answer):
    card = VerdictCard(theme)
    qtbot.addWidget(card)
    card.show_verdict(answer.verdict, _lines(answer), "Alt+Enter")
    card.resize(756, 300)
    card.show()
    return card


def _filled(card):
    shown = [each for each in card.findChildren(Button) if each.isVisible()]
    return [each.objectName() for each in shown if each.property("kind") == "primary"]


def _title(card):
    return card.findChild(QLabel, "verdict_title")


def test_sentence_proofs_and_fixes(qtbot, light):
    card = _card(qtbot, light, samples.expired())
    assert _title(card).text() == "Your access token expired 27 minutes ago"
    assert card.findChild(Button, "evidence_1").text().strip() == "line 13"
    assert card.findChild(Button, "evidence_2").text().strip() == "lines 4, 9"
    assert card.findChild(Button, "fix_primary").text().strip() == "Get a fresh token and resend"
    assert card.first_fix.id == "fresh-token"


def test_exactly_one_button_is_filled(qtbot, light):
    card = _card(qtbot, light, samples.expired())
    assert _filled(card) == ["fix_primary"]


def test_a_proof_is_chosen_and_focused(qtbot, light):
    card = _card(qtbot, light, samples.expired())
    with qtbot.waitSignal(card.proof_chosen) as chosen:
        qtbot.mouseClick(card.findChild(Button, "evidence_2"), Qt.MouseButton.LeftButton)
    assert chosen.args == [2]
    card.focus_proof(1)
    assert card.focusWidget() is card.findChild(Button, "evidence_1")


def test_the_sentence_takes_the_focus_and_shows_it(qtbot, light):
    card = _card(qtbot, light, samples.expired())
    card.activateWindow()
    card.findChild(Button, "fix_primary").setFocus()
    before = _title(card).grab().toImage()
    card.focus_title()
    qtbot.waitUntil(_title(card).hasFocus)
    assert _title(card).grab().toImage() != before


def test_the_question_is_text_where_nothing_can_be_told(qtbot, light):
    card = _card(qtbot, light, samples.untold())
    texts = [label.text() for label in card.findChildren(QLabel) if not label.isHidden()]
    assert "What would tell: Is the reply the same without a token?" in texts
    assert _filled(card) == []


def test_a_later_verdict_leaves_nothing_of_the_one_before(qtbot, light):
    card = _card(qtbot, light, samples.expired())
    answer = samples.refused_connection()
    card.show_verdict(answer.verdict, _lines(answer), "")
    assert _title(card).text().startswith("Nothing listens")

    def shown():
        return sorted(b.objectName() for b in card.findChildren(Button) if b.isVisible())

    qtbot.waitUntil(lambda: shown() == ["copy_verdict", "evidence_1", "fix_primary"])


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_longer_text_and_larger_fonts_fit(qtbot, light, percent):
    found = samples.finding()
    title, text = (
        f"{part} {part[: len(part) * 2 // 5]}" for part in (found.title, found.explanation)
    )
    card = _card(qtbot, light, samples.expired(title=title, explanation=text))
    light.set_percent(percent)
    try:
        card.arrange(760)
        height = card.heightForWidth(760)
        card.resize(760, height)
        qtbot.waitUntil(lambda: card.layout().geometry().width() == 760)
        card.resize(760, card.heightForWidth(760))
        QApplication.processEvents()
        for label in card.findChildren(QLabel):
            if label.isVisible() and label.text() and label.wordWrap():
                assert label.height() >= label.heightForWidth(label.width()), label.text()
        for button in card.findChildren(Button):
            if button.isVisible():
                assert button.width() >= button.sizeHint().width(), button.text()
    finally:
        light.set_percent(100)


def test_every_focusable_part_has_a_name(qtbot, light):
    card = _card(qtbot, light, samples.expired())
    nameless = [
        widget
        for widget in card.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not widget.accessibleName()
    ]
    assert not nameless


def test_each_place_of_a_proof_gives_one_line_number():
    answer = samples.expired()
    assert [numbers_of(pin, _lines(answer)) for pin in pins(answer.verdict)] == [(13,), (4, 9)]


def test_where_two_causes_fit_the_experiment_is_the_filled_button(qtbot, light):
    answer = samples.untold()
    card = _card(qtbot, light, answer)
    card.show_experiments(answer.verdict, trials.tried(()), "Ctrl+Shift+E")
    assert _title(card).text().startswith("Two causes fit: ")
    assert _filled(card) == ["run_experiments"]
    with qtbot.waitSignal(card.experiment_asked) as asked:
        qtbot.mouseClick(card.findChild(Button, "run_experiments"), Qt.MouseButton.LeftButton)
    assert asked.args == [("without-credentials",)]


def test_the_rest_can_be_run_from_the_other_causes(qtbot, light):
    answer = trials.with_proof()
    card = _card(qtbot, light, answer)
    card.show_experiments(answer.verdict, trials.tried(trials.OUTCOMES[:1]), "Ctrl+Shift+E")
    card.show_lines(answer.verdict, _lines(answer))
    assert _filled(card) == ["fix_primary"]
    assert card.findChild(Button, "evidence_3").text().strip() == "experiment 1"
    link = card.findChild(Button, "more_experiments")
    assert link.text().strip() == "Run 3 more experiments"
    with qtbot.waitSignal(card.experiment_asked) as asked:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert asked.args == [()]


def test_lines_shown_twice_at_once_leave_no_window_behind(qtbot, light):
    answer = samples.expired()
    card = _card(qtbot, light, answer)
    card.show_lines(answer.verdict, _lines(answer))
    card.show_lines(answer.verdict, _lines(answer))
    shown = []
    qtbot.wait(20)
    shown += [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert shown == [card]


LIMIT = Limit(
    scheme="NTLM",
    title="This program can't send NTLM yet",
    text="a.test asks for NTLM and nothing else.",
    fix=Fix(
        id="copy-curl",
        title="Copy the curl command",
        action=Action("copy-command"),
        message="curl x",
    ),
)


def test_what_can_t_be_sent_has_a_command_and_no_rank(qtbot, light):
    card = _card(qtbot, light, samples.expired())
    card.show_verdict(Verdict(entry=0, limit=LIMIT), (), "Alt+Enter")
    assert _title(card).text() == LIMIT.title
    assert card.findChild(QLabel, "curl_command").text() == "curl x"
    assert card.first_fix is LIMIT.fix
    qtbot.waitUntil(lambda: _filled(card) == ["fix_primary"])
    assert not card.findChildren(Meter)[0].isVisible()
    assert not card.findChild(Button, "advice_fold").isVisible()
    assert "Certain" not in announcement("401", Verdict(limit=LIMIT), 0)
    card.show_verdict(samples.expired().verdict, _lines(samples.expired()), "Alt+Enter")
    assert not card.findChild(QLabel, "curl_command").isVisible()
    assert card.findChildren(Meter)[0].isVisible()


def test_it_stands_below_a_cause_as_well(qtbot, light):
    answer = samples.expired()
    both = msgspec.structs.replace(answer.verdict, limit=LIMIT)
    card = _card(qtbot, light, answer)
    card.show_verdict(both, _lines(answer), "Alt+Enter")
    assert _title(card).text() == "Your access token expired 27 minutes ago"
    assert card.findChild(QLabel, "curl_command").isVisible()
    assert card.findChildren(Meter)[0].isVisible()


def test_causes_that_look_alike_stand_in_a_table_with_their_signs(qtbot, light):
    attempt = attempt_of(
        "> GET https://api.test/a\n> X-Api-Key: 0123456789abcdef\n< 401 Unauthorized"
    )
    verdict = diagnose(attempt)
    card = VerdictCard(light)
    qtbot.addWidget(card)
    card.show_verdict(verdict, (), "")
    card.show()
    table = card.findChild(QWidget, "doubt_table")
    assert table.isVisible()
    spoken = [each.accessibleName() for each in table.findChildren(Label) if each.accessibleName()]
    assert "Revoked, possible: a made-up one is answered otherwise; same read" in spoken
    assert len(spoken) == len(verdict.doubts) == 7
    assert "7 possible, none likelier" in _texts(card)
    assert not card.findChild(QWidget, "causes_list").isVisible()
    card.show_verdict(samples.expired().verdict, (), "")
    assert not table.isVisible()


# ---------------- Every other cause, over the window
@pytest.fixture
def opened(qtbot, light):
    """Return the card and the list that its button opened."""
    answer = samples.expired()
    place = Place(entry=0, side="reply", part="header", index=3, name="www-authenticate")
    first, *rest = answer.verdict.ruled_out
    out = (msgspec.structs.replace(first, by_fact=True, place=place), *rest)
    verdict = msgspec.structs.replace(answer.verdict, ruled_out=out)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1200, 800)
    card = VerdictCard(light)
    card.setParent(window)
    card.setGeometry(100, 20, 700, 300)
    card.show_verdict(verdict, _lines(answer), "")
    window.show()
    qtbot.mouseClick(card.findChild(Button, "excluded_causes"), Qt.MouseButton.LeftButton)
    popover = window.findChild(CausesPopover)
    qtbot.waitUntil(popover.isVisible)
    yield card, popover
    window.hide()


def test_it_has_two_columns_and_lies_within_the_window(opened):
    _card, popover = opened
    assert popover.window().rect().contains(popover.geometry())
    said = _texts(popover)
    assert "Ruled out by a fact" in said
    assert "Nothing speaks for it" in said
    assert sum(isinstance(each, ExcludedRow) for each in popover.findChildren(QWidget)) == 8


def test_a_fact_with_bytes_leads_to_its_line(opened, qtbot):
    card, popover = opened
    link = next(each for each in popover.findChildren(Button))
    assert link.text().strip() == "line 11"
    assert "ruled out by a fact" in link.accessibleName().lower()
    with qtbot.waitSignal(card.line_chosen) as chosen:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert chosen.args[0] > 0
    assert popover.isHidden()


def test_keys_walk_its_columns_and_esc_gives_the_focus_back(opened, qtbot):
    card, popover = opened
    popover.activateWindow()
    stops = [row.stop for row in popover.findChildren(ExcludedRow)]
    first = QApplication.focusWidget()
    assert first in stops
    qtbot.keyClick(first, Qt.Key.Key_Down)
    second = QApplication.focusWidget()
    assert second in stops and second is not first  # noqa: PT018 - one fact
    qtbot.keyClick(second, Qt.Key.Key_Right)
    assert QApplication.focusWidget() not in (first, second)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert popover.isHidden()
    assert QApplication.focusWidget() is card.findChild(Button, "excluded_causes")


def test_a_narrow_card_keeps_the_others_behind_a_count(qtbot, light):
    answer = samples.expired()
    card = VerdictCard(light)
    qtbot.addWidget(card)
    card.resize(560, 400)
    card.show()
    card.show_verdict(answer.verdict, _lines(answer), "")
    count = card.findChild(Button, "other_causes")
    assert count.isVisible()
    assert count.text().strip() == "3 other causes"
    card.resize(760, 400)
    qtbot.waitUntil(count.isHidden)
    card.resize(560, 400)
    qtbot.waitUntil(count.isVisible)
    qtbot.mouseClick(count, Qt.MouseButton.LeftButton)
    popover = card.findChild(CausesPopover)
    assert len(popover.findChildren(CauseRow)) == 3
