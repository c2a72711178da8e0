"""Session cookies of frameworks; the values were made by Django 5.2, Flask 3 and Starlette's way."""

import base64
import json
import zlib
from datetime import UTC, datetime

import pytest

from inspector.protocol.cookie.session_cookies import read

DJANGO = "eyJfYXV0aF91c2VyX2lkIjoiNyIsImxhbmd1YWdlIjoiZGUifQ:1xWBTr:T47qQa7_z6PoZbGL_MtCuSK7L1XDz0DmX6wc1FzzOGc"
DJANGO_PACKED = (
    ".eJy1kDtKhEEQhO8y8RdMv7v3KmLwsy6biIFoJN7duYRUVlDPn3W_Pr_W7WUjKIYTJEUzyCEFUcQQRwJJpJBGBt3o0Sh"
    "qqKOBJlpoo4NtTLBjaZhjgSVWWGODb1xwxU-i44EnXnjjQ2xCCCWMOIWCSKKIJobcpJBKGunk6ZtkkU0OtSmhlDLKqaDOnK"
    "KaGnrTQitttNNBJ33WNj3MZoRRxhhngkmmmHPGvLLer4_n9_V8rNt6e_w_1u8fpVZndQ:1xWBTr:_AieelBvTXg6dG5qP9fWe"
    "VKQeYHpt9Act5NQNnpwY8I"
)
FLASK = "eyJ1c2VyIjoibGVuYSJ9.awbK9w.UR70Rke7rY8DFRUFr2wUPakSfeI"
FLASK_PACKED = (
    ".eJyrVsosSc0tVrKKVkocJkBJZ9Qrgw-MemUwAqXYWgAia4FM.awbK9w.Ru4O6jZ6uMJcIyUOVT5i4LPVnqo"
)
STARLETTE = "eyJ1c2VyIjogImxlbmEifQ==.awbK-Q.xq3wwJTqOV09BYXGnF4OlPea4Mc"
EXPRESS = "s%3AZk3x9.pJ233x%2FvFMJ2vxWSuncJGCbpdO%2FI6vkp64Z2glemYGE"


def _packed(value):
    return base64.b64encode(json.dumps(value).encode()).decode()


def test_django():
    found = read(DJANGO)
    assert (found.maker, found.members) == ("django", {"_auth_user_id": "7", "language": "de"})
    assert found.made.date() == datetime(2026, 11, 25, tzinfo=UTC).date()
    assert read(DJANGO_PACKED).members["cart"] == list(range(100))
    assert read(DJANGO_PACKED).is_packed
    plain = read("plain:1xWBTr:snZKn8SbujggJFObBfxTqKsY5hpAyZLTPY5hZfvi_0g")
    assert (plain.maker, plain.text) == ("django", "plain")
    assert repr(found) == "SessionCookie(maker='django')"


@pytest.mark.parametrize("value", [FLASK, STARLETTE])
def test_flask_and_starlette(value):
    found = read(value)
    assert (found.maker, found.members) == ("flask", {"user": "lena"})
    assert found.made.year == 2026
    assert value[slice(*found.payload)].startswith("eyJ1c2VyIjo")


def test_flask_packed():
    assert read(FLASK_PACKED).members == {"items": ["a" * 200] * 5}


def test_old_stamps_of_flask_count_from_2011():
    stamp = base64.urlsafe_b64encode((100_000_000).to_bytes(4, "big")).decode().rstrip("=")
    assert read(f"eyJ1c2VyIjoibGVuYSJ9.{stamp}.UR70Rke7rY8DFRUFr2wUPakSfeI").made.year == 2014


def test_a_json_web_token_is_no_flask_session():
    header = base64.urlsafe_b64encode(b'{"alg":"HS256"}').decode().rstrip("=")
    assert read(f"{header}.awbK9w.UR70Rke7rY8DFRUFr2wUPakSfeI") is None


def test_express():
    found = read(EXPRESS)
    assert (found.maker, found.members, found.is_signed) == ("express", {}, True)


def test_rails():
    inner = base64.b64encode(b'{"user_id":7}').decode()
    signed = _packed({"_rails": {"message": inner, "exp": None, "pur": "cookie.session"}})
    found = read(f"{signed}--{'a1' * 20}")
    assert (found.maker, found.members) == ("rails", {"user_id": 7})
    assert read(f"{_packed({'user_id': 7})}--{'a1' * 32}").members == {"user_id": 7}
    sealed = f"{'Ab3/' * 20}--{'x' * 16}--{'y' * 22}%3D%3D"
    assert read(sealed).is_encrypted
    old = base64.b64encode(b"QUJD--REVG").decode()
    assert read(f"{old}--{'0' * 40}").is_encrypted
    assert read(f"BAh7BkkiD3Nlc3Npb25faWQ--{'0' * 40}").maker == "rails"


def test_laravel_asp_net_and_bare_json():
    laravel = read(_packed({"iv": "a", "value": "b", "mac": "c", "tag": ""}))
    assert (laravel.maker, laravel.is_encrypted) == ("laravel", True)
    assert read(f"CfDJ8{'Ab-_' * 20}").maker == "asp-net"
    bare = read(_packed({"views": 1, "user": "lena"}))
    assert (bare.maker, bare.is_signed, bare.members["user"]) == ("json", False, "lena")
    assert read(_packed({"alg": "HS256"})) is None


def test_a_zip_bomb_is_not_unpacked():
    bomb = base64.urlsafe_b64encode(zlib.compress(b"a" * 50_000_000)).decode().rstrip("=")
    found = read(f".{bomb}:1xWBTr:{'a' * 43}")
    assert (found.is_too_big, found.members) == (True, {})


@pytest.mark.parametrize(
    "value",
    ["", "a", "a.b.c", "a:b:c", "s:", "%", "%zz", "--", "CfDJ8", "x" * 200_000, "\ud800" * 40,
     f".AAAA.awbK9w.{'a' * 27}"],
)  # fmt: skip
def test_what_is_none(value):
    assert read(value) is None
