"""The halves of Basic were exchanged, as the pair that was taken before shows."""

from inspector.diagnose import diagnose

CALL = """> GET https://depot.acme.example/system
> Authorization: Basic {pair}
< {status}
< WWW-Authenticate: Basic realm="Depot"
"""
ALICE, EXCHANGED, OTHER = (
    "YWxpY2U6Y29ycmVjdCBob3JzZQ==",
    "Y29ycmVjdCBob3JzZTphbGljZQ==",
    "Y29ycmVjdCBob3JzZTo=",
)


def _first(attempt, pair):
    taken = CALL.format(pair=ALICE, status="200 OK")
    refused = CALL.format(pair=pair, status="401 Unauthorized")
    return diagnose(attempt(f"{taken}---\n{refused}")).findings[0]


def test_exchanged_halves(attempt):
    first = _first(attempt, EXCHANGED)
    assert (first.slug, first.cause) == ("parts-swapped", "invalid-credentials")


def test_the_password_alone_in_the_place_of_the_name(attempt):
    assert _first(attempt, OTHER).slug == "key-sent-in-another-way"
