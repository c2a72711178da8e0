"""What a token says of itself, and how it stands in its header."""

import base64

import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.protocol.tokens.macaroon import place_of


def _macaroon(place, version=2):
    if version == 2:
        body = (
            b"\x02\x01" + bytes([len(place)]) + place.encode() + b"\x02\x04no-7\x00\x00\x06\x04sign"
        )
        return base64.urlsafe_b64encode(body + b"\x00" * 8).decode().rstrip("=")
    packets = (f"location {place}\n", "identifier no-7\n", "signature 0123456789abcdef0123\n")
    text = "".join(f"{len(one) + 4:04x}{one}" for one in packets)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize("version", [1, 2])
def test_the_place_of_a_macaroon(version):
    assert place_of(_macaroon("tide.test", version)) == "tide.test"
    assert place_of(f"tide-{_macaroon('https://tide.test/', version)}") == "tide.test"
    assert not place_of(_macaroon("the harbour", version))
    assert not place_of("AgEntry of no bytes that could be read at all")


def _sent(host, token, status="403 Forbidden"):
    coded = base64.b64encode(f"__token__:tide-{token}".encode()).decode()
    return f"> POST https://{host}/upload\n> Authorization: Basic {coded}\n< {status}"


@pytest.mark.parametrize(
    ("host", "place", "wrong"),
    [
        ("test.tide.example", "tide.example", True),
        ("tide.example", "test.tide.example", True),
        ("reef.example", "tide.example", True),
        ("upload.tide.example", "tide.example", False),
        ("tide.example", "tide.example", False),
    ],
)
def test_a_token_of_another_host(attempt, host, place, wrong):
    found = diagnose(attempt(_sent(host, _macaroon(place)))).findings
    assert (found[0].slug == "environment-mismatch") is wrong


# ---------------- One value in two headers
ISSUED = (
    "> GET https://tide.test/login?user=lena&passwd=Reef-44\n< 200 OK\n"
    '< Content-Type: application/json\n<< {"token": "lena/b9dffba1e18edf6f83"}'
)


def _call(*headers, reply="< 401 Unauthorized"):
    sent = "".join(f"> {one}\n" for one in headers)
    return f"> GET https://tide.test/levels\n{sent}{reply}"


@pytest.mark.parametrize(
    ("headers", "slug"),
    [
        (("Authorization: Token", "token: lena/b9dffba1e18edf6f83"), "credential-split"),
        (("Authorization: Bearer", "X-Auth-Token: lena/b9dffba1e18edf6f83"), "credential-split"),
        (("Authorization: Bearer",), "empty-credential"),
    ],
)
def test_a_word_without_what_belongs_behind_it(attempt, headers, slug):
    found = diagnose(attempt(f"{ISSUED}\n---\n{_call(*headers)}")).findings
    assert found[0].slug == slug


# ---------------- A token within the JSON of a header, replaced by another login
def _login(token):
    return (
        "> POST https://www.tide.test/api/login\n> Content-Type: application/json\n"
        '>> {"account": "lena@tide.test", "pwd": "Reef-44"}\n< 200 OK\n'
        f'< Content-Type: application/json\n<< {{"data": {{"uid": "u-81", "token": "{token}"}}}}'
    )


def _levels(token, reply):
    held = f'{{"uid": "u-81", "token": "{token}", "client": "web"}}'
    return f"> POST https://eu.tide.test/levels\n> token: {held}\n>> {{}}\n{reply}"


GIVEN = '< 200 OK\n< Content-Type: application/json\n<< {"levels": [1, 2]}'
OVER = (
    '< 200 OK\n< Content-Type: application/json\n<< {"hasError": true, "code": 100, '
    '"msg": "The authorization has expired, please log in again."}'
)
ONE, TWO = "b7ceec291eb48dfad8d9", "00b9a85f761e4a36557a"


@pytest.mark.parametrize(
    ("parts", "replaced"),
    [
        ((_login(ONE), _levels(ONE, GIVEN), _login(TWO), _levels(ONE, OVER)), True),
        ((_login(ONE), _levels(ONE, GIVEN), _levels(ONE, OVER)), False),
        ((_login(ONE), _login(TWO), _levels(TWO, GIVEN), _levels(TWO, OVER)), False),
    ],
)
def test_called_expired_after_another_login(attempt, parts, replaced):
    found = diagnose(attempt("\n---\n".join(parts))).findings
    assert (found[0].slug == "replaced-by-sign-in") is replaced


ASKED = "> GET https://pay.example/things/tr_1\n> Authorization: Bearer {key}\n< {reply}"
TEST, LIVE = "test_ocxW9Q6JhQanNIVOBYu9rl", "live_ft2AFlsBNsAmnQOfk8c1Jd"


@pytest.mark.parametrize(
    ("taken", "refused", "told"),
    [
        (TEST, LIVE, True),
        (LIVE, TEST, True),
        (TEST, f"{TEST}x", False),  # of the same environment
        ("k1_ocxW9Q6JhQanNIVOBYu9rl", LIVE, False),  # one that names none
    ],
)
def test_a_key_sees_the_things_of_its_own_environment(attempt, taken, refused, told):
    entries = (
        ASKED.format(key=taken, reply="200 OK"),
        ASKED.format(key=refused, reply="404 Not Found"),
    )
    slugs = [one.slug for one in diagnose(attempt("\n---\n".join(entries))).findings]
    assert ("key-of-another-environment" in slugs[:1]) is told
