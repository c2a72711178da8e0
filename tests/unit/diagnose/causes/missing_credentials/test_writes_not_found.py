"""A write that is not found where a read was given: it is hidden from strangers, or from who calls."""

import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.reading.request import Sent

READ = "> GET https://packages.test/kiln{more}\n> npm-session: a4eaad08672f44a1\n< 200 OK\n{kind}<< {body}"
WRITE = """> {method} https://packages.test/kiln
> Content-Type: application/json
>> {{"name": "kiln", "access": "public"}}
< {status}
{kind}<< {body}"""
JSON = "< Content-Type: application/json\n"
HTML = "< Content-Type: text/html\n"
DATA, NONE = '{"name": "kiln", "versions": {}}', '{"error": "Not found"}'


def _read(*, more="", kind=JSON, body=DATA):
    return READ.format(more=more, kind=kind, body=body)


def _write(*, method="PUT", status="404 Not Found", kind=JSON, body=NONE):
    return WRITE.format(method=method, status=status, kind=kind, body=body)


def _found(attempt, *parts):
    return diagnose(attempt("\n---\n".join(parts))).findings


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "POST"])
def test_a_write_of_what_everybody_may_read(attempt, method):
    found = _found(attempt, _read(), _write(method=method))
    assert (found[0].slug, found[0].certainty) == ("no-credentials-sent", "possible")
    assert any("GET gave it" in one.statement for one in found[0].evidence)
    assert "path-unknown" in [one.slug for one in found]


KEY = "> Authorization: Bearer c0ffee-7d1f20c4e93ab51\n"


def _known(text):
    return text.replace("/kiln\n", f"/kiln\n{KEY}", 1)


@pytest.mark.parametrize(
    ("read", "write", "slug"),
    [
        (_known(_read()), _write(), "no-credentials-sent"),
        (_read(), _known(_write()), "not-found-hides-forbidden"),
    ],
)
def test_who_read_it_and_who_writes(attempt, read, write, slug):
    found = _found(attempt, read, write)
    assert (found[0].slug, found[0].certainty) == (slug, "possible")


def test_a_known_caller_is_told_what_is_missing(attempt):
    told = _known(_write(body='{"error": "The category 7 was not found"}'))
    assert _found(attempt, _read(), told) == ()


DELETED = "> DELETE https://packages.test/kiln\n< 204 No Content"


@pytest.mark.parametrize(
    "parts",
    [
        [_write()],  # nobody read it
        [_read(more="/other"), _write()],
        [_read(), DELETED, _write()],
        [_read(kind=HTML, body="<!doctype html><div id=root>"), _write()],  # given for any path
        [_read(), _write(kind=HTML, body="<pre>Cannot PUT /kiln</pre>")],
        [_read(), _write(body='{"message": "Route PUT:/kiln not found"}')],
        [_read(), _write(status="409 Conflict")],
        [_read(), _write(status="201 Created", body="{}")],
        [_read(), _read(more="/other").replace("200 OK", "404 Not Found")],
    ],
)
def test_what_is_an_ordinary_error(attempt, parts):
    assert _found(attempt, *parts) == ()


@pytest.mark.parametrize(("value", "known"), [("public", False), ("c0ffee-7d1f20c4e93ab51", True)])
def test_a_choice_is_no_token(attempt, value, known):
    made = attempt(_write().replace("public", value))
    assert Sent(0, made.exchanges[0].request).has_any is known
