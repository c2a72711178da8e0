"""A key in the path is found and masked as one of a query is."""

import pytest

from inspector.protocol.keys.path_keys import path_key_spans
from inspector.protocol.redaction import masked_text, masked_url

KEY = "AAESdTBUNrd5hDvsT8qOsIyabcdefghijkl"
ADDRESSES = [
    f"https://api.telegram.org/bot123456789:{KEY}/getMe",
    f"https://api.telegram.org/file/bot123456789:{KEY}/photo.jpg",
    f"https://api.example/bot123456789%3A{KEY}/getMe?x=1",
    f"https://hooks.slack.com/services/T01234567/B01234567/{KEY}",
    f"https://hooks.slack.com/workflows/T01234567/A01234567/123456789012345678/{KEY}",
    f"https://hooks.slack.com/triggers/E01234567/1234567890/{KEY}",
    f"https://discord.com/api/webhooks/123456789012345678/{KEY}/messages/1",
    f"https://maker.ifttt.com/trigger/door/with/key/{KEY}",
    rf"https:\/\/hooks.slack.com\/services\/T01234567\/B01234567\/{KEY}",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_key_alone_is_masked(address):
    assert [address[a:b] for a, b in path_key_spans(address)] == [KEY]
    shown = masked_url(address)
    assert KEY not in shown
    assert shown.startswith(address.partition(KEY)[0])


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_masked_one_is_still_a_key_and_masked_no_further(address):
    shown = masked_text(address)
    assert path_key_spans(shown)
    assert masked_text(shown) == shown


def test_a_webhook_of_teams():
    key = "0123456789abcdef0123456789abcdef"
    address = f"https://x.webhook.office.com/webhookb2/a@b/IncomingWebhook/{key}/c"
    assert [address[a:b] for a, b in path_key_spans(address)] == [key]


@pytest.mark.parametrize(
    "path",
    [
        "/bot/getMe",
        "/bot12:short/x",
        "/services/Transfers/overview-of-transfers",
        "/services/T1/B1/x",
        "/webhooks/12/abcdefghijklmnopqrstuvwxyz",
        "/api/v1/services/thing",
    ],
)
def test_other_paths_stay(path):
    assert path_key_spans(path) == ()


@pytest.mark.parametrize(
    "address", ["http://box.test:6789/ann:pw%201/jsonrpc?version=1", "/ann:pw%201/xmlrpc"]
)
def test_a_login_may_stand_in_the_path(address):
    assert [address[a:b] for a, b in path_key_spans(address)] == ["pw%201"]


@pytest.mark.parametrize("path", ["/jsonrpc", "/a:b/orders", "/v1/models/x:generate", "/a/b:c"])
def test_other_colons_are_no_login(path):
    assert path_key_spans(path) == ()
