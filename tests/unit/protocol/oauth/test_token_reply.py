import pytest

from inspector.protocol.oauth import token_reply


def test_token_reply():
    found = token_reply.token_reply(
        b'{"access_token":"a","token_type":"Bearer","expires_in":"3600","scope":"x y",'
        b'"refresh_token":"r","id_token":"i"}'
    )
    assert (found.access_token, found.token_type, found.expires_in) == ("a", "Bearer", 3600)
    assert (found.scopes, found.refresh_token, found.id_token) == (("x", "y"), "r", "i")
    assert "access_token" not in repr(found)


def test_a_reply_of_many_kilobytes_is_read_to_its_end():
    body = b'{"id_token":"%b","access_token":"a"}' % (b"i" * 20_000)
    assert token_reply.token_reply(body).access_token == "a"


def test_token_reply_as_form():
    assert token_reply.token_reply("access_token=a&token_type=bearer&scope=").access_token == "a"


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b'{"access_token": 5}', b"<html>access_token=a</html>", b"[1]", b"\xff=\xfe"],
)
def test_no_token(body):
    assert token_reply.token_reply(body) is None


@pytest.mark.parametrize(
    ("value", "seconds"),
    [(60, 60), ("60", 60), (60.9, 60), (True, None), ("x", None), (1e400, None)],
)
def test_lifetimes(value, seconds):
    body = f'{{"access_token":"a","expires_in":{value!r}}}'.replace("'", '"').replace(
        "True", "true"
    )
    found = token_reply.token_reply(body.replace("inf", "1e400"))
    assert found.expires_in == seconds


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b'{"user": "ada", "sessionToken": "s:1"}', ("sessionToken", "s:1")),
        (b'{"data": {"user": {"jwt": "j.w.t"}}}', ("jwt", "j.w.t")),
        (b'{"id_token": "i", "result": {}, "access_token": "a"}', ("access_token", "a")),
        (b'{"token": "outer", "data": {"access_token": "inner"}}', ("token", "outer")),
        (b'{"refresh_token": "r", "token_type": "Bearer"}', ("", "")),
        (b'{"access": "for members only", "csrfToken": "c"}', ("", "")),
        (b'{"token": {"id": 1}, "list": [{"token": "t"}]}', ("", "")),
        (b'{"a": {"b": {"c": {"token": "too deep"}}}}', ("", "")),
        (b'["token"]', ("", "")),
        (b"eyJhbGci.eyJzdWIi.c2lnbmF0dXJl\n", ("", "eyJhbGci.eyJzdWIi.c2lnbmF0dXJl")),
        (b'"5y0lL7yfhV87QqQvLsC5zHrISHusbrK7"', ("", "5y0lL7yfhV87QqQvLsC5zHrISHusbrK7")),
        (b"logged in", ("", "")),
        (b"2023-11-14T09:00:00.000Z", ("", "")),
        (b"<html>5y0lL7yfhV87QqQvLsC5zHrISHusbrK7</html>", ("", "")),
    ],
)
def test_what_a_login_hands_out_for_calls(body, found):
    given = token_reply.handed_out(body)
    assert (given.name, given.value) == found


def test_what_was_handed_out_is_not_printed():
    assert "s:1" not in repr(token_reply.handed_out(b'{"sessionToken": "s:1"}'))
