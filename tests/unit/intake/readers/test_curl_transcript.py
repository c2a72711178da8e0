"""Whole transcripts, as `test_reading` of the folder transcript reads their lines."""

import pytest

from inspector import intake

DIGEST = """\
  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
                                 Dload  Upload   Total   Spent    Left  Speed
  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0*   Trying 127.0.0.1:80...
* Connected to a.example (127.0.0.1) port 80
* Server auth using Digest with user 'a'
> GET /r HTTP/1.1
> Host: a.example
> Accept: */*
>
* Request completely sent off
< HTTP/1.1 302 Found
< Location: /p
< Content-Length: 0
* Ignoring the response-body
<
* Connection #0 to host a.example left intact
* Issue another request to this URL: 'http://a:b@a.example/p'
> GET /p HTTP/1.1
> Host: a.example
>
< HTTP/1.1 401 Unauthorized
< WWW-Authenticate: Digest realm="x", nonce="n", qop="auth"
< Content-Length: 2
<
{"* Connection #0 to host a.example left intact
* Issue another request to this URL: 'http://a:b@a.example/p'
> GET /p HTTP/1.1
> Host: a.example
> Authorization: Digest username="a", response="x"
>
< HTTP/1.1 100 Continue
<
< HTTP/1.1 401 Unauthorized
< Content-Type: text/html
<
<html>
<p>no</p>
* not a remark of curl's but text
* Closing connection
"""


def attempt(text):
    return intake.read(text.encode()).attempt


def test_redirect_and_challenge():
    found = attempt(DIGEST)
    assert (found.source, found.request_known) == ("curl-transcript", True)
    assert [(one.purpose, one.answers, one.reply.status) for one in found.exchanges] == [
        ("main", None, 302),
        ("redirect", 0, 401),
        ("challenge-answer", 1, 401),
    ]
    first, second, third = found.exchanges
    assert first.request.url == "http://a.example/r"
    assert second.request.url == "http://a.example/p"
    assert second.reply.body == b'{"'
    assert third.reply.interim[0].status == 100
    assert third.reply.body.startswith(b"<html>\n<p>no</p>")
    assert first.connection.peer == "127.0.0.1:80"
    assert first.raw_sent.startswith(b"GET /r HTTP/1.1\r\nHost: a.example\r\n")


def test_https_is_told_by_its_remarks():
    text = "* SSL connection using TLSv1.3 / X\n> GET / HTTP/2\n> Host: localhost:1\n> \n< HTTP/2 401\n< \n"
    assert attempt(text).exchanges[0].request.url == "https://localhost:1/"


def test_a_proxy_that_refuses():
    text = (
        "$ curl -v -x p https://a.example/x\n> CONNECT a.example:443 HTTP/1.1\n"
        "> Host: a.example:443\n> \n< HTTP/1.1 407 Proxy Authentication Required\n"
        "< Proxy-Authenticate: Basic\n< \n* CONNECT tunnel failed, response 407\n"
        "curl: (56) CONNECT tunnel failed, response 407\n"
    )
    (one,) = attempt(text).exchanges
    assert one.purpose == "proxy-connect"
    assert (one.reply.status, one.failure.kind) == (407, "proxy-refused")


@pytest.mark.parametrize(
    ("text", "url", "kind"),
    [
        ("curl: (6) Could not resolve host: a.example\n", "https://a.example/", "name-not-found"),
        (
            "*   Trying 127.0.0.1:9...\n* Failed to connect to 127.0.0.1 port 9: Connection refused\n",
            "http://127.0.0.1:9/",
            "refused",
        ),
    ],
)
def test_failures_without_any_message(text, url, kind):
    (one,) = attempt(text).exchanges
    assert (one.request.url, one.failure.kind, one.reply) == (url, kind, None)


def test_no_exchange_in_it():
    with pytest.raises(intake.Unreadable) as raised:
        intake.read(b"*   Trying 127.0.0.1:9...\n")
    assert "curl" in raised.value.problem.what


def test_windows_line_ends_and_powershells_utf16():
    data = DIGEST.replace("\n", "\r\n").encode("utf-16")
    assert len(intake.read(data).attempt.exchanges) == 3
