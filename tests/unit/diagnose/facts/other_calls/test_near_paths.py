import pytest

from inspector.diagnose.facts.things.differing_paths import differing_word


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
