"""A list of keys or users shows in which state the refused one is."""

import pytest

from inspector.diagnose.diagnosing import diagnose

KEY = "tfXq0PXE4gGndOBajoF0mH8nRdhBGaobtL2x2r5L"
REFUSED = f"> POST https://errors.test/events\n> Authorization: Bearer {KEY}\n< 401 Unauthorized"
LOGIN = (
    "> GET https://errors.test/me\n> Authorization: Basic YW5uOkxvcm5lLVF1YXk=\n< 401 Unauthorized"
)
LIST = """> GET https://errors.test/tokens
> Authorization: Bearer ng8KAJn9Aqi504lEr3BzqbcqQXSjJye0We3BRbe2
< 200 OK
< Content-Type: application/json
<< {listed}"""


def _findings(attempt, listed, refused=REFUSED):
    shown = diagnose(attempt(f"{refused}\n---\n{LIST.format(listed=listed)}")).findings
    return {one.slug: one for one in shown}


@pytest.mark.parametrize(
    ("state", "slug"),
    [
        ('"is_suspended": true', "account-disabled"),
        ('"status": "disabled"', "account-disabled"),
        ('"revoked_at": "2026-04-01T09:00:00Z"', "key-revoked"),
        ('"active": false', "key-revoked"),
        ('"state": "revoked"', "key-revoked"),
    ],
)
def test_the_state_of_the_key(attempt, state, slug):
    found = _findings(attempt, f'[{{"id": "{KEY}", "is_disabled": false, {state}}}]')
    assert next(iter(found)) == slug
    assert 1 in {proof.place.entry for proof in found[slug].evidence}


@pytest.mark.parametrize("state", ['"enabled": false', '"Locked": true', '"status": "suspended"'])
def test_the_state_of_the_user(attempt, state):
    found = _findings(attempt, f'{{"users": [{{"login": "ann", {state}}}]}}', LOGIN)
    assert next(iter(found)) == "account-disabled"


@pytest.mark.parametrize(
    "listed",
    [
        f'[{{"id": "{KEY}", "is_suspended": false, "revoked_at": null, "active": true}}]',
        '[{"id": "plA7oYDGtp7g8Xn53BJXm6N5X2GZzv91g3zCzNfI", "is_suspended": true}]',
        f'[{{"id": "{KEY}"}}, {{"id": "another", "is_suspended": true}}]',
    ],
)
def test_a_good_state_and_those_of_others_say_nothing(attempt, listed):
    assert not {"account-disabled", "key-revoked"} & {
        slug
        for slug, one in _findings(attempt, listed).items()
        if any(proof.place is not None and proof.place.entry == 1 for proof in one.evidence)
    }
