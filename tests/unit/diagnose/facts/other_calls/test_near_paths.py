import pytest

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.things.differing_paths import differing_word
from inspector.diagnose.facts.things.near_paths import path_named


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
