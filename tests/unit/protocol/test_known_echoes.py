"""A known secret is found in whatever way a server repeats it, and where it stands."""

import base64
import binascii
import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.protocol.masking.masks import DOTS, Fragment
from inspector.protocol.redaction import KnownValues, masked_text, replaced
from tests.fixtures.echoes import TEXTS, WIDE, echoes

SECRETS = {
    "with signs": 'Zq3v9-Kd8s_Lw2x.Pf7r~Tb5n!Hc4m+Jg6y/Re1t"Aw<0k&=',
    "token": "pLq0vXz1mKt2rWn3bYc4dHs5gFj6kQx7wZp8tRv9nMb2",
    "short": "qZ7!k/W+2",
    "not in Latin": "Þr4sť-über-p4ss/w0rd+€1",
    "long": "".join(random.Random(7).choices(string.ascii_letters + "+/", k=3000)),
}
PARTED = {
    "in groups",
    "a sum of texts",
    "a list of characters",
    "marks with attributes",
    "comments",
    "sections of XML",
}
NUMBERED = {"code points", "calls of a function", "quoted-printable", "escapes of style sheets"}
NUMBERED |= {name for name in TEXTS if "number" in name or name.startswith("hexadecimal with")}
BEFORE, AFTER = b'{"message": "it was ', b' and no other", "page": 2}'


def cases():
    for kind, secret in SECRETS.items():
        for name, body, charset in echoes(secret):
            # What is left of a short one, or stands in capitals only, tells nothing.
            if name == "the middle" and len(secret) < 20:
                continue
            yield pytest.param(secret, body, charset, id=f"{kind}, {name}")


@pytest.mark.parametrize(("secret", "body", "charset"), list(cases()))
def test_every_echo_is_masked_and_nothing_else(secret, body, charset):
    around = [part.decode().encode(charset if charset != "utf-16" else "utf-16-le")
              for part in (BEFORE, AFTER)]  # fmt: skip
    text = (around[0] + body + around[1]).decode("latin-1")
    spans = KnownValues((secret,)).spans(text)
    shown = replaced(text, spans)
    assert not _left(body.decode("latin-1"), shown), shown
    assert text[: spans[0][0]].startswith(around[0].decode("latin-1")[:-2])
    assert text[spans[-1][1] :].endswith(around[1].decode("latin-1")[2:])
    assert _covered(spans) <= len(body) + 4


def test_codings_around_one_another():
    inner = base64.b64encode(f"ada:{SECRETS['token']}".encode())
    for outer in (base64.b64encode, base64.urlsafe_b64encode, binascii.hexlify):
        text = base64.b64encode(b'{"a": "' + outer(inner) + b'"}').decode()
        (span,) = KnownValues((SECRETS["token"],)).spans(f"it was {text}!")
        assert span[1] - span[0] > 0.8 * len(text) - 20, outer


@pytest.mark.parametrize("password", ["hX7k2q", "hX7k2qQ"])
@pytest.mark.parametrize("pair", ["{}:ada", "ada:{}", "{}"])
def test_a_short_password_in_base64(password, pair):
    text = base64.b64encode(pair.format(password).encode()).decode()
    assert KnownValues((password,)).spans(f"it was {text}!")


@pytest.mark.parametrize("before", ["1, 2, 3, 4, 5, 6, 7, 8, ", "10.0.0.12, ", "300, 301, "])
def test_numbers_before_those_of_a_secret_are_left(before):
    text = before + TEXTS["decimal numbers"](SECRETS["token"])
    assert KnownValues((SECRETS["token"],)).spans(text) == ((len(before), len(text)),)


