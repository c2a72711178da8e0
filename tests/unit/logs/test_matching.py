"""Lines that belong to an attempt: by id, time, path and status, the surest first."""

from inspector.logs.format import Kept, Line
from inspector.logs.matching import MOST, Clues, Match, Matches, judge, standing_out

AT = 1_795_000_000.0
CLUES = Clues(
    at=AT,
    method="GET",
    target="/orders?page=2",
    status=401,
    ids=("0123456789ABCDEF",),
    clients=("192.0.2.7",),
    agent="curl/8.5.0",
    user="ada",
)


def line(at=AT, status=401, method="GET", target="/orders?page=2", **more):
    return Line(at, status, method, target, **more)


def test_the_request_id_decides_alone():
    found = judge(CLUES, line(AT + 9999, 500, "POST", "/x", request_id="0123456789abcdef"))
    assert found == (100, ("request-id",))


def test_more_signs_weigh_more():
    near = judge(CLUES, line(AT + 1, client="192.0.2.7", agent="curl/8.5.0", user="ada"))
    assert near[1] == ("time", "target", "status", "client", "user", "agent")
    assert near[0] > judge(CLUES, line(AT + 10))[0] > judge(CLUES, line(AT + 60))[0]


def test_the_same_path_at_another_time_or_another_path_now_is_not_it():
    assert judge(CLUES, line(AT + 600)) is None
    assert judge(CLUES, line(target="/users")) is None
    assert judge(CLUES, line(method="POST")) is None


def test_a_clock_in_another_zone():
    assert "time-other-zone" in judge(CLUES, line(AT + 7200))[1]


def test_a_quarter_of_an_hour_is_no_zone():
    assert judge(CLUES, line(AT + 900)) is None


def test_what_is_clearly_weaker_is_left_out_unless_it_says_why():
    best = Match(170, Kept(0, 1, b"", line(request_id="0123456789abcdef")), ("request-id",))
    weak = Match(68, Kept(0, 2, b"", line()), ("time",))
    why = Match(54, Kept(0, 3, b"", Line(AT, 401, reason="password-mismatch")), ("reason",))
    assert standing_out([best, weak, why]) == (best, why)
    assert standing_out([weak]) == (weak,)
    assert standing_out([]) == ()


def test_a_reason_near_the_time_is_found_without_a_path():
    found = judge(CLUES, Line(AT - 3600 + 1, 401, reason="password-mismatch", zoned=False))
    assert found[1] == ("time-local", "reason")


def test_without_a_time_only_the_id_counts():
    assert judge(Clues(target="/a", method="GET"), line(target="/a")) is None


def test_the_pattern_finds_id_and_path_and_the_root_does_not_match_all():
    pattern = CLUES.pattern()
    for text in (b"GET /orders?page=2 HTTP/1.1", b'"uri":"\\/orders"', b"x 0123456789ABCDEF y"):
        assert pattern.search(text), text
    assert not pattern.search(b"GET /orders/7 HTTP/1.1")
    root = Clues(target="/").pattern()
    assert root.search(b'"GET / HTTP/1.1"')
    assert not root.search(b'"GET /a HTTP/1.1"')
    assert not Clues().pattern().search(b"anything")


def test_only_the_best_are_kept_each_once():
    matches = Matches(CLUES)
    for number in range(50):
        matches.add(Kept(0, number, b"", line(AT + number % 80)))
    matches.extend(list(matches.best))
    assert len(matches.best) == MOST
    assert matches.best[0].found.number == 0
