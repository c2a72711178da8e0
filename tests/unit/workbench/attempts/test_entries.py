"""A recording as a list: 401s first, rounds as one line, each explained in its place."""

from datetime import UTC, datetime

import msgspec
import pytest

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.presentation.story.drawing import outline_of
from inspector.story.trace_story import TraceStory
from inspector.workbench.answer import answer
from inspector.workbench.attempts.entries import about, entries, recorded

SECRET = "7c9e6679f5e94b0c8c1d0f6a2b3c4d5e"


def _exchange(path, status=200, answers=None, **sent):
    challenge = (Header("WWW-Authenticate", "Basic realm=x"),) if status == 401 else ()
    headers = tuple(Header(name, value) for name, value in sent.items())
    return Exchange(
        request=Message(method="GET", url=f"https://api.example.com{path}", headers=headers),
        reply=Reply(status=status, headers=challenge),
        answers=answers,
        started=datetime(2026, 11, 25, 10, tzinfo=UTC),
    )


def _answer(*exchanges):
    return answer(Attempt(exchanges=exchanges, source="har"))


def test_refused_ones_come_first_401s_before_others():
    exchanges = (
        _exchange("/fine"),
        _exchange("/forbidden", 403),
        _exchange("/gone", 404),
        _exchange("/login", 401),
    )
    found = entries(_answer(*exchanges))
    assert [each.row.path for each in found] == ["/login", "/forbidden", "/fine", "/gone"]
    assert [bool(each.row.title) for each in found] == [True, True, False, False]
    assert found[0].row.title == "No credentials were sent to api.example.com"


def test_rounds_are_one_line_that_shows_how_it_ended():
    solved = _exchange("/a", 401), _exchange("/a", 200, answers=0, Authorization="Basic eDp5")
    (entry,) = entries(_answer(*solved))
    assert (entry.first, entry.shown, entry.rounds, entry.row.status) == (0, 1, 2, 200)
    moved = _exchange("/a", 302), _exchange("/b", 401, answers=0)
    (entry,) = entries(_answer(*moved))
    assert (entry.first, entry.shown, entry.row.path) == (0, 1, "/b")


def test_another_token_after_a_refused_one_is_an_entry_of_its_own():
    old, fresh = {"Authorization": "Bearer old-one-1"}, {"Authorization": "Bearer new-one-2"}
    exchanges = _exchange("/a", 401, **old), _answered("/a", 200, 0, **fresh)
    found = entries(_answer(*exchanges))
    assert [(each.row.status, each.rounds) for each in found] == [(401, 1), (200, 1)]
    assert found[0].row.title  # although it was solved


def test_rounds_of_a_scheme_go_on_after_a_refusal():
    stale = {"Authorization": 'Digest username="ada", nonce="1"'}
    fresh = {"Authorization": 'Digest username="ada", nonce="2"'}
    exchanges = _exchange("/a", 401, **stale), _answered("/a", 200, 0, **fresh)
    (entry,) = entries(_answer(*exchanges))
    assert (entry.rounds, entry.row.status) == (2, 200)


def _answered(path, status, answers, **sent):
    made = _exchange(path, status, answers, **sent)
    return msgspec.structs.replace(made, purpose="challenge-answer")


def test_no_secret_is_in_a_line():
    (entry,) = entries(_answer(_exchange(f"/a?access_token={SECRET}", 401)))
    assert SECRET not in str(entry)
    (entry,) = entries(_answer(_exchange("/a?x=own-word-of-mine", 401)), ("own-word-of-mine",))
    assert "own-word" not in str(entry)


def test_a_time_that_nobody_recorded_is_none():
    exchange = Exchange(request=Message(method="GET", url="http://[bad/x"), reply=Reply(status=200))
    (entry,) = entries(_answer(exchange))
    assert entry.row.started == 0


def test_another_entry_is_explained_among_the_others():
    whole = _answer(_exchange("/a", 401), _exchange("/fine"), _exchange("/b", 401))
    first = about(whole, 0)
    assert first.verdict.entry == 0
    assert first.verdict.findings[0].slug == "no-credentials-sent"
    assert first.verdict.entries == whole.verdict.entries
    fine = about(whole, 1)
    assert (fine.verdict.entry, fine.verdict.findings) == (1, ())


def test_nothing_gives_nothing():
    assert entries(_answer()) == ()


def test_a_recording_is_read_once_for_verdict_list_and_story(monkeypatch):
    read = []
    begin = TraceStory.__init__

    def counting(self, entries, **more):
        read.append(len(entries))
        begin(self, entries, **more)

    monkeypatch.setattr(TraceStory, "__init__", counting)
    token = {"Authorization": f"Bearer {SECRET}"}
    exchanges = _exchange("/a", **token), _exchange("/b", 401, **token), _exchange("/c", 401)
    found = recorded(Attempt(exchanges=exchanges, source="har"))
    assert found.shown.verdict.findings
    assert len(found.listed) == 3
    assert outline_of(found.shown).story.credentials
    assert read == [3]
    fine = recorded(Attempt(exchanges=(_exchange("/a"), _exchange("/b")), source="har"))
    assert fine.shown.verdict.entry is not None
    assert outline_of(fine.shown).story == fine.whole.story
    assert read == [3, 2]


class _GivenUpError(Exception):
    pass


def test_who_gives_a_long_diagnosis_up_ends_it_early():
    """Each step asks: while the exchanges are read, and for each refusal that is explained."""
    exchanges = tuple(_exchange(f"/{number}", 401) for number in range(20))
    attempt = Attempt(exchanges=exchanges, source="har")
    asked = []
    recorded(attempt, go_on=lambda: asked.append(1))
    assert len(asked) >= 2 * len(exchanges)
    for most in (1, len(asked) // 2, len(asked) - 1):
        left = iter(range(most))

        def go_on(left=left):
            if next(left, None) is None:
                raise _GivenUpError

        with pytest.raises(_GivenUpError):
            recorded(attempt, go_on=go_on)
