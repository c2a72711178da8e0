"""A thing that one host does not know, and the host of another region has."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.hosts.siblings import is_sibling

KEY = "> Authorization: Basic YXBpOmtleS0wZDk1MWM5NTYwMmY0MTdjMmQwMTdl\n"
LIST = f'> GET https://api.post.test/v3/domains\n{KEY}< 200 OK\n<< {{"items": []}}'
MISSING = (
    f"> POST https://api.post.test/v3/mg.shop.test/messages\n{KEY}>> to=a\n< 404 Not Found\n"
    '< Content-Type: application/json\n<< {"message": "Domain not found: mg.shop.test"}'
)
THERE = (
    f"> GET https://api.eu.post.test/v3/mg.shop.test/stats\n{KEY}< 200 OK\n"
    '< Content-Type: application/json\n<< {"total": 311}'
)


def _slugs(attempt, *entries):
    return [one.slug for one in diagnose(attempt("\n---\n".join(entries))).findings]


@pytest.mark.parametrize("entries", [(LIST, MISSING, THERE), (THERE, MISSING)])
def test_the_thing_is_in_another_region(attempt, entries):
    assert _slugs(attempt, *entries) == ["thing-at-another-host"]


@pytest.mark.parametrize(
    ("what", "changed"),
    [
        ("another caller", THERE.replace("YXBp", "YXBq")),
        ("another thing", THERE.replace("mg.shop.test", "mail.shop.test")),
        ("another service", THERE.replace("api.eu.", "files.")),
        ("nothing there either", THERE.replace("200 OK", "404 Not Found")),
        ("a word of the address alone", THERE.replace("mg.shop.test/stats", "messages")),
    ],
)
def test_nothing_shows_where_it_is(attempt, what, changed):
    assert "thing-at-another-host" not in _slugs(attempt, LIST, MISSING, changed), what


def test_a_thing_that_was_here_was_taken_away(attempt):
    was_here = MISSING.replace("404 Not Found", "200 OK")
    assert "thing-at-another-host" not in _slugs(attempt, was_here, MISSING, THERE)


@pytest.mark.parametrize(
    ("one", "other", "siblings"),
    [
        ("api.post.test", "api.eu.post.test", True),
        ("api-us5.post.test", "api-eu.post.test", True),
        ("api.post.test", "api-sandbox.post.test", True),
        ("api.post.test", "billing.post.test", False),
        ("api.post.test", "api.other.test", False),
    ],
)
def test_hosts_of_one_service(one, other, siblings):
    assert is_sibling(one, other) is siblings