def _left(body, shown):
    """Return what is still there of an echo: any third of it."""
    size = max(len(body) // 3, 4)
    return [body[at : at + size] for at in range(0, len(body) - size, size)
            if body[at : at + size] in shown]  # fmt: skip


def _covered(spans):
    return sum(end - start for start, end in spans)


# The ends of Base64 and the like depend on what stands beside them; "the middle" is shorter.
WHOLE = sorted(name for name in TEXTS if "base" not in name and name not in PARTED | {"the middle"})
AROUND = st.text("ab {", max_size=20)


@given(st.integers(0, 32), st.sampled_from(WHOLE), AROUND)
def test_any_twelve_characters_are_found(start, form, around):
    secret = SECRETS["token"]
    echo = TEXTS[form](secret[start : start + 12])
    if form in NUMBERED:
        echo = f" {echo} "  # else it would be another number
    assert KnownValues((secret,)).spans(f"{around}{echo}{around}")


@given(st.integers(0, 28), st.sampled_from(sorted(PARTED)), AROUND)
def test_any_sixteen_are_found_without_the_signs_between_them(start, form, around):
    secret = SECRETS["token"]  # words that are no secret have twelve in common
    echo = TEXTS[form](secret[start : start + 16])
    assert KnownValues((secret,)).spans(f"{around}{echo}{around}")


def test_nothing_is_shown_of_a_part():
    secret = SECRETS["token"]
    for part in (secret[::-1], secret[-40:], secret[3:40]):
        assert masked_text(f"say {part}!", (secret,)) == f"say {DOTS}!"
    assert masked_text(f"say {secret}!", (secret,)).startswith(f"say {secret[:10]}•")


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        ("correct horse battery staple of the gateway", "the battery staple is empty"),
        ("https://api.example.com/v1/orders?sig=kX81hbq0", "GET https://api.example.com/v1/orders"),
        ("2|1:0|10:17|23:username-127-0-0-1-8888|44:kX81hbq0", "cookie username-127-0-0-1-8888"),
        ("/?org.acme.CSRF_NONCE=kX81hbq0Zw7mKt2rWn3bYc4dHs5g", "org.acme.CSRF_NONCE is lost"),
        ("AAAAAAAAAAAAAAAAAAAAAAAAkX81hbq0Zw", "AAAAAAAAAAAAAAAAAAAAAAAA"),
        ("00000000-0000-0000-kX81hbq0", "00000000-0000-0000-0000-000000000000"),
        ("secret", "The client secret is wrong."),
        ("hunter2", "hunter22 and hunter2x and xhunter2"),
        ("eyJpc3N1ZXIiOiJ0aGUgZ2F0ZXdheSJ9kX81hbq0ZwPq77Lm", "eyJpc3N1ZXIiOiJ0aGUgZ2F0ZXdheSJ9"),
    ],
)
def test_what_could_be_anything_is_left(secret, text):
    assert KnownValues((secret,)).spans(text) == ()


@pytest.mark.parametrize("secret", ["hunter2", "tr0ub4", "s3cr3t", "p@ss-w"])
def test_a_short_password_is_found_as_a_word(secret):
    text = f"password={secret}, again '{secret}' and ({secret})"
    assert len(KnownValues((secret,)).spans(text)) == 3


def test_wide_letters_are_taken_whole():
    for name in WIDE.values():
        if name == "utf-16":
            continue
        text = f"ab{SECRETS['token']}cd".encode(name).decode("latin-1")
        (span,) = KnownValues((SECRETS["token"],)).spans(text)
        assert span == (4, 4 + 2 * len(SECRETS["token"]))
        assert isinstance(span, Fragment)


def test_no_known_values_find_nothing():
    assert not KnownValues(("abc", ""))
    assert KnownValues(()).spans("anything at all, however long it may be") == ()


def test_a_secret_across_the_pieces_of_a_long_text_is_found_whole():
    secret = SECRETS["token"]
    for start in range(256 * 1024 - 60, 256 * 1024 + 4200, 23):
        text = " " * start + TEXTS["JSON, all"](secret) + " " * 6000
        assert KnownValues((secret,)).spans(text) == ((start, start + 6 * len(secret)),)
