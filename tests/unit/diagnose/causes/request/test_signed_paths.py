"""Paths that begin with their own signature, held beside one that was answered."""

import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.diagnose.facts.things.path_keys import parts
from inspector.diagnose.facts.things.signed_paths import may_sign

SIGN, OTHER = "aazdh8tqMr_tQi9W6GI4gbR4Z-U=", "GFazClsi8xuDx8bwIAFzK1uHeds="
REST, BAD = "10x10/shelf.example/lamp.png", "400 Bad Request"


def _call(path, status, *lines):
    sent = "".join(f"\n> {line}" for line in lines)
    return f"> GET https://img.example/{path}{sent}\n< {status}"


def _found(attempt, path, status=BAD, given=f"{SIGN}/{REST}", *lines):
    text = f"{_call(given, '200 OK', *lines)}\n---\n{_call(path, status, *lines)}"
    return [(one.slug, one.certainty) for one in diagnose(attempt(text)).findings[:1]]


@pytest.mark.parametrize("status", [BAD, "403 Forbidden"])
@pytest.mark.parametrize(
    ("path", "slug"),
    [
        (REST, "no-credentials-sent"),
        (f"{SIGN}/20x20/shelf.example/lamp.png", "path-signature-wrong"),
        (f"{OTHER}/{REST}", "path-signature-wrong"),
    ],
)
def test_it_is_missing_or_does_not_fit(attempt, path, slug, status):
    assert [one for one, _ in _found(attempt, path, status)] == [slug]


def test_where_both_differ_it_may_be_something_else(attempt):
    found = _found(attempt, f"{OTHER}/12x12/shelf.example/lamp.png")
    assert found == [("path-signature-wrong", "possible")]


def test_the_same_path_was_good_before(attempt):
    assert [one for one, _ in _found(attempt, f"{SIGN}/{REST}")] == ["worked-before"]


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("8f14e45fceea167a5a36dedd4bea2543/orderz", "8f14e45fceea167a5a36dedd4bea2543/orders"),
        ("thumbs/20x20/lamp.png", "thumbs/10x10/lamp.png"),
        (f"{OTHER}/{REST}x", f"{SIGN}"),
    ],
)
def test_ids_and_plain_paths(attempt, path, given):
    assert _found(attempt, path, BAD, given) == []


def test_what_a_key_lets_in_is_not_signed(attempt):
    key = "X-Api-Key: q8Zr1Lx0Vn5TtYc2Lw7B"
    path = f"{SIGN}/20x20/shelf.example/lamp.png"
    assert ("path-signature-wrong", "very-likely") not in _found(
        attempt, path, BAD, f"{SIGN}/{REST}", key
    )


@pytest.mark.parametrize(
    ("path", "signs"),
    [
        (f"/{SIGN}/{REST}", True),
        ("/insecure/AfrOrF3gWeDA6VOlDG4TzxMv39O7MXnF4CXpKUwGqRM/rs:fit/plain/http://a.example/b", True),
        ("/8f14e45fceea167a5a36dedd4bea2543/orders", False),
        ("/static/lamp.png", False),
    ],
)  # fmt: skip
def test_may_sign(path, signs):
    assert any(map(may_sign, parts(path))) is signs


# ---------------- The query signs a path until a time
SIGNED = """> GET https://cdn.example/img/41/{path}?{query}
< {status}
< Content-Type: text/html
<< {body}"""
UNTIL = "exp=1700009999&sig=Yk3vXo8Qb2mTz7LdHs1pRw"


def _asked(path, query=UNTIL, status="200 OK", body="x"):
    return SIGNED.format(path=path, query=query, status=status, body=body)


REFUSED = {"status": "403 Forbidden", "body": "<html><h1>403 Forbidden</h1></html>"}


def test_the_query_of_another_path(attempt):
    text = f"{_asked('thumb.jpg')}\n---\n{_asked('full.jpg', **REFUSED)}"
    found = diagnose(attempt(text)).findings[0]
    assert (found.slug, found.certainty) == ("path-signature-wrong", "very-likely")
    assert "sig" in found.title


@pytest.mark.parametrize(
    "parts",
    [
        # It is that of a folder, by two paths, by its own word and by its sign for all.
        (_asked("thumb.jpg"), _asked("small.jpg"), _asked("full.jpg", **REFUSED)),
        (_asked("thumb.jpg", f"sr=c&{UNTIL}"), _asked("full.jpg", f"sr=c&{UNTIL}", **REFUSED)),
        (_asked("thumb.jpg", f"acl=/*&{UNTIL}"), _asked("full.jpg", f"acl=/*&{UNTIL}", **REFUSED)),
        # Without an end it is a key; another one was given; the same path was given before.
        (_asked("thumb.jpg", "token=7f31c2"), _asked("full.jpg", "token=7f31c2", **REFUSED)),
        (_asked("thumb.jpg", f"{UNTIL}2"), _asked("full.jpg", **REFUSED)),
        (_asked("full.jpg"), _asked("full.jpg", **REFUSED)),
    ],
)
def test_where_a_query_may_be_good_for_more(attempt, parts):
    found = diagnose(attempt("\n---\n".join(parts))).findings
    assert "path-signature-wrong" not in [one.slug for one in found]
