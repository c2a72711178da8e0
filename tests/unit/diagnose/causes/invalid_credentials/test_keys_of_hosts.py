"""A host has a key of its own, which a list gave beside its name, and that of the list was sent."""

import pytest

from inspector.diagnose import diagnose

ACCOUNT, ZONE = "6d637b3b-a419-4ed1-b641-53c4a98a5ce5", "98c9cef3-bda7-a7cd-648cbc1f6033"
LIST = """> GET https://api.shed.example/zones
> AccessKey: {key}
< 200 OK
< Content-Type: application/json
<< [{{"Id": 412907, "Name": "mill", {members}}}]
---
> PUT https://{host}/mill/app.js
> AccessKey: {sent}
< {status}
< Content-Type: application/json
<< {body}"""
BARE = '{"Message": "Unauthorized"}'
MEMBERS = f'"ReadOnlyPassword": "{ZONE}-ro", "Password": "{ZONE}", "StorageHostname": "store.shed-cdn.example"'


def _found(attempt, members=MEMBERS, sent=ACCOUNT, host="store.shed-cdn.example", body=BARE):
    text = {"members": members, "sent": sent, "host": host, "body": body, "key": ACCOUNT}
    return diagnose(attempt(LIST.format(status="401 Unauthorized", **text))).findings


def test_the_key_of_the_list_was_sent(attempt):
    first = _found(attempt)[0]
    assert first.slug == "key-of-another-host"
    assert "(Password)" in first.title
    assert ZONE not in first.title


def test_the_host_may_stand_in_an_address(attempt):
    members = MEMBERS.replace('"store.', '"https://store.').replace("Hostname", "Url")
    assert _found(attempt, members)[0].slug == "key-of-another-host"


@pytest.mark.parametrize(
    "more",
    [
        {"sent": ZONE},
        {"host": "other.shed-cdn.example"},
        {"members": '"StorageHostname": "store.shed-cdn.example"'},
        {"body": '{"Message": "Your IP address is not allowed"}'},
    ],
)
def test_what_shows_no_other_key(attempt, more):
    assert all(one.slug != "key-of-another-host" for one in _found(attempt, **more))
