"""What an address or a 404 tells of the one thing that may just not be there."""

import pytest

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.things.missing_things import asks_for_a_thing, misses_a_thing


def case(attempt, path, method="GET", body="{}"):
    asked = f"> {method} https://a.test{path}\n< 404 Not Found\n< Content-Type: application/json"
    return Trace(attempt(f"{asked}\n<< {body}")).case(0)


@pytest.mark.parametrize(
    ("path", "one"),
    [
        ("/orders/99", True),
        ("/orders/99.json", True),
        ("/orders/none00000000001", True),
        ("/trunk/notes.txt", True),
        ("/books/9/cover", True),
        ("/boats?hash=00ff", True),
        ("/orders", False),
        ("/api/2/orders", False),
        ("/index.php", False),
        ("/oauth2/authorization", False),
        ("/boats?client_id=7", False),
    ],
)
def test_an_address_that_ends_in_a_thing(attempt, path, one):
    assert asks_for_a_thing(case(attempt, path)) is one


def test_a_change_is_sent_to_an_address_and_reads_no_file(attempt):
    assert not asks_for_a_thing(case(attempt, "/trunk/notes.txt", "POST"))
    assert asks_for_a_thing(case(attempt, "/orders/99", "POST"))


def test_the_reply_names_what_is_missed(attempt):
    assert asks_for_a_thing(case(attempt, "/boxes/blue", body='{"details":{"id":"blue"}}'))
    said = '{"message":{"en":"The specified page (Nothing) does not exist"}}'
    assert asks_for_a_thing(case(attempt, "/page/Nothing", body=said))
    assert not asks_for_a_thing(case(attempt, "/boxes", body='{"error":"no /boxes here"}'))
    assert misses_a_thing(case(attempt, "/boxes/blue", body='{"error":"no such box"}'))
    assert not misses_a_thing(case(attempt, "/boxes/blue", body='{"error":"no such route"}'))


def test_a_file_that_another_path_gives_has_the_wrong_one(attempt):
    asked = "> GET https://a.test/{}/inside.txt\n< {}"
    texts = (asked.format("house", "200 OK"), asked.format("office", "404 Not Found"))
    assert not asks_for_a_thing(Trace(attempt("\n---\n".join(texts))).case(1))
