"""A run in words: groups, counts, titles, what a fix for a group is called, reports."""

from datetime import UTC, datetime

import msgspec
import pytest

from inspector.model.fix import Fix
from inspector.model.kinds.bearer import Bearer
from inspector.model.message import Reply
from inspector.model.request import Capture, Expectation
from inspector.model.secret import SecretRef
from inspector.presentation.runs.run_report import headline, report_of, written
from inspector.presentation.runs.run_rows import counts, groups, new_rows, rows_in_order
from inspector.presentation.runs.run_words import (
    flip_words,
    for_group,
    place_words,
    ready_lead,
    run_lead,
    run_title,
)
from inspector.protocol.redaction import Known
from inspector.workbench.runs.watching import Flip
from tests.unit.workbench.test_running import Sender, one, ran

NOTHING = Known()
TOKEN = Bearer(token=SecretRef(place="text", name="abc"))


@pytest.fixture(scope="module")
def results():
    """Two refused, one that is not as expected, one that keeps a value; one more is to go."""
    replies = [Reply(status=401)] * 2 + [Reply(status=200)] * 2
    runs = (
        one("a", credential=TOKEN),
        one("b", credential=TOKEN, method="PUT"),
        one("c", expectations=(Expectation(of="header", name="ETag"),)),
        one("d", captures=(Capture(variable="x"),)),
        one("e"),
    )
    runs = tuple(msgspec.structs.replace(run, number=at) for at, run in enumerate(runs))
    return runs, {each.run.number: each for each in ran(Sender(*replies), *runs[:4])}


def test_groups_stand_in_the_order_of_what_needs_a_person(results):
    found = groups(*results, NOTHING)
    assert [group.kind for group in found] == ["refused", "unexpected", "expected", "to-go"]
    assert [[row.name for row in group.rows] for group in found] == [
        ["a", "b"],
        ["c"],
        ["d"],
        ["e"],
    ]
    assert found[0].title.startswith("2 refused for the same reason: ")
    assert found[1].title == "1 not as expected: ETag is not there."
    assert found[2].rows[0].detail == "x kept"


def test_counts_and_titles(results):
    counted = counts(*results)
    assert (counted.expected, counted.refused, counted.unexpected, counted.to_go) == (1, 2, 1, 1)
    assert counted.spoken.startswith("4 of 5 sent, 1 as expected, 2 refused")
    assert run_title(counted, 1) == "2 of 4 refused, all for one reason"
    assert run_title(counted, 2) == "2 of 4 refused, for 2 reasons"
    assert run_title(counted, 1, stopped=True) == "Stopped after 4 of 5"
    whole = msgspec.structs.replace(counted, refused=0, unexpected=0, expected=4)
    assert run_title(whole, 0) == "All 4 as expected"
    moment = datetime(2026, 3, 4, 14, 36, 2, tzinfo=UTC)
    assert run_lead("S", "E", moment, parallel=1) == "S in E, in order, started 14:36:02."
    assert run_lead("S", "", moment, parallel=4) == "S, 4 at once, started 14:36:02."
    told = "Sends 5 requests. 1 of them may change something there."
    assert ready_lead(results[0]) == told


def test_only_what_is_another_verdict_is_new(results):
    runs, now = results
    rows = rows_in_order(runs, now, NOTHING)
    before = {**now, 0: now[3], 4: now[3]}
    assert [row.name for row in new_rows(rows, now, before)] == ["a"]


def test_a_fix_says_that_it_is_for_all_only_where_it_can_be(results):
    answer = results[1][0].answer
    fixes = (Fix(id="a", title="Renew it"), Fix(id="b", title="Copy", message="Dear owner"))
    finding = msgspec.structs.replace(answer.verdict.findings[0], fixes=fixes)
    verdict = msgspec.structs.replace(answer.verdict, findings=(finding,))
    answer = msgspec.structs.replace(answer, verdict=verdict)
    named = for_group(answer, 6).verdict.findings[0].fixes
    assert [fix.title for fix in named] == ["Renew it, for all 6", "Copy"]
    assert for_group(answer, 1) is answer


def test_a_flip_says_when_what_and_from_what(results):
    _, now = results
    flip = Flip(moment=datetime(2026, 3, 4, 14, 36, 2, tzinfo=UTC), before=now[0], after=now[3])
    assert flip_words(flip, NOTHING) == "14:36:02: d was refused, 401, now 200."
    group = (now[0], now[1])
    assert place_words(now[1], group) == "b, 2 of the 2"


def test_a_report_masks_what_is_known(results):
    report = report_of(list(results[1].values()), Known(("ETag is",)))
    assert headline(report) == "2 of 4 refused, all for one reason."
    for kind in ("json", "junit", "markdown", "csv", "text"):
        assert "ETag is" not in written(report, kind)
