"""Stories of the design are laid out as their pictures show them."""

from itertools import pairwise

import msgspec
import pytest

from inspector.presentation.story.column_layout import TURN
from inspector.presentation.story.layout import Room, layout
from inspector.presentation.story.letter_widths import width
from inspector.presentation.story.outline import outline
from tests.fixtures import story_samples as samples
from tests.fixtures.processor_time import within

WIDE, NARROW = Room(width=1328), Room(width=1068, names=160, low=True)


def picture(sample, room=WIDE, level=None, opened=frozenset()):
    return layout(outline(*sample), room, level, opened)


@pytest.fixture(scope="module")
def reused():
    return picture(samples.refresh_reused())


def _marks(graph, row):
    names = [line.name for line in graph.rows]
    at = names.index(row)
    return [
        (graph.columns[mark.column].number, mark.kind, mark.count)
        for mark in graph.marks
        if mark.row == at
    ]


def test_eighty_seven_entries_are_twelve_steps(reused):
    assert [column.number for column in reused.columns] == [
        "1", "2", "3", "4", "5", "6–19", "20", "21–34", "35", "36", "37–86", "87",
    ]  # fmt: skip
    assert reused.lead == "87 entries in 12 steps, 13:11:52 to 14:16:31"
    assert reused.columns_end <= reused.width


def test_rows_are_the_page_the_hosts_and_the_credentials_pinned_ones_first(reused):
    names = [(row.kind, row.name) for row in reused.rows]
    assert names[2:] == [
        ("party", "Page"),
        ("party", "shop.example.com"),
        ("party", "login.example.com"),
        ("party", "api.example.com"),
        ("credential", "Refresh token"),
        ("credential", "Refresh token, new"),
        ("credential", "Access token"),
        ("credential", "Session cookie"),
    ]
    assert [row.tail for row in reused.rows[-4:]] == ["…Kd82", "…Zt4m", "2 values", "SSO …81ce"]


def test_marks_say_what_happened_with_how_many(reused):
    assert _marks(reused, "Refresh token") == [
        ("5", "issued", 1), ("20", "accepted", 1), ("36", "refused", 1),
    ]  # fmt: skip
    assert _marks(reused, "Access token") == [
        ("5", "issued", 1), ("6–19", "accepted", 14), ("20", "issued", 1),
        ("21–34", "accepted", 14), ("35", "refused", 1), ("37–86", "refused", 50),
    ]  # fmt: skip


def test_a_used_up_token_is_dashed_until_it_is_sent_again_and_ends_there(reused):
    row = [line.name for line in reused.rows].index("Refresh token")
    looks = [piece.look for piece in reused.pieces if piece.row == row and piece.look != "use"]
    assert looks == ["kept", "used-up"]
    assert [stop.look for stop in reused.stops if stop.row == row] == []


def test_an_expired_token_is_hatched_from_its_tick_in_the_turning_point(reused):
    row = [line.name for line in reused.rows].index("Access token")
    tick = next(stop for stop in reused.stops if (stop.row, stop.look) == (row, "expired"))
    turn = reused.turn
    assert turn.x < tick.x < turn.x + turn.width
    hatched = [piece for piece in reused.pieces if piece.look == "expired"]
    assert min(piece.x1 for piece in hatched) == tick.x
    assert max(piece.x2 for piece in hatched) == reused.columns_end
    assert "goes-on-refused" in {stop.look for stop in reused.stops if stop.row == row}


def test_the_turning_point_stands_right_before_the_first_refusal(reused):
    turn, columns = reused.turn, reused.columns
    assert columns[turn.column].number == "35"
    assert turn.x + turn.width == pytest.approx(columns[turn.column].x)
    assert turn.width >= TURN
    assert (turn.time, turn.silence) == ("13 min 18 s", "without a call")
    assert turn.spoken == (
        "Turning point. Last accepted 14:02:32 in entry 34. Between: exp 14:11:30 passed. "
        "Refused from 14:16:02 on, entry 35."
    )


def test_a_pin_stands_on_the_head_and_on_the_credential(reused):
    heads = {column.number: [disc.number for disc in column.pins] for column in reused.columns}
    assert (heads["20"], heads["35"], heads["36"]) == ([1], [2], [3])
    on_marks = {disc.number: mark.column for mark in reused.marks for disc in mark.pins}
    assert {number: reused.columns[at].number for number, at in on_marks.items()} == {
        1: "20",
        3: "36",
    }
    turn = reused.turn
    lower = [
        disc for disc in reused.discs if disc.number == 2 and turn.x < disc.x < turn.x + turn.width
    ]
    assert len(lower) == 1  # the second at its tick


def test_the_new_token_hangs_on_the_one_it_was_issued_for(reused):
    rows = {line.name: line.y for line in reused.rows}
    link = reused.links[0]
    assert (link.top, link.bottom) == (rows["Refresh token"], rows["Refresh token, new"])


def test_words_say_what_the_bytes_say(reused):
    assert {note.words for note in reused.notes} >= {
        "used up", "sent again", "never sent", "exp 14:11:30", "…p2Ra", "still …p2Ra",
    }  # fmt: skip


def test_a_healthy_story_has_no_turning_point_and_no_red():
    graph = picture(samples.healthy_login())
    assert graph.turn is None
    assert {chip.answered for chip in graph.chips} == {"accepted", "redirect", "expected"}
    assert all(disc.healthy for disc in graph.discs)
    assert _marks(graph, "Access token")[0] == ("6", "none", 1)
    assert {note.words for note in graph.notes} >= {"none yet", "none left", "used once", "cleared"}


