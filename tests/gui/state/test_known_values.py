"""A secret of this run is masked wherever a server repeats it, in every view."""

import msgspec

from inspector.gui.response.reply_tabs import BODY, RAW, TIMELINE
from inspector.gui.response.response_pane import ResponsePane
from inspector.gui.state.attempts import Attempts
from inspector.gui.state.tools import known_of
from inspector.model.message import Header
from tests.gui import answer_samples as samples

SECRET = "correct horse battery"


def _echoing():
    reply = msgspec.structs.replace(
        samples.refusal(),
        reason=f"no {SECRET}",
        headers=(Header("X-Echo", f"you sent {SECRET}!"), Header("Content-Type", "text/plain")),
        body=f"Sorry, {SECRET} is wrong.".encode(),
    )
    request = msgspec.structs.replace(
        samples.request_message(), target="/v1?who=correct%20horse%20battery"
    )
    answer = samples.expired()
    exchange = samples.exchange(request=request, reply=reply, raw_sent=b"", raw_received=b"")
    answer.attempt = msgspec.structs.replace(answer.attempt, exchanges=(exchange,))
    answer.verdict = samples.success().verdict
    answer.annotations = ()
    return answer


def _shown(pane):
    yield pane.body.tabs.exchange.view.toPlainText()
    yield pane.status.pill.text
    pane.body.tabs.tabs.setCurrentIndex(TIMELINE)
    yield pane.body.tabs.timeline.model().index(0, 0).data()
    for index, view in ((BODY, pane.body.tabs.body), (RAW, pane.body.tabs.raw)):
        pane.body.tabs.tabs.setCurrentIndex(index)
        rows = view.lines.rows
        yield "\n".join(rows.text(row) for row in range(len(rows)))


def test_the_vaults_values_are_masked_in_every_view(qtbot, panel_tools):
    panel_tools.vault.put(SECRET)
    assert known_of(panel_tools).spans(SECRET) == ((0, len(SECRET)),)
    attempts = Attempts()
    pane = ResponsePane(attempts, panel_tools)
    qtbot.addWidget(pane)
    attempts.add(_echoing())
    for text in _shown(pane):
        assert text
        assert "battery" not in text


def test_they_are_shown_when_secrets_are(qtbot, panel_tools):
    panel_tools.vault.put(SECRET)
    panel_tools.choices.change(secrets_hidden=False)
    attempts = Attempts()
    pane = ResponsePane(attempts, panel_tools)
    qtbot.addWidget(pane)
    attempts.add(_echoing())
    assert sum("battery" in text for text in _shown(pane)) == 3
