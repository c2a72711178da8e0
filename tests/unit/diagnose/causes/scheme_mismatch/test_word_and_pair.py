"""The scheme word and what follows it: a pair, no blank, other letters than the reply spells."""

import base64

import pytest

from inspector.diagnose import diagnose

KEY, SECRET = "5a36dedd4bea2543", "8f14e45fceea167a9b74c9897bac770f"
LITE = "Malformed key. Make sure that it has the `Bearer ` prefix."


def exchange(value, words="", status="401 Unauthorized"):
    return f"> GET https://mills.example/v1/sacks\n> Authorization: {value}\n< {status}\n<< {words}"


def first(attempt, *parts, **more):
    return diagnose(attempt(exchange(*parts, **more))).findings[0]


@pytest.mark.parametrize(
    ("value", "slug"),
    [
        ("Bearer ada.byron:plum-42!x", "basic-as-bearer"),
        (f"Bearer {KEY}:{SECRET}", "key-sent-in-another-way"),
        (f"Bearer{SECRET}", "credential-malformed"),
        ("BasicYWRhOnBsdW0tNDI=", "credential-malformed"),
    ],
)
def test_the_form_alone_tells(attempt, value, slug):
    found = first(attempt, value)
    assert (found.slug, found.certainty) == (slug, "very-likely")
    assert found.evidence[0].place is not None


@pytest.mark.parametrize(
    "value",
    [
        f"token {KEY}:{SECRET}",  # read as such by some
        f"Bearer 1483|{SECRET}",
        f"Bearer sha256:{SECRET}",
        f"Bearer secret-token:{SECRET}",  # a token as a whole (RFC 8959)
        f"Bearer https://mills.example/{KEY}",
        f"Bearer {SECRET}",
        f"Bearer {SECRET}:eyJ1c2VyX2lkIjogImFkYSJ9",  # what it claims, and the proof of it
        f"Bearer eyJ1c2VyIjoiYWRhIn0:{SECRET}",
    ],
)
def test_other_forms_are_left_alone(attempt, value):
    assert first(attempt, value).slug not in {"basic-as-bearer", "key-sent-in-another-way"}


def test_a_server_that_reads_a_pair_there_wants_it_written_otherwise(attempt):
    words = "Expected user and secret after Bearer."
    assert first(attempt, "Bearer ada.byron:plum-42!x", words).slug == "credential-malformed"
    assert first(attempt, f"Bearer {SECRET}", words).slug != "credential-malformed"


def test_a_pair_that_this_host_takes_is_no_fault(attempt):
    pair = f"Bearer {KEY}:{SECRET}"
    text = f"{exchange(pair, status='200 OK')}\n---\n{exchange(pair, status='403 Forbidden')}"
    slugs = {one.slug for one in diagnose(attempt(text)).findings}
    assert "key-sent-in-another-way" not in slugs


def test_the_reply_spells_the_word_with_a_capital(attempt):
    assert first(attempt, f"bearer {SECRET}", LITE).slug == "scheme-word-in-small-letters"
    assert first(attempt, f"Bearer {SECRET}", LITE).slug != "scheme-word-in-small-letters"


# ---------------- A login without its word, and one that is right for another name
BOB, ALICE = "Basic Ym9iOnJlYWRpbmctcm9vbQ==", "Basic YWxpY2U6cmVhZGluZy1yb29t"  # one password
KEY_OF = "Basic Ym9iOjhmMTRlNDVmY2VlYTE2N2E5Yjc0Yzk4OTdiYWM3NzBm"
KEY_FOR = "Basic YWxpY2U6OGYxNGU0NWZjZWVhMTY3YTliNzRjOTg5N2JhYzc3MGY="


def test_a_login_without_its_word_misses_basic(attempt):
    words = '{"code": "InvalidHeader", "message": "The content is invalid."}'
    found = first(attempt, "YWxpY2U6Y29ycmVjdCBob3JzZQ==", words, "400 Bad Request")
    assert (found.slug, "Basic" in found.title) == ("scheme-word-missing", True)


def test_another_token_without_its_word_called_bad_is_no_login(attempt):
    text = exchange(SECRET, "{}", "400 Bad Request")
    assert diagnose(attempt(text)).findings == ()


def _beside(attempt, one, other):
    text = f"{exchange(one, status='200 OK')}\n---\n{exchange(other)}"
    return diagnose(attempt(text)).findings[0].slug


def test_the_password_of_somebody_else_is_no_other_way(attempt):
    assert _beside(attempt, BOB, ALICE) == "wrong-password"


def test_a_key_is_taken_beside_another_name(attempt):
    assert _beside(attempt, KEY_OF, KEY_FOR) == "key-sent-in-another-way"


# ---------------- What is coded behind Bearer
SEALED = "4ecab8981ee9d52bb3cadca694a9ef01:7365a91bf0a30b3a"
PLAIN = "ada.byron:plum-42!x"


def _coded(pair):
    return f"Bearer {base64.b64encode(pair.encode()).decode()}"


@pytest.mark.parametrize(("pair", "is_login"), [(PLAIN, True), (SEALED, False)])
def test_two_halves_in_hexadecimal_are_no_login(attempt, pair, is_login):
    found = diagnose(attempt(exchange(_coded(pair)))).findings
    assert ("basic-as-bearer" in {one.slug for one in found}) is is_login


@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden"])
def test_a_coded_pair_that_this_host_takes_is_no_login(attempt, status):
    taken = exchange(_coded(PLAIN), status="200 OK")
    refused = exchange(_coded(PLAIN), status=status).replace("/sacks", "/mills")
    slugs = {one.slug for one in diagnose(attempt(f"{taken}\n---\n{refused}")).findings}
    assert "basic-as-bearer" not in slugs
    assert "works-elsewhere" in slugs


# ---------------- A pair that is encoded, behind the word of a token
CODED = base64.b64encode(b"ada.byron:plum-42!x").decode()
FEW = "Not enough segments"


@pytest.mark.parametrize(
    ("value", "slug"),
    [(f"Bearer {CODED}", "basic-as-bearer"), (f"Bearer {KEY}", "credential-malformed")],
)
def test_what_is_a_login_has_too_few_parts_for_that(attempt, value, slug):
    found = first(attempt, value, FEW)
    assert found.slug == slug
    assert (found.fixes[0].id == "switch-to-basic") == (slug == "basic-as-bearer")
