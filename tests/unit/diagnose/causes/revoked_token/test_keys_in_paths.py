"""A key in the path was deleted by somebody else after it was accepted."""

import pytest

from inspector.diagnose import diagnose

KEY, ADMIN = "WgwjAI1taecVoSLHgMyLdqxO", "49DGsnU1KrW1TB1RUzotN0kc"
SENT = """> {method} http://lamps.lan{path}
< {status}
< Content-Type: application/json
<< {body}"""
UNKNOWN = '[{"error": {"description": "unauthorized user"}}]'
WORKED = SENT.format(method="GET", path=f"/api/{KEY}/lamps", status="200 OK", body='{"1": "on"}')


def _refused(path=f"/api/{KEY}/lamps", status="200 OK", body=UNKNOWN):
    return SENT.format(method="GET", path=path, status=status, body=body)


def _deleted(path, method="DELETE", status="200 OK"):
    return SENT.format(method=method, path=path, status=status, body='{"deleted": true}')


LISTED = f"/api/{ADMIN}/config/allowed/{KEY}"


def _slugs(attempt, *parts):
    return [one.slug for one in diagnose(attempt("\n---\n".join(parts))).findings]


@pytest.mark.parametrize("status", ["200 OK", "401 Unauthorized", "403 Forbidden"])
def test_deleted_in_between(attempt, status):
    found = _slugs(attempt, WORKED, _deleted(LISTED), _refused(status=status))
    assert found[:1] == ["key-revoked"]


@pytest.mark.parametrize(
    "parts",
    [
        (WORKED, _refused()),
        (_deleted(LISTED), _refused()),  # it may never have been good
        (WORKED, _deleted(f"/api/{ADMIN}/config/allowed/{ADMIN}"), _refused()),
        (WORKED, _deleted(LISTED, status="404 Not Found"), _refused()),
        (WORKED, _deleted(LISTED, method="GET"), _refused()),
        (_deleted(LISTED), WORKED, _refused()),  # made anew
        # What is deleted is the thing that is asked for, and no key.
        (WORKED, _deleted(f"/v2/api/{KEY}"), _refused(status="403 Forbidden")),
    ],
)
def test_what_is_no_deletion_of_the_key(attempt, parts):
    assert "key-revoked" not in _slugs(attempt, *parts)


# ---------------- One that was signed
@pytest.mark.parametrize(
    ("part", "is_told"),
    [
        ("MTM.CjL6Fg.REIdVXa-whJS_x8ojQL4RrXnuF4", True),
        ("Mw:1sQy4K:zY0kq2o1Vt8sXh7eJ3mRb5cLwDnAgPfU", True),
        ("main.8f14e45fceea167a5a36.js", False),
        ("report.v20361.final-version", False),
    ],
)
def test_a_signed_part_of_a_path_is_a_key(attempt, part, is_told):
    text = f"> POST http://notes.example/id/1/activate/{part}\n< 403 Forbidden"
    assert (_slugs(attempt, text)[:1] == ["key-refused"]) == is_told
