"""A key goes where the reply says that it is read, else into a header."""

import msgspec
import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.fixes import key_places
from inspector.model.finding import Cause
from inspector.model.request import Request, RequestHeader

NONE = Suspicion(cause=Cause.MISSING_CREDENTIALS, slug="x", weight=0.5)


def case(attempt, request, words="No API key found"):
    body = f'<< {{"message": "{words}"}}'
    return Trace(attempt(f"{request}\n< 401 No\n< Content-Type: application/json\n{body}")).case(0)


QUERY = "> GET https://a.test/?apikey=abc"
HEADER = "> GET https://a.test/\n> X-Api-Key: abc"


@pytest.mark.parametrize(
    ("request_", "words", "changes"),
    [
        (QUERY, "No API key found", {"place": "header"}),
        (QUERY, "the header X-Gw-Key is missing", {"place": "header", "name": "X-Gw-Key"}),
        (QUERY, "Missing X-Api-Key header", {"place": "header", "name": "X-Api-Key"}),
        (HEADER, "Pass it as the query parameter 'appid'", {"place": "query", "name": "appid"}),
        (HEADER, "The API key must be in the query", {"place": "query"}),
        (HEADER, "No cookie 'sid' was found", {"place": "cookie", "name": "sid"}),
        (HEADER, "Expected the key in the request body", {"place": "body"}),
        (HEADER, "Use the header apikey", {"place": "header", "name": "apikey"}),
    ],
)
def test_where_it_goes(attempt, request_, words, changes):
    fix = key_places.move_key(case(attempt, request_, words), NONE)
    made = {change.field.name: change.after for change in fix.changes}
    assert made == changes
    assert fix.title.endswith("and resend")


def test_what_does_not_fit_is_not_built(attempt):
    assert key_places.move_key(case(attempt, "> GET https://a.test/"), NONE) is None
    assert key_places.move_key(case(attempt, HEADER), NONE) is None


def test_a_name_with_underscores_is_written_with_hyphens(attempt):
    plain = case(attempt, "> GET https://a.test/\n> api_key: abc")
    dropped = Suspicion(cause=Cause.CONFIGURATION, slug="x", weight=1, values={"name": "api_key"})
    assert key_places.rename_header(plain, dropped).changes[0].after == "api-key"
    assert key_places.rename_header(plain, NONE) is None


@pytest.mark.parametrize("name", ["Shelf-Key", "X-Acme-Pass"])
def test_a_key_under_a_name_that_nobody_knows_is_one(attempt, name):
    text = f"> GET https://a.test/books\n> {name}: sk-0123\n< 401 Unauthorized"
    first = diagnose(attempt(text)).findings[0]
    assert (first.slug, first.certainty) == ("key-refused", "possible")


# ---------------- A header that stands there empty
@pytest.mark.parametrize("value", ["", " "])
@pytest.mark.parametrize("name", ["X-Mill-Key", "X-Api-Key", "apikey"])
def test_a_key_is_typed_into_the_very_header_that_is_empty(attempt, name, value):
    recorded = attempt(f"> GET https://a.test/books\n> {name}:{value}\n< 401 Unauthorized")
    rows = (RequestHeader(name, value), RequestHeader("X-Trace", "1"))
    own = Request(url="https://a.test/books", headers=rows)
    first = diagnose(msgspec.structs.replace(recorded, request=own)).findings[0]
    assert (first.slug, first.fixes[0].title) == ("empty-credential", f"Enter {name}")
    assert [(str(one.field), one.ask) for one in first.fixes[0].changes] == [
        (f"headers.{name}", True)
    ]


def test_an_empty_authorization_is_said_to_be_empty(attempt):
    def said(value):
        text = f"> GET https://a.test/books\n> Authorization: {value}\n< 401 Unauthorized"
        first = diagnose(attempt(text)).findings[0]
        return first.slug, first.evidence[0].statement

    assert said("") == ("empty-credential", "The header Authorization is empty")
    assert said("Bearer") == ("empty-credential", "Authorization holds only the word Bearer")
