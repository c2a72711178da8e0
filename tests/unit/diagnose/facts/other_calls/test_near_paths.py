import pytest

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.things.differing_paths import differing_word
from inspector.diagnose.facts.things.missing_things import misses_a_thing
from inspector.diagnose.facts.things.near_paths import near_path, path_named
from tests.fixtures.short_texts import sent_from_here


@pytest.mark.parametrize(
    ("path", "other", "words"),
    [
        ("/api/v1/machine/8/history", "/api/v1/machines/8", ("machine", "machines")),
        ("/api/user/1", "/api/users/2", ("user", "users")),
        ("/recieve", "/receive", ("recieve", "receive")),
        ("/v1/orders", "/v2/orders", ("v1", "v2")),
        ("/api/Users", "/api/users", ("Users", "users")),
        ("/API/x", "/api/x", ("API", "api")),
        ("/users", "/orders", ("", "")),
        ("/users/1", "/users/2", ("", "")),
        ("/a/machine/b", "/c/machines/b", ("", "")),
        ("/users/1/orders", "/users/1", ("", "")),
    ],
)
def test_one_word_written_otherwise_is_a_slip(path, other, words):
    assert differing_word(path, other) == words


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("All stands below /app/ - did you mean /app/src/cart.js instead?", "/app/src/cart.js"),
        ("Use /v2/src/cart.js instead.", "/v2/src/cart.js"),
        ("/app/src/cart.js was not found", ""),
        ("did you mean /src/cart.ts?", ""),
        ("did you mean to visit /src/cart.js?", ""),
    ],
)
def test_a_path_that_the_reply_names(attempt, words, path):
    text = f"> GET https://shop.example/src/cart.js\n< 404 Not Found\n<< {words}"
    named = path_named(Trace(attempt(text)).case(0))
    assert (named.path if named is not None else "") == path


KNOWN = """> GET https://shop.example{given}
> Authorization: Bearer tk-alice-51f0c2
< 200 OK
---
> GET https://shop.example{missed}
> Authorization: Bearer tk-alice-51f0c2
< 404 Not Found"""


@pytest.mark.parametrize(
    ("given", "missed", "differs"),
    [
        ("/api/orders", "/api/v1/orders", "This path has the version v1 in it."),
        ("/api/v2/orders", "/api/orders", "This path lacks the version v2."),
        ("/rest/getSongs.view", "/rest/getSongz.view", "getSongz"),
        ("/api/orders", "/api/v1/bills", ""),
        ("/api/orders", "/api/orders/v1", ""),
    ],
)
def test_how_a_path_differs_from_one_that_was_just_given(attempt, given, missed, differs):
    trace = Trace(sent_from_here(attempt(KNOWN.format(given=given, missed=missed))))
    found = near_path(trace.case(1))
    assert differs in (found.differs if found is not None else "")
    assert (found is not None) == bool(differs)


@pytest.mark.parametrize(
    ("path", "thing"),
    [
        ("/api/user/nobody", True),
        ("/projects/shop", True),
        ("/api/users/me", False),
        ("/api/account/whoami", False),
        ("/api/user/login", False),
        ("/orders", False),
    ],
)
def test_a_name_behind_a_word_for_many_is_a_thing_that_may_be_missing(attempt, path, thing):
    text = f"> GET https://shop.example{path}\n> X-Api-Key: k-8f2c41d09a7b\n< 404 Not Found"
    assert misses_a_thing(Trace(attempt(text)).case(0)) is thing
