"""The token's audience is the number of another device than the one that was asked."""

import base64
import json

import pytest

from inspector.diagnose import diagnose


def _token(aud):
    head, claims = (
        base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")
        for part in ({"alg": "ES256"}, {"aud": aud, "iss": "Foundry", "exp": 1900000000})
    )
    return f"{head}.{claims}.{'c2ln' * 20}"


TOLD = """> GET https://192.168.1.60/info{more}
< 200 OK
< Content-Type: {kind}
<< {body}"""
CALL = """> GET https://192.168.1.60/meters
> Authorization: Bearer {token}
< {status}"""
XML = "<info><device><sn>122233041877</sn><pn>800-00654-r08</pn></device></info>"
MINE, THEIRS = "122233041877", "122233019921"


def _told(body=XML, kind="application/xml", more=""):
    return TOLD.format(body=body, kind=kind, more=more)


def _call(aud=THEIRS, status="401 Unauthorized"):
    return CALL.format(token=_token(aud), status=status)


def _slugs(attempt, *parts):
    return [one.slug for one in diagnose(attempt("\n---\n".join(parts))).findings]


@pytest.mark.parametrize(
    ("told", "aud"),
    [
        (_told(), THEIRS),
        (_told('{"serialNumber": "122233041877"}', "application/json"), THEIRS),
        (_told('{"instance_id": "9c3b48d4-ec56-e455"}', "application/json"), "4f0a7b12-90cd-1e27"),
    ],
)
def test_the_number_of_another_one(attempt, told, aud):
    assert _slugs(attempt, told, _call(aud))[:1] == ["audience-mismatch"]
    assert _slugs(attempt, _call(aud), told)[:1] == ["audience-mismatch"]


@pytest.mark.parametrize(
    "parts",
    [
        (_call(),),
        (_told(), _call(MINE)),
        (_told(), _call("orders-api")),
        (_told('{"order": "122233041877"}', "application/json"), _call()),
        (_told('{"sn": "12-9921"}', "application/json"), _call()),  # written in another way
        # Of several devices it need not be its own.
        (_told('[{"sn": "122233041877"}, {"sn": "122233055555"}]', "application/json"), _call()),
        (_told(more="\n> Cookie: sid=8c1f5e0a7db24c39"), _call()),  # told to one caller
        (_told(), _call(status="200 OK"), _call()),
    ],
)
def test_what_tells_nothing_of_itself(attempt, parts):
    assert "audience-mismatch" not in _slugs(attempt, *parts)[:1]
