import base64
import json
from urllib.parse import quote, quote_plus

import pytest

from inspector.protocol.masking.known_values import KnownValues
from inspector.protocol.redaction import replaced

SECRET = 'p@ss wörd/"+&<1>'
SECRET_IN_A_TAG = "Zk9qWvB3nT5xYyLm"


def _encoded():
    data = SECRET.encode()
    for prefix in (b"", b"u:", b"us:", b"user:"):
        yield base64.b64encode(prefix + data).decode()
        yield base64.urlsafe_b64encode(prefix + data + b":x").decode()
    yield from (quote(SECRET), quote(SECRET, safe=""), quote_plus(SECRET), quote(SECRET).lower())
    yield from (data.hex(), data.hex().upper(), json.dumps(SECRET), SECRET)
    yield data.decode("latin-1")


@pytest.mark.parametrize("text", list(_encoded()))
def test_every_form_is_found(text):
    spans = KnownValues([SECRET]).spans(f"before {text} after")
    assert spans
    covered = sum(end - start for start, end in spans)
    assert covered >= len(text) - 12


def test_short_values_are_not_searched_for():
    known = KnownValues(["short", ""])
    assert not known
    assert known.spans("short") == ()


def test_special_characters_are_taken_literally():
    assert KnownValues(["a.b*c(d)e"]).spans("axbbbcde a.b*c(d)e") == ((9, 18),)


@pytest.mark.parametrize(
    "written",
    [
        SECRET_IN_A_TAG.upper(),
        SECRET_IN_A_TAG.lower(),
        SECRET_IN_A_TAG[::-1],
        "".join(f"&#x{ord(sign):x};" for sign in SECRET_IN_A_TAG),
    ],
)
def test_a_secret_that_stands_where_a_tag_has_its_name(written):
    known = KnownValues((SECRET_IN_A_TAG,))
    for text in (f"<{written}>", f"</{written}>; rel=preload", f"<p>{written}</p>"):
        assert written not in replaced(text, known.spans(text))