def test_pages_are_named_as_long_as_they_were_open():
    graph = picture(samples.healthy_login())
    assert [bar.words for bar in graph.bars] == [
        "shop.example.com", "login.example.com", "shop.example.com",
    ]  # fmt: skip


def test_three_exchanges_have_room_for_their_reasons():
    graph = picture(samples.redirected())
    assert [chip.text for chip in graph.chips] == [
        "200 OK", "308 Permanent Redirect", "401 Unauthorized",
    ]  # fmt: skip
    assert _marks(graph, "Access token")[-1] == ("3", "not-sent", 1)
    assert {note.words for note in graph.notes} >= {"not sent: other host"}
    assert len(graph.curves) == 1


@pytest.mark.parametrize("room", [WIDE, NARROW], ids=["1440", "1180"])
@pytest.mark.parametrize(
    "sample",
    [samples.refresh_reused, samples.healthy_login, samples.redirected, samples.many_notes],
)
def test_a_story_fits_and_its_words_never_meet(sample, room):
    graph = picture(sample(), room)
    assert graph.columns_end <= graph.width <= room.width + 1
    for row in range(len(graph.rows)):
        spans = sorted((note.x, note.x + note.width) for note in graph.notes if note.row == row)
        spans += [
            (disc.x - 8, disc.x + 8)
            for mark in graph.marks
            if mark.row == row
            for disc in mark.pins
        ]
        spans.sort()
        assert all(one[1] <= other[0] for one, other in pairwise(spans))


@pytest.mark.parametrize("level", range(1, 8))
def test_each_entry_stands_in_one_step_at_every_level(level):
    graph = picture(samples.many_notes(), WIDE, level)
    assert sorted(entry for column in graph.columns for entry in column.entries) == list(range(100))
    firsts = [column.entries[0] for column in graph.columns]
    assert firsts == sorted(firsts)
    refused = next(column for column in graph.columns if column.number == "84")
    assert refused.entries == (83,)


def test_a_hundred_entries_fit_and_tell_pinned_ones_in_full():
    graph = picture(samples.many_notes())
    slim = [column for column in graph.columns if column.slim]
    assert slim
    assert all(not column.path and not column.pins for column in slim)
    assert {disc.number for column in graph.columns for disc in column.pins} == {1, 2, 3}


def test_ten_thousand_entries_are_under_forty_steps_soon():
    attempt, story, verdict = samples.many_notes(10_000)
    told = outline(attempt, story, verdict)
    graph = within(2, layout, told, WIDE)  # the goal, 0.1, is measured in the benchmarks
    assert len(layout(told, WIDE, 7).columns) < 40
    assert graph.columns_end <= graph.width <= WIDE.width + 1


def test_an_opened_step_shows_its_ends():
    sample = samples.refresh_reused()
    graph = picture(sample, WIDE, 2, frozenset({36}))
    inside = [column.number for column in graph.columns if 36 <= column.entries[0] <= 85]
    assert inside == ["37", "38", "39", "40–83", "84", "85", "86"]
    assert graph.columns_end > WIDE.width  # then it scrolls sideways


def test_words_are_cut_with_a_sign():
    graph = picture(samples.many_notes(), NARROW)
    for bracket in graph.brackets:
        assert width(bracket.words, 12) <= bracket.x2 - bracket.x1
        whole = {"", bracket.spoken, f"{bracket.spoken}: refused"}
        assert bracket.words in whole or bracket.words.endswith("…")


def test_what_was_dropped_at_a_redirect_is_missed_without_being_told():
    attempt, story, verdict = samples.redirected()
    replace = msgspec.structs.replace
    first = story.credentials[0]
    before = replace(first, events=first.events[1:], known_before=True)
    bare = replace(story, credentials=(before,), turning_point=None, pair=None)
    graph = picture((attempt, bare, verdict))
    assert _marks(graph, "Access token") == [("2", "sent", 1), ("3", "not-sent", 1)]
    pins = {disc.number for mark in graph.marks for disc in mark.pins}
    assert pins == {1, 2, 3}
    assert graph.turn.column == 2


def test_nothing_stands_left_of_the_first_entry():
    attempt, story, verdict = samples.redirected()
    replace = msgspec.structs.replace
    alone = replace(attempt, exchanges=(replace(attempt.exchanges[2], answers=None),) * 2)
    bare = type(story)(parties=story.parties)
    assert picture((alone, bare, verdict)).turn is None


def test_hosts_of_a_folded_step_each_have_their_replies():
    graph = picture(samples.many_notes(), WIDE, 7)
    first = graph.chips_of(0)
    assert len(first) > 1
    assert sum(chip.count for chip in first) == len(graph.columns[0].entries)


def test_the_foot_is_said_shorter_where_there_is_less_room():
    narrow = picture(samples.redirected(), Room(width=800, names=150))
    wide = picture(samples.redirected())
    assert wide.turn.after == "not sent from entry 3 on, so refused"
    assert narrow.turn.after == "not sent, so refused"
    later = picture(samples.refresh_reused())
    assert later.turn.after == "refused from 14:16:02 on, entry 35"


def test_what_was_only_answered_by_a_redirect_is_not_said_to_be_accepted():
    graph = picture(samples.redirected())
    assert graph.turn.before == "sent until 14:02:11 in entry 2"
    assert graph.turn.after == "not sent from entry 3 on, so refused"
    assert graph.turn.time == "41 ms"
    assert "accepted" not in graph.turn.spoken
