"""A token that names its project, tenant or instance, and an address that names another one."""

import base64
import json

import pytest

from inspector.diagnose.diagnosing import diagnose

UNKNOWN = '< 401 Unauthorized\n{more}<< {{"message": "invalid key"}}'
MINE, THEIRS = "a7f3kd92mq", "q2m81zt5xw"


def _token(**claims):
    named = {"role": "reader", "exp": 2_700_000_000, **claims}
    parts = ({"alg": "HS256"}, named)
    coded = (base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in parts)
    return ".".join([*(part.decode() for part in coded), "A" * 43])


def _call(url, reply=UNKNOWN, more="", **claims):
    return f"> GET {url}\n> Authorization: Bearer {_token(**claims)}\n{reply.format(more=more)}"


def _first(attempt, *parts):
    return diagnose(attempt("\n---\n".join(parts))).findings[0]


@pytest.mark.parametrize(
    ("url", "claims", "more"),
    [
        (f"https://{THEIRS}.basins.test/rows", {"project_ref": MINE}, ""),
        (f"https://db-{THEIRS}.eu.basins.test/rows", {"instance": MINE}, ""),
        ("https://api.basins.test/v1/workspaces/w-204/rows", {"workspace_id": "w-117"}, ""),
        ("https://api.basins.test/rows", {"tid": MINE}, f"< X-Basins-Tid: {THEIRS}\n"),
        ("https://7710342.basins.test/rows", {"https://basins.test/account_id": "4420981"}, ""),
    ],
)
def test_the_other_one_is_named(attempt, url, claims, more):
    found = _first(attempt, _call(url, more=more, **claims))
    assert (found.slug, found.cause) == ("issued-for-another-project", "wrong-endpoint")


def test_the_host_of_its_own_project_is_offered(attempt):
    found = _first(attempt, _call(f"https://{THEIRS}.basins.test/rows", ref=MINE))
    after = [change.after for fix in found.fixes for change in fix.changes]
    assert any(MINE in text for text in after)


@pytest.mark.parametrize(
    ("url", "claims"),
    [
        (f"https://{MINE}.basins.test/rows", {"project_ref": MINE}),
        (f"https://api.basins.test/projects/{MINE}/rows", {"project_ref": MINE}),
        ("https://frontend.basins.test/rows", {"project": "billings"}),
        ("https://api.basins.test/rows", {"tenant": "acme"}),
        (f"https://{THEIRS}.basins.test/rows", {"jti": MINE}),
    ],
)
def test_where_nothing_else_is_named(attempt, url, claims):
    found = diagnose(attempt(_call(url, **claims))).findings
    assert "issued-for-another-project" not in [one.slug for one in found]


def test_a_host_that_took_the_token_knows_it(attempt):
    url = f"https://{THEIRS}.basins.test/"
    parts = (
        _call(f"{url}rows", "< 200 OK\n<< {{}}", project=MINE),
        _call(f"{url}bills", project=MINE),
    )
    assert _first(attempt, *parts).slug != "issued-for-another-project"


def test_a_known_caller_may_lack_the_right(attempt):
    url = "https://api.basins.test/v1/workspaces/w-204/rows"
    refused = '< 403 Forbidden\n<< {{"message": "You do not have permission to read this"}}'
    found = _first(attempt, _call(url, refused, workspace_id="w-117"))
    assert found.cause == "insufficient-permissions"
