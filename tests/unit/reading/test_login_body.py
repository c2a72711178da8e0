"""Requests that log in, however they carry name and password."""

import msgspec
import pytest

from inspector.model.message import Header, Message
from inspector.reading.request import Sent

FORM, JSON, XML = "application/x-www-form-urlencoded", "application/json", "text/xml"
CALL = (
    "<?xml version='1.0'?><methodCall><methodName>a.b</methodName><params>{}</params></methodCall>"
)


@pytest.mark.parametrize(
    ("kind", "body", "is_login"),
    [
        (FORM, "user=alice&password=x", True),
        (FORM, "u=alice&p=x&do=login", True),
        (FORM, "q=alice&p=2", False),
        (JSON, '{"email":"a@a.test","password":"x"}', True),
        (JSON, '{"method":"auth.login","params":["x"]}', True),
        (JSON, '{"method":"auth.login","params":[]}', False),
        (JSON, '{"method":"core.list","params":["x"]}', False),
        (XML, CALL.format("<param>alice</param><param>x</param>"), True),
        (XML, CALL.format(""), False),
        (XML, "<?xml version='1.0'?><l><username>alice</username><password>x</password></l>", True),
        (XML, "<?xml version='1.0'?><l><title>alice</title><password/></l>", False),
        (XML, "<r><credentials name='alice' password='x'><site/></credentials></r>", True),
        (XML, "<r><rule name='password' kind='x'/></r>", False),
        (JSON, '{"query":"mutation{login(user:\\"a\\",password:\\"x\\"){id}}"}', True),
        (JSON, '{"query":"mutation{in(i:{password:$p})}","variables":{"p":"x"}}', True),
        (JSON, '{"query":"mutation{in(i:{password:$p})}","variables":{"q":"x"}}', False),
        (JSON, '{"query":"{crew(name:$p)}","variables":{"p":"x"}}', False),
    ],
)
def test_what_logs_in(kind, body, is_login):
    message = Message(
        method="POST",
        url="https://a.test/x",
        headers=(Header("Content-Type", kind),),
        body=body.encode(),
    )
    assert Sent(0, message).is_login is is_login


@pytest.mark.parametrize(
    ("path", "fields", "is_login"),
    [
        ("/api/session", '"username":"alice","password":"x"', True),
        ("/-/user/org.couchdb.user:alice", '"name":"alice","password":"x"', True),
        ("/api/session", '"password":"x"', False),
        ("/api/users/alice", '"name":"alice","password":"x"', False),
    ],
)
def test_a_login_that_is_put(path, fields, is_login):
    message = Message(
        method="PUT",
        url=f"https://a.test{path}",
        headers=(Header("Content-Type", JSON),),
        body=f"{{{fields}}}".encode(),
    )
    assert Sent(0, message).is_login is is_login


@pytest.mark.parametrize(
    ("body", "of_a_client"),
    [
        ('{"app_id":"cli_afcc482a","app_secret":"y7AR61MhMoLWviXn"}', True),
        ('{"auth":{"clientId":"g5nd79","clientSecret":"y7AR61MhMoLWviXn"}}', True),
        ('{"client_id":"web","client_secret":"s","username":"ann","password":"pw"}', False),
        ('{"app_id":"cli_afcc482a","password":"pw"}', False),
        ('{"app_secret":"y7AR61MhMoLWviXn"}', False),
    ],
)
def test_who_logs_in_is_a_program(body, of_a_client):
    message = Message(
        method="POST",
        url="https://a.test/auth/v3/token",
        headers=(Header("Content-Type", JSON),),
        body=body.encode(),
    )
    assert Sent(0, message).login.is_of_a_client is of_a_client


@pytest.mark.parametrize(
    ("header", "call", "is_in_header"),
    [
        ("<l:user>alice</l:user><l:password>x</l:password>", "<h:crew/>", True),
        ("", "<h:login><h:user>alice</h:user><h:password>x</h:password></h:login>", False),
        (
            "<l:trace>7</l:trace>",
            "<h:login><h:user>a</h:user><h:password>x</h:password></h:login>",
            False,
        ),
    ],
)
def test_name_and_password_in_the_header_of_a_call(header, call, is_in_header):
    start = '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">'
    body = f"{start}<s:Header>{header}</s:Header><s:Body>{call}</s:Body></s:Envelope>"
    message = Message(
        method="POST",
        url="https://a.test/x",
        headers=(Header("Content-Type", XML),),
        body=body.encode(),
    )
    sent = Sent(0, message)
    assert sent.is_login
    assert sent.login.is_in_soap_header is is_in_header


@pytest.mark.parametrize(
    ("path", "body", "is_login"),
    [
        ("/api/events/guest", '{"pass":"plumber","door":"front"}', False),
        ("/shares/7", '{"share":{"password":"x"}}', False),
        ("/shares/7", "password=x", False),
        ("/api/events/guest", '{"user":"ann","pass":"x"}', True),
        ("/auth/confirm", '{"password":"x"}', True),  # who calls shows it once more
    ],
)
def test_a_password_that_somebody_known_posts_without_a_name(path, body, is_login):
    kind = JSON if body.startswith("{") else FORM
    known = Header("Authorization", "Bearer q8Rt5Lm2Xc9Vb7Nz4Kp1")
    plain = (Header("Content-Type", kind),)
    message = {"method": "POST", "url": f"https://a.test{path}", "body": body.encode()}
    assert Sent(0, Message(**message, headers=(*plain, known))).is_login is is_login
    assert Sent(0, Message(**message, headers=plain)).is_login


@pytest.mark.parametrize(
    ("address", "is_beside_a_call"),
    [
        ("/query?db=d&u=root&p=wrong", True),
        ("/login?u=root&p=wrong", False),
        ("/query?db=d", False),
    ],
)
def test_name_and_password_in_the_query_of_a_call(address, is_beside_a_call):
    sent = Sent(0, Message(method="GET", url=f"https://a.test{address}"))
    assert sent.login.is_beside_a_call is is_beside_a_call


def test_a_login_that_is_posted_is_no_other_call():
    message = Message(
        method="POST",
        url="https://a.test/x",
        headers=(Header("Content-Type", FORM),),
        body=b"user=alice&password=x",
    )
    assert not Sent(0, message).login.is_beside_a_call


@pytest.mark.parametrize(
    ("header", "value", "makes"),
    [
        ("X-Api-Key", "dk-55c1a0e97b20", True),
        ("Authorization", "Bearer abc.def", True),
        ("Authorization", "", False),
        ("X-Trace", "1", False),
    ],
)
def test_who_shows_a_key_makes_a_user_and_does_not_log_in(header, value, makes):
    message = Message(
        method="POST",
        url="https://a.test/users",
        headers=(Header("Content-Type", JSON), Header(header, value)),
        body=b'{"username": "bea", "password": "plum-42!x"}',
    )
    sent = Sent(0, message)
    assert (sent.login.makes_a_user, sent.is_login) == (makes, not makes)
    read = msgspec.structs.replace(message, method="GET", body=b"")
    assert not Sent(0, read).login.makes_a_user
