"""All annotators are asked; in a big trace only about what failed."""

from inspector.annotate import annotate, annotate_exchange
from inspector.annotate.registry import all_annotators
from inspector.model.attempt import Attempt


def test_every_module_of_the_folder_is_asked():
    names = {one.__name__.rpartition(".")[2] for one in all_annotators()}
    assert {"basic", "challenges", "clock", "cookies", "cors", "status", "tokens"} <= names


def test_remarks_come_in_the_order_of_the_bytes(attempt):
    made = attempt(
        sent=[("Cookie", "a=b"), ("Authorization", "abc")],
        got=[("X-Request-Id", "1"), ("WWW-Authenticate", 'Basic realm="x"')],
        body=b'{"message": "no"}',
    )
    places = [note.place for note in annotate(made)]
    order = [(p.side, p.part, p.index, p.start or 0) for p in places]
    ranks = {"request": 0, "reply": 1, "line": 0, "header": 1, "body": 2}
    keys = [(ranks[side], ranks[part], index, start) for side, part, index, start in order]
    assert keys == sorted(keys)


def test_a_big_trace_is_annotated_where_it_failed(exchange):
    ordinary = exchange(200, sent=[("Authorization", "abc")])
    made = Attempt(exchanges=(*(ordinary for _ in range(150)), exchange(401), exchange(0)))
    assert {note.place.entry for note in annotate(made)} == {150}
    assert annotate_exchange(made, 3)
