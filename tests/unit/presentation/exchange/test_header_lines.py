"""A header is one line; a challenge has a line for each parameter, and copies back whole."""

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.model.message import Header
from inspector.presentation.exchange.header_lines import Look, rows
from inspector.protocol.redaction import KnownValues


def _texts(header, look=None):
    return ["".join(s.text for s in row.segments) for row in rows(header, look or Look())]


def _copied(header):
    made = ""
    for row in rows(header, Look(revealed=True, whole=True)):
        made += row.joint or ""
        made += "".join(s.text if s.raw is None else s.raw for s in row.segments)
    return made


def test_a_challenge_is_split_one_parameter_a_line():
    header = Header("WWW-Authenticate", 'Bearer realm="orders", error="invalid_token"')
    assert _texts(header) == [
        "WWW-Authenticate: Bearer",
        '    realm="orders"',
        '    error="invalid_token"',
    ]
    first = rows(header, Look())[0]
    assert [s.style for s in first.segments] == ["name", "dim", "scheme"]


def test_several_challenges_on_a_line_each_get_their_own():
    header = Header("WWW-Authenticate", 'Basic realm="a", Digest realm="b", nonce="c"')
    assert _texts(header) == [
        "WWW-Authenticate: Basic",
        '    realm="a"',
        "  Digest",
        '    realm="b"',
        '    nonce="c"',
    ]


def test_one_parameter_stays_on_the_line():
    assert _texts(Header("WWW-Authenticate", 'Basic realm="a"')) == [
        'WWW-Authenticate: Basic realm="a"'
    ]


def test_names_of_http2_are_in_lower_case():
    assert _texts(Header("X-Id", "1"), Look(lower=True)) == ["x-id: 1"]


def test_a_secret_by_its_header_is_masked_until_revealed():
    header = Header("Authorization", "Bearer " + "k" * 40)
    assert "k" * 20 not in _texts(header)[0]
    assert "k" * 40 in _texts(header, Look(revealed=True))[0]


def test_a_digest_answer_is_split_too():
    header = Header("Authorization", 'Digest username="bob", realm="a", uri="/x"')
    assert len(_texts(header)) == 4


VALUES = [
    'Bearer realm="orders", error="invalid_token"',
    'Basic realm="a",Digest realm="b" nonce=c,,',
    "Negotiate, NTLM",
    "please log in, then = try ; again",
    'Bearer error="un,"terminated',
    "",
]


@pytest.mark.parametrize("value", VALUES)
def test_the_recorded_value_comes_back_when_copied(value):
    copied = _copied(Header("WWW-Authenticate", value)).partition(": ")[2]
    assert copied.strip(" ,\t") == value.strip(" ,\t")


@given(st.text(st.characters(max_codepoint=255), max_size=80))
def test_any_bytes_are_laid_out_and_none_is_lost(value):
    for name in ("WWW-Authenticate", "Authorization", "X-Other"):
        made = rows(Header(name, value), Look(revealed=True, whole=True))
        spans = [row.span for row in made]
        assert spans == sorted(spans)
        kept = "".join(value[low:high] for low, high in spans)
        assert kept.replace(" ", "").replace(",", "").replace("\t", "").replace(";", "") == (
            value.replace(" ", "").replace(",", "").replace("\t", "").replace(";", "")
        )


def test_a_name_that_is_the_secret_or_holds_it_coded_is_masked():
    secret = "pLq0Xz1Kt2rWn3bYc4dH"
    known = KnownValues((secret,))
    coded = b64encode(secret.encode()).decode().rstrip("=")
    for name in (secret, f"X-{secret}", coded):
        (text,) = _texts(Header(name, "v"), Look(known=known))
        assert name not in text
        assert "•" in text
        assert _texts(Header(name, "v"), Look(known=known, revealed=True)) == [f"{name}: v"]
    assert _texts(Header("X-Page", "v"), Look(known=known, lower=True)) == ["x-page: v"]
