"""A recording becomes attempts: rounds stay together, the same file adds nothing twice."""

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.record.history import History
from inspector.workbench.attempts.importing import MOST, alone, imported, members
from inspector.workbench.attempts.remembering import remembered


def _exchange(path, status=200, answers=None):
    challenge = (Header("WWW-Authenticate", "Basic realm=x"),) if status == 401 else ()
    return Exchange(
        request=Message(method="GET", url=f"https://api.example.com{path}"),
        reply=Reply(status=status, headers=challenge),
        answers=answers,
    )


def test_rounds_stay_with_the_request_that_led_to_them():
    exchanges = (
        _exchange("/a", 302),
        _exchange("/other"),
        _exchange("/b", 401, answers=0),
        _exchange("/b", 200, answers=2),
    )
    assert members(exchanges) == ((0, 2, 3), (1,))
    made = alone(Attempt(exchanges=exchanges, source="har"), (0,))
    (rounds,) = (each.attempt.exchanges for each in made)
    assert [each.request.url.rpartition("/")[2] for each in rounds] == ["a", "b", "b"]
    assert [each.answers for each in rounds] == [None, 0, 1]


def test_chosen_ones_alone_are_taken():
    exchanges = (_exchange("/a"), _exchange("/b", 401), _exchange("/c", 403))
    found = imported(Attempt(exchanges=exchanges, source="har"), (1, 2))
    assert [each.attempt.exchanges[0].request.url[-2:] for each in found.answers] == ["/b", "/c"]
    assert found.left_out == 0


def test_each_attempt_is_judged_by_itself_and_kept_once(tmp_path):
    recording = Attempt(
        id="import", exchanges=(_exchange("/a", 401), _exchange("/b")), source="har"
    )
    first, second = imported(recording), imported(recording)
    assert [bool(each.verdict.findings) for each in first.answers] == [True, False]
    assert all(each.attempt.origin == "import" for each in first.answers)
    history = History(tmp_path / "history.sqlite")
    keys = [
        history.add(*remembered(each, (), b"k" * 32)).result(60)
        for each in (*first.answers, *second.answers)
    ]
    history.close()
    assert keys == [1, 2, 1, 2]


def test_of_a_large_recording_only_the_refused_are_taken():
    exchanges = tuple(_exchange(f"/{n}", 401 if n % 100 == 0 else 200) for n in range(MOST + 100))
    found = imported(Attempt(exchanges=exchanges, source="har"))
    assert len(found.answers) == 6
    assert found.left_out == MOST + 100 - 6


def test_refused_ones_over_the_limit_are_not_called_accepted():
    exchanges = tuple(_exchange(f"/{n}", 200 if n < 3 else 401) for n in range(MOST + 10))
    found = imported(Attempt(exchanges=exchanges, source="har"))
    assert (len(found.answers), found.left_out, found.over) == (MOST, 3, 7)


def test_nothing_gives_nothing():
    assert imported(Attempt()).answers == ()


def test_no_secret_of_an_entry_reaches_the_file(tmp_path):
    planted = "Zq7RkW2mX9vT4nB8sL5cJ3hG6d"
    body = f'{{"access_token": "{planted}5", "refresh_token": "{planted}6"}}'.encode()
    exchange = Exchange(
        request=Message(
            method="POST",
            url=f"https://u:{planted}0@api.example.com/login?api_key={planted}1",
            headers=(
                Header("Authorization", f"Bearer {planted}2"),
                Header("Cookie", f"sessionid={planted}3"),
                Header("Content-Type", "application/x-www-form-urlencoded"),
            ),
            body=f"username=ada&password={planted}4".encode(),
        ),
        reply=Reply(
            status=401,
            headers=(
                Header("Set-Cookie", f"sid={planted}7; HttpOnly"),
                Header("Content-Type", "application/json"),
            ),
            body=body,
        ),
    )
    history = History(tmp_path / "history.sqlite")
    found = imported(Attempt(exchanges=(exchange, _exchange("/a")), source="har"))
    pairs = [remembered(each, (), b"k" * 32) for each in found.answers]
    assert history.add_many(pairs).result(60) == 2
    history.close()
    written = b"".join(path.read_bytes() for path in tmp_path.glob("history.sqlite*"))
    assert b"api.example.com" in written
    assert planted.encode() not in written
