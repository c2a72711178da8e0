"""The parts of a list are fetched without the parameter that the list was let through with."""

import pytest

from inspector.diagnose import diagnose

PROOF = "token=st=1669666737~exp=1669667237~hmac=1fcaa809cf274b0c8f569582967867f1"
LIST = """> GET https://vod.test/films/7/index.m3u8?{proof}
< 200 OK
< Content-Type: {kind}
<< {listed}
---
{beside}> GET https://vod.test/{part}
{sent}< 403 Forbidden
< Content-Type: text/html
<< {page}"""
PLAYLIST = "#EXTM3U\n<< #EXTINF:10.0,\n<< part-1.ts\n<< #EXT-X-ENDLIST"
PAGE = (
    "<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center>"
    "<hr><center>nginx</center></body></html>"
)
GIVEN = "> GET https://vod.test/films/7/part-0.ts{}\n< 200 OK\n<< x\n---\n"
PLAIN = {"proof": PROOF, "kind": "application/vnd.apple.mpegurl", "listed": PLAYLIST, "beside": "",
         "part": "films/7/part-1.ts", "sent": "", "page": PAGE}  # fmt: skip


def _first(attempt, changed):
    return diagnose(attempt(LIST.format(**(PLAIN | changed)))).findings[0]


@pytest.mark.parametrize(
    ("changed", "certainty"),
    [
        ({}, "very-likely"),
        ({"beside": GIVEN.format(f"?{PROOF}")}, "certain"),
        ({"listed": "#EXTM3U\n<< high/index.m3u8", "part": "films/7/high/index.m3u8"}, "very-likely"),
        ({"listed": "#EXTM3U\n<< /films/7/part-1.ts?q=1"}, "very-likely"),
        ({"kind": "application/json", "listed": '{"files": ["part-1.ts"]}'}, "very-likely"),
        ({"kind": "application/dash+xml", "part": "films/7/chunk-12.m4s",
          "listed": '<MPD><SegmentTemplate media="chunk-$Number$.m4s"/></MPD>'}, "very-likely"),
        ({"proof": "e=1700007200&md5=YbK0hVd3oFh2h8xQ1n6c9g"}, "very-likely"),
        ({"proof": "gate=exp=1700007200~acl=/films/*~hmac=77aa66bb55cc44dd33ee22ff11009988"},
         "very-likely"),
    ],
)  # fmt: skip
def test_a_part_lacks_what_the_list_came_with(attempt, changed, certainty):
    found = _first(attempt, changed)
    assert (found.slug, found.certainty) == ("query-not-passed-on", certainty)


def test_a_bucket_lists_what_lies_below_its_own_address(attempt):
    words = "<Error><Message>This request is not authorized to perform this operation.</Message></Error>"
    listed = "<Results><Blob><Name>part-1.ts</Name></Blob></Results>"
    found = _first(attempt, {"kind": "application/xml", "listed": listed, "page": words,
                             "part": "films/7/index.m3u8/part-1.ts"})  # fmt: skip
    assert found.slug == "query-not-passed-on"


@pytest.mark.parametrize(
    "changed",
    [
        {"beside": GIVEN.format("")},  # others are given without it
        {"listed": "#EXTM3U\n<< part-11.ts"},  # nobody named this one
        {"part": f"films/7/part-1.ts?{PROOF}"},
        {"sent": "> Authorization: Bearer 0123456789abcdef\n"},
        {"proof": "quality=high"},
        {"kind": "text/html", "listed": '<html><video src="part-1.ts"></video></html>'},
        {"page": "Your IP address is not allowed to access this."},
    ],
)
def test_what_lacks_something_else(attempt, changed):
    assert _first(attempt, changed).slug != "query-not-passed-on"


# ---------------- The address was handed out with what signs it
ALBUM = """> GET https://api.photo.test/albums/3
> Authorization: Bearer 0123456789abcdef
< 200 OK
< Content-Type: application/json
<< {{"items": [{{"url": "https://media.photo.test/p/1.jpg{query}"}}]}}
---
> GET https://media.photo.test/p/1.jpg{sent}
< 403 Forbidden
< Content-Type: text/html
<< {page}"""


def _photo(attempt, query="?exp=1741690800&sig=Yk3vXo8Qb2mTz7LdHs1pRw", sent="", page=PAGE):
    found = diagnose(attempt(ALBUM.format(query=query, sent=sent, page=page))).findings
    facts = [fact.statement for one in found for fact in one.evidence]
    return any("handed this address out with" in one for one in facts), found[0].slug


@pytest.mark.parametrize(
    "query",
    ["?exp=1741690800&sig=Yk3vXo8Qb2mTz7LdHs1pRw", "?w=200&amp;Signature=Yk3vXo8Qb2mTz7Ld"],
)
def test_the_signature_of_the_address_was_left_out(attempt, query):
    assert _photo(attempt, query=query) == (True, "no-credentials-sent")


@pytest.mark.parametrize(
    "changed",
    [
        {"query": "?w=200"},
        {"query": ""},
        {"sent": "?exp=1741690800&sig=Yk3vXo8Qb2mTz7LdHs1pRw"},
        {"sent": "\n> Authorization: Bearer 0123456789abcdef"},
        {"page": "Your IP address is not allowed to access this."},
    ],
)
def test_where_nothing_was_left_out(attempt, changed):
    assert _photo(attempt, **changed)[0] is False
