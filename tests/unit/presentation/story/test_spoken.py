"""What screen readers hear of a story, and the ways through it by keys."""

import pytest

from inspector.presentation.story import walk
from inspector.presentation.story.details import details
from inspector.presentation.story.headline import headline
from inspector.presentation.story.layout import Room, layout
from inspector.presentation.story.outline import outline
from inspector.presentation.story.spoken import Spoken
from tests.fixtures import story_samples as samples


class Read:
    """A story with its picture and its words."""

    def __init__(self, sample):
        self.attempt, self.story, self.verdict = sample
        self.told = outline(*sample)
        self.graph = layout(self.told, Room(width=1328))
        self.spoken = Spoken(self.told, self.graph)
        self.rows = {row.name: place for place, row in enumerate(self.graph.rows)}

    def column(self, number):
        return next(n for n, one in enumerate(self.graph.columns) if one.number == number)

    def cell(self, row, number):
        return self.spoken.cell(self.rows[row], self.column(number))

    def details(self, row, number):
        trace = (self.attempt, (), self.verdict)
        return details(self.told, self.graph, (self.rows[row], self.column(number)), trace)


@pytest.fixture(scope="module")
def reused():
    return Read(samples.refresh_reused())


@pytest.fixture(scope="module")
def healthy():
    return Read(samples.healthy_login())


@pytest.fixture(scope="module")
def redirected():
    return Read(samples.redirected())


def test_an_event_has_its_credential_entry_time_evidence_and_place(reused):
    assert reused.cell("Refresh token", "36") == (
        "Refresh token ending Kd82, refused in entry 36, 14:16:02, sent again. Evidence 3. "
        "Event 3 of 3. Step 10 of 12."
    )


def test_a_folded_step_says_how_often(reused):
    assert reused.cell("Entries", "37–86") == (
        "Entries 37 to 86, 50 times GET api.example.com, 401"
    )
    assert reused.cell("Access token", "37–86").startswith(
        "Access token ending p2Ra, refused 50 times in entries 37 to 86, 14:16:03, still …p2Ra."
    )


def test_what_was_not_sent_says_so(redirected):
    assert redirected.cell("Access token", "3").startswith(
        "Access token ending Hd7s, not sent in entry 3, 14:02:11, not sent: other host. Evidence 2."
    )


def test_a_reason_of_a_healthy_story_is_no_evidence(healthy):
    assert "Reason 1." in healthy.cell("Access token", "6")
    assert "Evidence" not in healthy.cell("Access token", "6")


def test_an_intention_has_its_outcome(reused):
    assert reused.cell("What was wanted", "2") == "Sign in, got it"
    assert reused.cell("What was wanted", "36") == "Show orders, refused"


def test_rows_and_steps_without_anything_are_silent(reused):
    assert reused.cell("Refresh token", "1") == ""
    assert reused.cell("api.example.com", "1") == ""
    assert reused.cell("shop.example.com", "1").startswith("Entry 1, GET shop.example.com/, 200")


def test_the_tip_of_an_entry_is_one_line(reused):
    assert reused.spoken.tip(reused.column("36")) == (
        "36, POST login.example.com/oauth2/token, 400, 92 ms"
    )


# ---------------------------------------------------------------- ways
def test_along_a_line_only_its_events_are_met(reused):
    row, end = reused.rows["Refresh token"], reused.column("36")
    assert walk.along(reused.spoken, (row, end), -1) == (row, reused.column("20"))
    assert walk.along(reused.spoken, (row, end), 1) is None
    assert walk.end(reused.spoken, (row, end), last=False) == (row, reused.column("5"))


def test_across_lines_the_same_step_comes_first_then_the_nearest(reused):
    row, column = reused.rows["Refresh token"], reused.column("20")
    below = walk.across(reused.spoken, reused.graph, (row, column), 1)
    assert below == (reused.rows["Refresh token, new"], column)
    above = walk.across(reused.spoken, reused.graph, (row, column), -1)
    assert above == (reused.rows["login.example.com"], column)
    last = reused.rows["Access token"], reused.column("37–86")
    assert walk.across(reused.spoken, reused.graph, last, 1) == (
        reused.rows["Session cookie"],
        reused.column("3"),
    )


def test_from_intention_to_intention(reused):
    row = reused.rows["Refresh token"]
    here = (row, reused.column("36"))
    back = walk.intention(reused.spoken, reused.graph, here, -1)
    assert back == (walk.ENTRIES_ROW, reused.column("35"))
    onwards = walk.intention(reused.spoken, reused.graph, here, 1)
    assert onwards == (walk.ENTRIES_ROW, reused.column("87"))


# ---------------------------------------------------------------- card and details
def test_the_card_says_the_cause_with_its_pair(reused):
    said = headline(reused.told, reused.verdict)
    assert said.title == "Your refresh token was sent twice, so no new access token came"
    assert [line.where for line in said.proofs] == ["entry 20", "entry 35", "entry 36"]
    assert (said.edge, said.pair, said.fix.title) == (
        "err_fill", (19, 35), "Log in again and resend",
    )  # fmt: skip


def test_the_card_of_a_healthy_story_is_green_without_a_button(healthy):
    said = headline(healthy.told, healthy.verdict)
    assert said.title == "Nothing to explain: 2 refusals are part of what went well"
    assert (said.edge, said.colour, said.fix, said.certainty) == ("ok_fill", "ok", None, None)
    assert [line.where for line in said.proofs] == ["entry 6", "entry 34"]


def test_details_show_pinned_bytes_and_what_differs(reused):
    said = reused.details("Refresh token", "36")
    assert said.title == "Entry 36: refresh token …Kd82 refused"
    assert said.lead == "POST login.example.com/oauth2/token, 400 Bad Request, 14:16:02, 92 ms"
    assert {3} == {pin for line in said.lines for pin in line.pins}
    assert said.against == "Against entry 20, where it was accepted"
    assert [(one.same, one.what, one.text) for one in said.contrasts] == [
        (True, "Same", "method, host, path"),
        (False, "Use", "the second time, was the first time"),
        (False, "When", "34 min 32 s later"),
    ]
    assert "rt_9fX2mLqa77Kd82" not in str(said)


def test_details_of_a_healthy_refusal_name_the_same_request_later(healthy):
    said = healthy.details("Access token", "6")
    assert (said.title, said.colour) == ("Entry 6: answered as it should be", "ok")
    assert (said.other, said.against) == (16, "Against entry 17, the same request later")
