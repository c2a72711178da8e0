"""The JSON of a send tells each exchange."""

from inspector.export.send_json import send_object
from inspector.model.attempt import Attempt
from inspector.model.finding import Verdict


def test_each_exchange_is_told(answer):
    made = send_object(answer.attempt, answer.verdict)
    assert [one["status"] for one in made["exchanges"]] == [302, 401, None]
    assert made["status"] == 401  # of the last reply, though a failure came after it
    assert made["exchanges"][1]["purpose"] == "redirect"
    assert made["exchanges"][2]["failure"]["kind"] == "refused"
    assert made["exchanges"][1]["reply"]["reason"] == "Unauthorized"
    assert made["exchanges"][1]["request"]["headers"][3]["value"] == "grüße `code` <b>&amp;</b>"


def test_nothing_sent_has_no_status():
    made = send_object(Attempt(), Verdict())
    assert (made["status"], made["exchanges"]) == (None, [])
