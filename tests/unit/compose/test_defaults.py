"""The headers we add: each with a reason, none that the user wrote or switched off."""

from inspector.compose.address import read
from inspector.compose.body import Encoded
from inspector.compose.defaults import USER_AGENT, defaults
from inspector.compose.marked import Marked
from inspector.model.request import Options, Request, RequestHeader

ADDRESS = read(Marked.plain("http://a.example:81/"))


def _names(request, encoded=None):
    return [each.header.name for each in defaults(request, ADDRESS, encoded or Encoded())]


def test_a_get():
    found = defaults(Request(), ADDRESS, Encoded())
    values = {each.header.name: each.header.value for each in found}
    assert values == {
        "Host": "a.example:81",
        "User-Agent": USER_AGENT,
        "Accept": "*/*",
        "Accept-Encoding": "gzip, deflate, br, zstd",
    }
    assert all(each.reason for each in found)
    assert all(each.header.origin == "default" for each in found)


def test_a_body_has_type_and_length():
    found = defaults(Request(method="POST"), ADDRESS, Encoded(data=b"{}", content_type="a/b"))
    last = [(each.header.name, each.header.value) for each in found if each.last]
    assert last == [("Content-Type", "a/b"), ("Content-Length", "2")]


def test_a_post_without_body_has_length_zero():
    assert "Content-Length" in _names(Request(method="post"))
    assert "Content-Length" not in _names(Request(method="DELETE"))


def test_what_the_user_wrote_is_not_added():
    rows = (RequestHeader("host", "b"), RequestHeader("ACCEPT", "x"))
    assert _names(Request(headers=rows)) == ["User-Agent", "Accept-Encoding"]


def test_a_disabled_row_without_value_switches_a_default_off():
    off = (RequestHeader("User-Agent", "", enabled=False),)
    assert "User-Agent" not in _names(Request(headers=off))
    idle = (RequestHeader("User-Agent", "mine", enabled=False),)
    assert "User-Agent" in _names(Request(headers=idle))


def test_a_transfer_coding_needs_no_length():
    rows = (RequestHeader("Transfer-Encoding", "chunked"),)
    assert "Content-Length" not in _names(Request(method="POST", headers=rows))


def test_bare():
    assert _names(Request(options=Options(bare=True))) == ["Host"]
    agent = Options(bare=True, user_agent="curl/8")
    assert _names(Request(options=agent)) == ["Host", "User-Agent"]


def test_acting_as_a_browser():
    found = defaults(
        Request(options=Options(browser_origin="https://app.example")), ADDRESS, Encoded()
    )
    assert {each.header.name: each.header.value for each in found}[
        "Origin"
    ] == "https://app.example"
