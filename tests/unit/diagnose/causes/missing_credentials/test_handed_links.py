"""A known caller was handed an address, and asked for it as nobody."""

import pytest

from inspector.diagnose import diagnose

TOKEN = "> Authorization: token 5b451c537043a8dafe86b9a1c2027508505331f7\n"
REPO = """> GET https://forge.test/api/repos/mill/meterd
{token}< 200 OK
< Content-Type: application/json
<< {{"full_name": "mill/meterd", "private": {private}}}
---
> GET https://forge.test/api/repos/mill/meterd/releases/latest
{token}< 200 OK
< Content-Type: application/json
<< {{"tag": "v0.9.3", "download_url": "{link}"}}
---
> GET {asked}
{sent}< {status}
< Content-Type: text/plain
<< {words}"""
LINK = "https://forge.test/mill/meterd/releases/meterd.tar.gz"
OPEN = """
---
> GET https://forge.test/mill/meterd/releases/notes.txt
< 200 OK
<< 0.9.3"""


def _found(
    attempt, *, private="true", link=LINK, asked=LINK, sent="", status="404 Not Found", then=""
):
    words = "Not found." if status.startswith("404") else "No."
    text = {"private": private, "link": link, "asked": asked, "sent": sent, "status": status}
    found = diagnose(attempt(REPO.format(token=TOKEN, words=words, **text) + then))
    return [one.slug for one in found.findings]


@pytest.mark.parametrize(
    "more",
    [{}, {"status": "403 Forbidden", "private": "false"}, {"link": "/mill/meterd/releases/meterd.tar.gz"}],
)  # fmt: skip
def test_asked_as_nobody(attempt, more):
    assert _found(attempt, **more)[:1] == ["no-credentials-sent"]


@pytest.mark.parametrize(
    "more",
    [
        {"private": "false"},  # a link may be dead
        {"sent": TOKEN},
        {"link": "https://forge.test/mill/meterd/releases/other.tar.gz"},
        {"then": OPEN},
        {"asked": f"{LINK}?expires=1700006400"},
    ],
)
def test_what_shows_no_lack(attempt, more):
    assert _found(attempt, **more)[:1] != ["no-credentials-sent"]
