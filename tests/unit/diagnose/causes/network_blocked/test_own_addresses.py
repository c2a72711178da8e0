"""The very same was given once the client came from another address."""

import pytest

from inspector.diagnose import diagnose

PAGE = "<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>"
WHERE = "> GET https://myip.test/json\n< 200 OK\n< Content-Type: {kind}\n<< {told}"
CALL = """> GET https://api.acme.test/candidates/{name}{more}
< {status}
< Content-Type: text/html
<< {body}"""
REFUSED = CALL.format(name="java", more="", status="403 Forbidden", body=PAGE)


def _where(address, kind="application/json"):
    told = f'{{"ip": "{address}"}}' if kind == "application/json" else address
    return WHERE.format(kind=kind, told=told)


def _given(name="java", more=""):
    return CALL.format(name=name, more=more, status="200 OK", body="11.0.9")


def _first(attempt, *parts):
    return diagnose(attempt("\n---\n".join(parts))).findings[0]


HERE, THERE = "198.51.100.23", "203.0.113.140"


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (_where(HERE), _where(THERE)),
        (_where(HERE, "text/plain"), _where("2001:db8::17", "text/plain")),
    ],
)
def test_the_address_changed_in_between(attempt, here, there):
    found = _first(attempt, here, REFUSED, there, _given())
    assert (found.slug, found.certainty) == ("ip-not-allowed", "very-likely")
    assert HERE in found.title
    assert _first(attempt, there, _given(), here, REFUSED).slug == "ip-not-allowed"


@pytest.mark.parametrize(
    "parts",
    [
        (_where(HERE), REFUSED, _where(HERE), _given()),
        (REFUSED, _where(THERE), _given()),  # nobody knows from where it was refused
        (_where(HERE), REFUSED, _where(THERE), _given("kotlin")),
        (_where(HERE), REFUSED, _where(THERE), _given(more="\n> X-Api-Key: 6f1d2c3b4a596877")),
        (_where("12:30", "text/plain"), REFUSED, _where("13:05", "text/plain"), _given()),
    ],
)
def test_where_the_address_tells_nothing(attempt, parts):
    found = diagnose(attempt("\n---\n".join(parts))).findings
    assert "ip-not-allowed" not in [one.slug for one in found]
