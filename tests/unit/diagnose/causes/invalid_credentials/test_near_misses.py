"""What is nearly what was accepted: a name beside the same password, or the secret itself."""

import base64

import pytest

from inspector.diagnose import diagnose
from inspector.protocol.keys.written_names import is_like_name
from inspector.protocol.keys.written_secrets import slip

ASKED = """> GET https://api.acme.test/me
> Authorization: Basic {login}
< {reply}"""


def basic(user, reply):
    login = base64.b64encode(f"{user}:q8Zk2LwPx7VbN4tR".encode()).decode()
    return ASKED.format(login=login, reply=reply)


@pytest.mark.parametrize(
    ("good", "mine", "slug"),
    [
        ("ada", "Ada", "wrong-password"),
        ("adeline", "adelime", "wrong-password"),
        ("ada@acme.test", "ada", "wrong-password"),
        ("token", "ada", "key-sent-in-another-way"),
    ],
)
def test_names_that_are_alike_are_of_one_person(attempt, good, mine, slug):
    refused = basic(mine, "401 Unauthorized")
    found = diagnose(attempt(f"{basic(good, '200 OK')}\n---\n{refused}")).findings
    assert found[0].slug == slug


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("ada", "ADA", True),
        ("ACME\\ada", "ada", True),
        ("ada", "ada", False),
        ("ada", "", False),
        ("@", "ada", False),
        ("api", "bob", False),
    ],
)
def test_ways_to_write_a_name(one, other, alike):
    assert is_like_name(one, other) == alike


# ---------------- The secret itself
GOOD = "q8Zk2LwPx7VbN4tR"
PAIR = "RjgMDiD9YhWp:booPPcItr9MF"
CODED = base64.b64encode(PAIR.encode()).decode()


@pytest.mark.parametrize(
    ("good", "mine"),
    [
        (CODED, PAIR),
        (CODED.rstrip("="), PAIR),
        (PAIR, CODED),
    ],
)
@pytest.mark.parametrize("words", ["{}", '{"reason": "missing authentication credentials"}'])
def test_what_is_good_in_another_encoding_is_the_same_secret(attempt, good, mine, words):
    refused = keyed(mine, f"401 Unauthorized\n< Content-Type: application/json\n<< {words}")
    found = diagnose(attempt(f"{keyed(good, '200 OK')}\n---\n{refused}")).findings
    assert (found[0].slug, found[0].cause) == ("value-in-another-encoding", "invalid-credentials")


def test_another_secret_in_another_encoding_is_none_of_that(attempt):
    other = base64.b64encode(b"another-secret-8f14e45f").decode()
    text = f"{keyed(other, '200 OK')}\n---\n{keyed(PAIR, '401 Unauthorized')}"
    slugs = {one.slug for one in diagnose(attempt(text)).findings}
    assert "value-in-another-encoding" not in slugs


def keyed(value, reply):
    return f"> GET https://api.acme.test/me\n> X-Api-Key: {value}\n< {reply}"


def sent_as(password, reply, user="ada"):
    login = base64.b64encode(f"{user}:{password}".encode()).decode()
    return ASKED.format(login=login, reply=reply)


def in_cookie(value, reply):
    return f"> GET https://api.acme.test/me\n> Cookie: sid={value}\n< {reply}"


@pytest.mark.parametrize("reply", ["401 Unauthorized", "403 Forbidden"])
@pytest.mark.parametrize("text", [keyed, sent_as, in_cookie])
@pytest.mark.parametrize(
    "mine", [GOOD[:-1], GOOD[2:], f"{GOOD}=", GOOD.lower(), "q8Zk2LwPx7VbN4tr", "q8kZ2LwPx7VbN4tR"]
)
def test_a_secret_that_is_nearly_the_accepted_one(attempt, text, mine, reply):
    found = diagnose(attempt(f"{text(GOOD, '200 OK')}\n---\n{text(mine, reply)}")).findings
    assert found[0].slug == ("credential-cut" if mine in GOOD else "value-misspelt")
    assert {one.slug for one in found} & {"credential-cut", "value-misspelt"} == {found[0].slug}
    assert not any(GOOD in proof.statement for proof in found[0].evidence)


@pytest.mark.parametrize(
    "refused",
    [
        keyed("w3Yt0LwPx7VbN4tR", "403 Forbidden"),  # another key
        keyed(f"{GOOD}-write", "403 Forbidden"),  # named after it
        keyed(GOOD[:-1], "429 Too Many Requests"),
        keyed(GOOD[:-1], "401 Unauthorized\n<< The key has expired"),
        sent_as(GOOD[:-1], "401 Unauthorized", user="bob"),
        f"{keyed(GOOD[:-1], '200 OK')}\n---\n{keyed(GOOD[:-1], '403 Forbidden')}",  # it was good
    ],
)
def test_another_secret_is_no_slip(attempt, refused):
    text = f"{keyed(GOOD, '200 OK')}\n---\n{sent_as(GOOD, '200 OK')}\n---\n{refused}"
    assert "value-misspelt" not in {one.slug for one in diagnose(attempt(text)).findings}


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("depot-0001", "depot-0002", None),  # they are counted
        ("depot-key", "depot-kez", "signs"),
        ("pass", "pasS", None),  # too short to tell
        ("depot-key", "dpeot-key", "signs"),
        ("'depot-key'", "depot-key", "longer"),
        ("depot-key", "depot-key", None),
        ("depot", "depot-key-of-the-north", None),  # hardly a half of it
    ],
)
def test_slips(one, other, found):
    assert slip(one, other) == found


# ---------------- A word where random values are accepted
SIGNED = "2|1:0|10:1796033110|4:user|8:YWxpY2U=|f54a0854e6be39386b453aa5f8785480d9d655474362b6ac"


def with_cookie(value, reply):
    return f"> GET https://api.acme.test/me\n> Cookie: user={value}\n< {reply}"


@pytest.mark.parametrize("mine", ["alice", "alice@acme.test"])
def test_a_word_in_place_of_a_random_value(attempt, mine):
    for text, good in ((with_cookie, f'"{SIGNED}"'), (keyed, "8f14e45fceea167a5a36dedd4bea2543")):
        found = diagnose(
            attempt(f"{text(good, '200 OK')}\n---\n{text(mine, '401 Unauthorized')}")
        ).findings
        assert found[0].slug == "credential-malformed"


@pytest.mark.parametrize(
    ("good", "mine", "reply"),
    [
        ("winter-depot", "alice", "401 Unauthorized"),  # words are accepted
        ("8f14e45fceea167a5a36dedd4bea2543", "b71c0d9e", "401 Unauthorized"),
        ("8f14e45fceea167a5a36dedd4bea2543", "alice", "429 Too Many Requests"),
    ],
)
def test_what_is_no_word_beside_random_values(attempt, good, mine, reply):
    text = f"{keyed(good, '200 OK')}\n---\n{keyed(mine, reply)}"
    assert "credential-malformed" not in {one.slug for one in diagnose(attempt(text)).findings}
