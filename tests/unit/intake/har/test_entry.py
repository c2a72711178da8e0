"""The members of a HAR entry, under the names HAR gives them."""

import msgspec

from inspector.intake.har.entry import Cookie, Entry


def test_an_entry_is_decoded_by_its_camel_case_names():
    text = b"""{"startedDateTime": "2026-01-01T00:00:00Z", "time": 3, "serverIPAddress": "1.2.3.4",
      "request": {"method": "GET", "url": "http://a/", "httpVersion": "h2", "bodySize": 0,
                  "postData": {"mimeType": "text/plain", "text": "x"}, "extra": {}},
      "response": {"status": 0, "statusText": "", "_error": "net::ERR_FAILED",
                   "redirectURL": "/x", "content": {"size": 3}},
      "timings": {"dns": -1, "wait": 2.5}}"""
    entry = msgspec.json.decode(text, type=Entry)
    assert entry.server_address == "1.2.3.4"
    assert entry.request.post_data.text == "x"
    assert (entry.response.error, entry.response.redirect_url) == ("net::ERR_FAILED", "/x")
    assert entry.timings.wait == 2.5


def test_cookies_are_kept_undecoded_until_wanted():
    text = (
        b'{"request": {"method": "GET", "url": "", "cookies": [{"name": "a", "httpOnly": true}]}}'
    )
    raw = msgspec.json.decode(text, type=Entry).request.cookies
    assert msgspec.json.decode(raw, type=list[Cookie])[0].http_only is True
