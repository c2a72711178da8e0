"""Pages that lead on without a status, and where redirects lead."""

import pytest

from inspector.diagnose import diagnose
from inspector.model.finding import Cause
from inspector.model.message import Header
from inspector.protocol.urls import host_of
from inspector.reading.body import Content
from inspector.reading.pages.page_redirects import (
    data_target,
    is_portal,
    leading_header,
    page_target,
)

ASKED = "https://api.test/v1/x"


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ('<html><meta http-equiv="refresh" content="0; url=/login"></html>', "https://api.test/login"),
        ("<html><script>location.href = 'http://10.0.0.1/up'</script></html>", "http://10.0.0.1/up"),
        ('<html><script>top.location.replace("//p.test/a?b=1&amp;c")</script></html>', "https://p.test/a?b=1&c"),
        ("<html><body>" + "word " * 200 + "<script>location='/x'</script></html>", ""),
        ("<html><body>Hello</body></html>", ""),
        ('{"location": "/login"}', ""),
    ],
)  # fmt: skip
def test_page_target(body, target):
    assert page_target(Content(body.encode(), "text/html"), ASKED) == target


@pytest.mark.parametrize(
    ("target", "portal"),
    [
        ("http://192.168.4.1/", True),
        ("https://wifi.hotel.test/guest?x=1", True),
        ("https://api.test/portal", False),
        ("https://www.test/welcome", False),
        ("", False),
    ],
)
def test_is_portal(target, portal):
    assert is_portal(target, ASKED) is portal


def test_a_host_inside_that_leads_to_another_inside_is_no_portal():
    assert not is_portal("http://192.168.4.2/", "http://192.168.4.1/")
    assert host_of("http://[broken") == ""


@pytest.mark.parametrize(
    "target", ["http://172.16.0.1:8002/index.php?zone=x", "http://cp.test/hotspot"]
)
def test_a_program_that_got_a_portal(attempt, target):
    page = f'<html><head><meta http-equiv="refresh" content="0;url={target}"></head></html>'
    text = f"> GET {ASKED}\n< 200 OK\n< Content-Type: text/html\n<< {page}"
    assert diagnose(attempt(text)).findings[0].cause is Cause.NETWORK_BLOCKED


def test_a_page_that_sends_a_stranger_on_is_fine(attempt):
    page = "<html><script>window.location='/login'</script></html>"
    text = f"> GET https://shop.test/\n< 200 OK\n< Content-Type: text/html\n<< {page}"
    assert not diagnose(attempt(text)).findings


def test_a_session_that_is_sent_to_the_login(attempt):
    page = "<html><script>window.location='/login'</script></html>"
    text = (
        "> GET https://shop.test/orders\n> Cookie: session=abcdef0123\n"
        f"< 200 OK\n< Content-Type: text/html\n<< {page}"
    )
    assert diagnose(attempt(text)).findings[0].cause is Cause.EXPIRED_SESSION


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ('{"redirect":"/login"}', "https://api.test/login"),
        ('{"status":302,"location":"https://sso.test/a"}', "https://sso.test/a"),
        ('{"redirect":"now"}', ""),
        ('{"loginUrl":"/login","a":1,"b":2,"c":3,"d":4}', ""),
        ("<?xml version='1.0'?><partial-response><redirect url='/login.xhtml'/></partial-response>", "https://api.test/login.xhtml"),
        ("<?xml version='1.0'?><r><location>/login</location></r>", "https://api.test/login"),
        ("<?xml version='1.0'?><r><link url='/login'/></r>", ""),
        ("window.location.href = '/login';", "https://api.test/login"),
        ("see location '/login'", ""),
    ],
)  # fmt: skip
def test_replies_that_lead_a_script_on(body, target):
    assert data_target(Content(body.encode(), ""), ASKED) == target


@pytest.mark.parametrize(
    ("name", "value", "target"),
    [
        ("HX-Redirect", "/login", "/login"),
        ("X-Location", "https://sso.test/", "https://sso.test/"),
        ("Location", "/login", ""),
        ("Content-Location", "/login", ""),
        ("X-Redirect-Count", "2", ""),
    ],
)
def test_headers_that_lead_a_script_on(name, value, target):
    assert leading_header((Header(name, value),)) == target
