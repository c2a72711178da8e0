"""Whole curl commands of the three shells."""

import pytest

from inspector import intake
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.negotiate import Negotiate
from inspector.model.kinds.none import NoCredential


def read(text):
    return intake.read(text.encode())


def test_chromes_copy_for_bash():
    reading = read(
        "curl 'https://a.example/x' \\\n  -H 'accept: */*' \\\n  -b 'sid=1' \\\n"
        '  --data-raw $\'{"a":"it\\\'s"}\' \\\n  --compressed'
    )
    request = reading.request
    assert request.method == "POST"
    assert request.body.text == '{"a":"it\'s"}'
    assert [row.name for row in request.headers] == ["accept", "Accept-Encoding", "Cookie"]


def test_chromes_copy_for_cmd():
    request = read('curl ^"https://a.example/x^" ^\n  -H ^"accept: */*^" ^\n  -k').request
    assert request.url == "https://a.example/x"
    assert not request.options.verify_tls


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("curl a.example/x", "http://a.example/x"),
        ("curl -G -d b=1 'http://a/?x#f'", "http://a/?x&b=1#f"),
        ("curl -G -d b=1 'http://a/?'", "http://a/?b=1"),
        ("curl 'http://a/' --url-query b=1", "http://a/?b=1"),
        ("curl '{{base}}/x'", "{{base}}/x"),
        ("FOO=bar /usr/bin/curl http://a", "http://a"),
        ("$ curl http://a", "http://a"),
        ("curl https://me:pw@a.example/x", "https://a.example/x"),
    ],
)
def test_urls(text, url):
    assert read(text).request.url == url


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        ("-H 'Authorization: Bearer x'", Bearer),
        ("-H 'X-Api-Key: x'", ApiKey),
        ("-L -H 'X-Api-Key: x'", NoCredential),
        ("-u a:b -H 'Authorization: Bearer x'", Basic),
        ("-x p:1 --proxy-ntlm -u a:b", Basic),
        ("--negotiate -u :", Negotiate),
    ],
)
def test_credentials(options, kind):
    assert isinstance(read(f"curl {options} http://a").request.credential, kind)


def test_no_secret_stays_in_the_request():
    reading = read(
        "curl -u me:planted-secret-1 -x http://u:planted-secret-2@p:1 https://a -E c:planted-secret-3"
    )
    assert "planted" not in repr(reading.request)
    assert sorted(reading.secrets.values()) == [f"planted-secret-{number}" for number in (1, 2, 3)]
    assert "planted" not in " ".join(reading.notes)


def test_a_variable_of_the_shell_is_taken_from_the_environment():
    token = read('curl -H "Authorization: Bearer $TOKEN" https://a').request.credential.token
    assert (token.place, token.name) == ("environment", "TOKEN")


@pytest.mark.parametrize("text", ["curl -k", "curl -H 'A: b'"])
def test_no_url(text):
    with pytest.raises(intake.Unreadable) as raised:
        read(text)
    assert "no URL" in raised.value.problem.what


def test_methods():
    assert read("curl -XPATCH http://a -d x").request.method == "PATCH"
    assert read("curl -I http://a").request.method == "HEAD"
