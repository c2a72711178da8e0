"""Two tokens claim by claim: what differs is said in one sentence, and nothing secret with it."""

from datetime import UTC, datetime, timedelta

import jwt
import msgspec
import pytest

from inspector.compare.token_comparison import compare_tokens
from inspector.compare.token_facts import TokenText
from inspector.compare.writing import written

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
SOON, OVER = int(NOW.timestamp()) + 3600, int(NOW.timestamp()) - 1800


def token(headers=None, key="k" * 40, **claims):
    base = {"iss": "https://login.example.com", "aud": "orders", "scope": "read write", "exp": SOON}
    made = {"iat": SOON - 9000, "jti": "1", **base, **claims}
    return jwt.encode(made, key, algorithm="HS256", headers=headers)


def compared(*texts, **options):
    labels = ("first", "second", "third")
    return compare_tokens([TokenText(*each) for each in zip(texts, labels)], NOW, **options)  # noqa: B905 - fewer texts


def line(comparison, name):
    return next(
        each for section in comparison.sections for each in section.lines if each.name == name
    )


@pytest.mark.parametrize(
    ("other", "title"),
    [
        (token(), "The same token"),
        (token(aud="stock", scope="read"), "Two claims differ: aud and scope"),
        (token(sub="mia"), "One claim differs: sub"),
        (token(a=1, b=2, c=3, d=4, e=5), "5 claims differ: a, b, c and 2 more"),
        (token(exp=SOON + 60, jti="2"),
         "Only times and numbers differ: one was renewed into the other"),
        (token(exp=SOON + 60, c_hash="b", s_hash="b", updated_at=SOON),
         "Only times and numbers differ: one was renewed into the other"),
        (token(key="j" * 40), "Only the signature differs: the claims are the same"),
        ("opaque-token-123456", "Different kinds of token: Access token (JWT) and Opaque token"),
    ],
)  # fmt: skip
def test_the_title(other, title):
    assert compared(token(), other).title == title


def test_an_audience_is_a_set():
    same = compared(token(aud=["a", "b"]), token(aud=["b", "a"], scope="write read"))
    assert not line(same, "aud").differs
    assert not line(same, "scope").differs


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("read write", "read", "The second lacks write in scope."),
        ("read", "read write all", "The second has write and all more in scope."),
        ("read", "write", "In scope the second has write in place of read."),
    ],
)
def test_what_a_set_lacks_is_said(first, second, text):
    assert compared(token(scope=first), token(scope=second)).text == text


def test_times_are_past_or_ahead():
    found = compared(token(exp=OVER), token())
    cells = line(found, "exp").cells
    assert [(cell.state, cell.note) for cell in cells] == [("bad", "past"), ("good", "ahead")]
    assert [(head.mark, head.accepted) for head in found.heads] == [
        ("Expired", False),
        ("Not expired", None),
    ]
    assert found.heads[0].label == "first · Expired 30 min ago"
    later = compared(token(nbf=SOON), token(exp="soon"))
    assert line(later, "nbf").cells[0].state == "bad"
    assert later.heads[0].mark == "Not yet"
    assert later.heads[1].mark == "No end"


def test_a_header_is_compared_too():
    found = compared(token({"kid": "old"}), token({"kid": "new"}, key="j" * 40))
    assert found.title == "One claim differs: kid"
    assert line(found, "signature").cells[1].note == "differs"


@pytest.mark.parametrize(
    ("first", "second", "title"),
    [
        ("Basic YWxpY2U6c2VjcmV0LXdvcmQ=", "Basic YWxpY2U6c2VjcmV0LXdvcmQx",
         "1 value differs: password"),
        ("Basic YWxpY2U6c2VjcmV0LXdvcmQ=", "Basic bWlhOnNlY3JldC13b3Jk", "1 value differs: user"),
        ("opaque-token-123456", "opaque-token-654321",
         "The tokens differ, but nothing that can be read of them does"),
    ],
)  # fmt: skip
def test_what_is_masked_is_compared_by_what_it_stands_for(first, second, title):
    assert compared(first, second).title == title


@pytest.mark.parametrize("ending", [".md", ".html", ".json", ".txt"])
def test_nothing_secret_is_written(ending):
    first = token(api_key="sk_live_" + "a1B2c3D4e5" * 3, password="planted-in-the-vault")
    second = "Basic YWxpY2U6c2VjcmV0LXdvcmQ="
    found = compared(first, second, known=("planted-in-the-vault",))
    text = written(found, ending)
    signature = first.rpartition(".")[2]
    for secret in ("a1B2c3D4e5", "planted-in-the-vault", signature, "secret-word", first):
        assert secret not in text
        assert secret not in repr(found)
    assert "secret-word" not in repr(TokenText(second))


def test_in_presentation_mode_values_are_masked_and_still_compared():
    found = compared(token(sub="alice"), token(sub="mia"), hidden=True)
    text = msgspec.json.encode(found).decode()
    assert "alice" not in text
    assert found.title == "One claim differs: sub"
    assert line(found, "alg").cells[0].text == "HS256"


def test_three_stand_side_by_side():
    found = compared(token(), token(aud="x"), token(aud="y"))
    assert len(found.heads) == 3
    assert [step.deltas[0].words for step in found.steps] == ["changed aud", "changed aud"]
    assert found.text == ""


@pytest.mark.parametrize("count", [1, 7])
def test_only_two_to_six(count):
    with pytest.raises(ValueError, match="Two to six"):
        compare_tokens([TokenText(token())] * count, NOW)


def test_the_clock_is_given():
    later = compare_tokens([TokenText(token())] * 2, NOW + timedelta(days=1))
    assert later.heads[0].mark == "Expired"
