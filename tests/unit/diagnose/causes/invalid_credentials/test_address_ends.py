"""An address whose own time is over, each form beside one that must stay as it was."""

import base64
import json
from datetime import datetime

import pytest
from msgspec.structs import replace

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

HASH = "njZp0ZtnW9VwWP1GZCBdKg"
OVER, NOT_YET = "1699920000", "1800000000"
ASKED = """
> GET https://media.test{path}
< {status}
< Date: Wed, 15 Nov 2023 00:13:20 GMT
"""
FORMS = (
    "/film.mp4?md5=" + HASH + "&expires={end}",
    "/film.mp4?e={end}&st=" + HASH,
    "/film.mp4?hdnts=st=1699910000~exp={end}~acl=/*~hmac=0f1c77a9b2",
    "/film.mp4?valid_until={end}&sig=0f1c77a9b2",
    "/film.mp4?temp_url_sig=7ad1bdd46dde158a546f&temp_url_expires={end}",
    "/film.mp4?q-sign-time=1699910000;{end}&q-signature=0f1c77a9b2",
    "/v/" + HASH + "/{end}/film.mp4",
)


def _found(text):
    return [one.slug for one in diagnose(attempt_of(text)).findings]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("status", ["403 Forbidden", "404 Not Found", "410 Gone"])
def test_a_time_that_is_over(form, status):
    over, before = (
        _found(ASKED.format(path=form.format(end=end), status=status)) for end in (OVER, NOT_YET)
    )
    assert over[:1] == ["signed-address-expired"]
    assert "signed-address-expired" not in before


@pytest.mark.parametrize(
    "path",
    [
        "/film.mp4?expires=1699920000",  # nothing signs it
        "/film.mp4?exp=5&md5=" + HASH,  # no time
        "/film.mp4?expires_never=1699920000&md5=" + HASH,
        "/orders/1699920000/lines",
        "/film.mp4?from=1699920000&md5=" + HASH,
    ],
)
def test_what_is_no_end(path):
    assert _found(ASKED.format(path=path, status="404 Not Found")) == []


def test_an_end_that_nobody_looks_at():
    text = ASKED.format(path=FORMS[0].format(end=OVER), status="200 OK") + "---" + ASKED
    text = text.format(path=FORMS[0].format(end=OVER), status="404 Not Found")
    assert "signed-address-expired" not in _found(text)


def _signed(end):
    parts = ({"alg": "HS256"}, {"sub": "film", "exp": int(end)})
    coded = (base64.urlsafe_b64encode(json.dumps(part).encode()).decode() for part in parts)
    return ".".join((*(part.rstrip("=") for part in coded), "c" * 43))


@pytest.mark.parametrize(
    ("name", "end", "status", "over"),
    [
        ("token", OVER, "404 Not Found", True),
        ("token", OVER, "410 Gone", True),
        ("token", NOT_YET, "410 Gone", False),
        ("id_token_hint", OVER, "404 Not Found", False),  # a hint may be old
        ("token", OVER, "403 Forbidden", False),  # a token of its caller's
    ],
)
def test_a_token_that_is_the_signature(name, end, status, over):
    found = _found(ASKED.format(path=f"/film.mp4?{name}={_signed(end)}", status=status))
    assert ("signed-address-expired" in found) is over


IN_A_HEADER = """
> POST https://hub.test/devices/gate/messages
> Authorization: SharedAccessSignature sr=hub.test%2Fdevices&sig=XLY84L1G5kOaOxom3AjACHu5pqqQ%3D&se={end}
< {status}
< Date: Wed, 15 Nov 2023 00:13:20 GMT
"""


@pytest.mark.parametrize(
    ("end", "own_clock", "first"),
    [
        (OVER, "2023-11-15T00:13:20Z", "token-expired"),
        (OVER, "", "token-expired"),
        (OVER, "2023-11-13T23:00:00Z", "clock-differs"),  # it was made good for an hour, by that
        (NOT_YET, "2023-11-15T00:13:20Z", "credentials-refused"),
    ],
)
def test_a_shared_access_signature_in_a_header(end, own_clock, first):
    made = attempt_of(IN_A_HEADER.format(end=end, status="401 Unauthorized"))
    when = datetime.fromisoformat(own_clock) if own_clock else None
    exchange = replace(made.exchanges[0], started=when)
    assert diagnose(replace(made, exchanges=(exchange,))).findings[0].slug == first


def test_nobody_looks_at_its_end():
    assert _found(IN_A_HEADER.format(end=OVER, status="204 No Content")) == []
