"""Lines taken out of logs: the newest refused ones, with what was accepted around them."""

import gzip

import pytest

from inspector.logs import taking
from inspector.logs.parts import Take
from inspector.logs.taking import take
from tests.fixtures.log_samples import LINES, START, combined


@pytest.fixture
def log(tmp_path):
    def write(lines, name="access.log"):
        path = tmp_path / name
        path.write_text("".join(f"{line}\n" for line in lines))
        return str(path)

    return write


def _lines(statuses, path="/orders", start=0, **more):
    return [
        combined(START + start + at, path=path, status=status, **more)
        for at, status in enumerate(statuses)
    ]


def _found(takings):
    return [(line.at - START, line.status) for line in takings.lines]


def test_refused_lines_with_the_accepted_ones_next_to_them(log):
    name = log(_lines([200, 200, 401, 401, 401, 200, 200, 403, 500, 304]))
    found = take(Take(names=(name,)))
    assert _found(found) == [
        (1, 200), (2, 401), (3, 401), (4, 401), (5, 200), (6, 200), (7, 403), (9, 304)
    ]  # fmt: skip
    assert (found.refused, found.untimed, found.problems) == (4, 0, ())


def test_requests_are_told_apart_by_method_host_and_path(log):
    lines = [
        combined(START, path="/a?x=1", status=200),
        combined(START + 1, path="/b", status=200),
        combined(START + 2, path="/a", status=200, method="POST"),
        combined(START + 3, path="/a?x=2", status=401),
    ]
    found = take(Take(names=(log(lines),)))
    assert _found(found) == [(0, 200), (3, 401)]
    assert found.lines[0].target == "/a?x=1"


def test_the_newest_are_taken_and_how_it_began(log):
    found = take(Take(names=(log(_lines([200, *[401] * 20])),), most=3))
    assert _found(found) == [(0, 200), (1, 401), (18, 401), (19, 401), (20, 401)]
    assert found.refused == 20


def test_a_stretch_that_ended_long_ago_is_left_out(log):
    lines = _lines([200, 401, 200], "/old") + _lines([401] * 5, "/new", start=10)
    found = take(Take(names=(log(lines),), most=5))
    assert {line.target for line in found.lines} == {"/new"}


def test_memory_stays_bounded(log, monkeypatch):
    monkeypatch.setattr(taking, "_MOST_KEYS", 2)
    lines = _lines([200, 401], "/a") + _lines([401], "/b", start=5) + _lines([200], "/c", start=6)
    found = take(Take(names=(log(lines),)))
    assert _found(found) == [(0, 200), (1, 401), (5, 401)]


def test_words_and_period_choose_among_the_refused(log):
    lines = _lines([200, 401], "/a") + _lines([401], "/B/Orders", start=5)
    name = log(lines)
    assert _found(take(Take(names=(name,), words=("orders", "GET")))) == [(5, 401)]
    assert _found(take(Take(names=(name,), since=START + 2))) == [(5, 401)]
    assert _found(take(Take(names=(name,), until=START + 2))) == [(0, 200), (1, 401)]


def test_the_same_log_gives_the_same_digests_equal_lines_different_ones(log):
    twice = combined(START, status=401)
    name = log([twice, twice, combined(START + 1, status=401)])
    first, second = take(Take(names=(name,))), take(Take(names=(name,)))
    assert first == second
    assert len({line.digest for line in first.lines}) == 3


def test_lines_of_one_second_keep_their_order(log):
    lines = [combined(START, path="/a", status=status) for status in (200, 401, 403, 200)]
    found = take(Take(names=(log(lines),)))
    assert [(round(line.at - START, 3), line.status) for line in found.lines] == [
        (0, 200), (0.001, 401), (0.002, 403), (0.003, 200)
    ]  # fmt: skip


def test_endless_lines_take_no_endless_memory(log):
    long = "/" + "a" * 20_000
    lines = [combined(START + n, path=long, status=status) for n, status in enumerate((200, 401))]
    (line,) = take(Take(names=(log(lines),))).lines
    assert (line.status, len(line.target)) == (401, 2000)


def test_rotated_logs_are_read_in_the_order_of_time(log, tmp_path):
    late = log(_lines([401], start=100), "access.log")
    early = tmp_path / "access.log.1.gz"
    early.write_bytes(gzip.compress((_lines([200])[0] + "\n").encode()))
    found = take(Take(names=(late, str(early))))
    assert _found(found) == [(0, 200), (100, 401)]


def test_a_named_user_is_a_fact_not_a_name(log):
    found = take(Take(names=(log(_lines([401], user="ada")),)))
    assert found.lines[0].named
    assert "ada" not in str(found)
    assert "10.0.0.1" not in str(found)


def test_lines_without_time_and_error_logs(log, tmp_path):
    untimed = tmp_path / "a.json"
    untimed.write_bytes(b'{"status":401,"uri":"/a"}\n' * 3)
    errors = tmp_path / "error.log"
    errors.write_bytes(LINES["nginx-error"][0][0] + b"\n")
    found = take(Take(names=(str(untimed), str(errors))))
    assert (found.lines, found.refused, found.untimed) == ((), 3, 3)


def test_what_is_no_log_is_said_and_progress_told(log, tmp_path):
    (tmp_path / "x").write_text("nothing\n")
    told = []
    name = log(_lines([401]))
    found = take(Take(names=(str(tmp_path / "x"), str(tmp_path / "none"), name)), told.append)
    assert len(found.problems) == 2
    assert len(found.lines) == 1
    assert told[-1] == len(_lines([401])[0]) + 1
