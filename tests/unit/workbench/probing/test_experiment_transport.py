"""How experiments reach network and vault."""

import pytest

from inspector.model.request import Request
from inspector.workbench.probing.experiment_transport import asking
from tests.fixtures.experimenting import header
from tests.fixtures.scripted import reply
from tests.fixtures.short_texts import attempt_of

PAGE = '<meta name="csrf-token" content="fresh-token-1">'


def test_the_search_for_a_csrf_token_is_played_in_steps(bench):
    request = Request(url="https://shop.test/buy", method="POST")
    steps = asking(bench.vault.put)(request, ())
    asked = next(steps)
    assert (asked.request.method, asked.purpose) == ("GET", "csrf")
    answer = attempt_of(
        f"> GET https://shop.test/buy\n< 200 OK\n< Content-Type: text/html\n<< {PAGE}"
    )
    with pytest.raises(StopIteration) as end:
        steps.send(answer)
    changed = end.value.value
    assert changed.method == "POST"
    assert any("csrf" in row.name.lower() for row in changed.headers)


def test_without_a_token_there_is_no_request(bench):
    steps = asking(bench.vault.put)(Request(url="https://shop.test/buy", method="POST"), ())
    nothing = attempt_of("> GET https://shop.test/buy\n< 404 Not Found")
    found = [next(steps)]
    with pytest.raises(StopIteration) as end:  # noqa: PT012 - which step ends is the question
        while len(found) < 9:
            found.append(steps.send(nothing))
    assert end.value.value is None
    assert 1 <= len(found) <= 3


def test_secrets_reach_the_server_by_reference(lab, scripted):
    server = scripted([reply("401 No"), reply("200 OK")])
    answer = lab.send(lab.request("opaque", server.url + "/a"))
    lab.run(answer, "garbage-credentials")
    mine, made_up = (header(one, "Authorization") for one in server.requests)
    assert mine.startswith("Bearer ghp_")
    assert made_up.startswith("Bearer ghp_")
    assert mine != made_up
    assert made_up.removeprefix("Bearer ") in lab.bench.vault.known_values()
