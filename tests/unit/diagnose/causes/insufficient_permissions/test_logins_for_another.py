"""A login that was taken for another project has the right password, whatever the words say."""

import json

import pytest

from inspector.diagnose import diagnose
from inspector.model.finding import Cause
from tests.fixtures.short_texts import attempt_of

WRONG = "< 401 Unauthorized\n<< Invalid user name or password"


def deep(project, password="plum-42", user="ann", domain="Hall"):
    who = {"name": user, "domain": {"name": domain}, "password": password}
    return {"auth": {"password": {"user": who}, "scope": {"project": {"name": project}}}}


def flat(tenant, password="plum-42", **more):
    return {"username": "ann", "password": password, "tenant_id": tenant, **more}


def log_in(body, reply):
    sent = (
        f"> POST https://api.test/login\n> Content-Type: application/json\n>> {json.dumps(body)}\n"
    )
    return sent + reply


def told(first, second):
    """Return the findings of the second login after the first was taken."""
    taken = log_in(first, '< 201 Created\n< Content-Type: application/json\n<< {"token": "abc"}')
    return diagnose(attempt_of(f"{taken}\n---\n{log_in(second, WRONG)}")).findings


@pytest.mark.parametrize("make", [deep, flat])
def test_what_is_asked_for_is_the_reason(make):
    found = told(make("mill"), make("farm"))
    assert (found[0].cause, found[0].slug) == (Cause.INSUFFICIENT_PERMISSIONS, "works-elsewhere")
    assert "mill" in found[0].title
    assert "wrong-tenant" in {one.slug for one in found}


def test_nothing_was_asked_for_before():
    before = deep("mill")
    del before["auth"]["scope"]
    assert told(before, deep("farm"))[0].slug == "works-elsewhere"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (deep("mill"), deep("farm", password="plum-43")),
        (deep("mill"), deep("farm", user="bob")),
        (deep("mill"), deep("mill", domain="Forest")),
        (flat("mill"), flat("mill", nonce="a-7")),
        (flat("mill"), flat("farm", captcha="a-7")),
    ],
)
def test_another_login_is_another_login(first, second):
    found = told(first, second)
    assert found[0].slug == "wrong-password"
    assert "works-elsewhere" not in {one.slug for one in found}


ROOMS = """> GET https://api.test/rooms
> Authorization: Bearer q8Rt5Lm2Xc9Vb7Nz4Kp1
> {name}: {value}
< {status}"""


def _rooms(name, here):
    parts = ((name, "harbor", "200 OK"), (name, here, "403 Forbidden"), (name, "harbor", "200 OK"))
    texts = (ROOMS.format(name=n, value=v, status=s) for n, v, s in parts)
    return [one.slug for one in diagnose(attempt_of("\n---\n".join(texts))).findings]


@pytest.mark.parametrize("name", ["X-Tenant", "X-Workspace-Id", "OpenAI-Project"])
def test_a_header_names_another_tenant(name):
    assert _rooms(name, "quay")[0] == "works-elsewhere"


@pytest.mark.parametrize(("name", "here"), [("X-Request-Id", "quay"), ("X-Tenant", "harbor")])
def test_a_header_that_tells_no_tenants_apart(name, here):
    assert "works-elsewhere" not in _rooms(name, here)
