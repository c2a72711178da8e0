"""A secret is found in whatever form it slipped in."""

import base64
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.export.leak_check import leaks

LONG = "Zq3v9-Kd8s_Lw2x.Pf7r~Tb5n!Hc4m+Jg6y/Re1t"
SHORT = "p4ss w0rd-ü"
FORMS = [
    lambda value: value,
    lambda value: base64.b64encode(value.encode()).decode(),
    lambda value: base64.urlsafe_b64encode(b"user:" + value.encode()).decode(),
    lambda value: quote(value, safe=""),
    lambda value: value.encode().hex(),
    lambda value: value.encode().hex().upper(),
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("secret", [LONG, SHORT])
def test_every_form_is_found(form, secret):
    (leak,) = leaks(f"before {form(secret)} after", (secret, "another secret"))
    assert leak.whole
    assert leak.at == pytest.approx(7, abs=10)
    assert secret not in repr(leak)


@given(st.integers(3, len(LONG) - 8))
def test_any_eight_characters_in_a_row_are_found(start):
    (leak,) = leaks(f"x {LONG[start : start + 8]} y", (LONG,))
    assert not leak.whole
    assert leak.at == 2


def test_what_a_mask_shows_is_no_leak():
    assert leaks(f"{LONG[:10]}••••••••{LONG[-4:]}", (LONG,)) == ()
    assert leaks(SHORT[:7], (SHORT,)) == ()
    assert leaks(SHORT[:8], (SHORT,)) != ()


def test_short_values_are_not_looked_for():
    assert leaks("a secret in a text", ("secret", "")) == ()
    assert leaks("", (LONG,)) == ()
