"""A token was taken, and one with the same claims that was made later is refused."""

import pytest

from inspector.diagnose import diagnose
from tests.unit.diagnose.rare_findings import jwt

CALL = """> GET https://berths.example{path}
> Authorization: Bearer {token}
< {status}
< Content-Type: application/json
<< {told}"""
WHOSE = {"sub": "ann", "iss": "https://id.example/", "scope": "berths:read"}
NO = '{"message": "Unauthorized"}'


def given(at, path="/berths", **claims):
    token = jwt({**WHOSE, "iat": at, "exp": at + 9_000_000_000, **claims}, signature=f"{at:x}" * 5)
    return CALL.format(path=path, token=token, status="200 OK", told='{"berths": []}')


def refused(at, path="/berths", told=NO, **claims):
    return given(at, path, **claims).replace("200 OK", "401 Unauthorized").replace(
        '{"berths": []}', told
    )  # fmt: skip


def first_of(attempt, *texts, at=-1):
    found = diagnose(attempt("\n---\n".join(texts))).findings
    last = len(texts) - 1 if at < 0 else at
    return next((one.slug for one in found if one.entry == last), "")


def test_a_newer_one_was_not_taken_back(attempt):
    assert first_of(attempt, given(1_700_000_000), refused(1_700_000_600)) == "tokens-not-checked"


@pytest.mark.parametrize(
    ("texts", "at"),
    [
        ((given(1_700_000_000), refused(1_600_000_000)), 1),  # an older one may have been replaced
        ((given(1_700_000_000), refused(1_700_000_600, sub="bob")), 1),
        ((given(1_700_000_000), refused(1_700_000_600, scope="")), 1),
        ((given(1_700_000_000), refused(1_700_000_600, told='{"message": "Account locked"}')), 1),
        ((given(1_700_000_000), refused(1_700_000_600), given(1_700_000_900)), 1),
        ((given(1_700_000_000, "/me"), refused(1_700_000_600)), 1),
    ],
    ids=["older", "another's", "another right", "told", "taken since", "another address"],
)
def test_where_anything_else_may_be_the_reason_it_is_not_said(attempt, texts, at):
    assert first_of(attempt, *texts, at=at) != "tokens-not-checked"


# ---------------- The same at another address: what is good there lacks a right here
def test_a_token_made_anew_is_the_same_caller(attempt):
    both = given(1_700_000_000), refused(1_700_000_600, "/admin/berths")
    assert first_of(attempt, *both) == "works-elsewhere"


def test_so_is_one_whose_first_making_is_a_claim_of_its_own(attempt):
    both = given(1_700_000_000, orig_iat=1), refused(1_700_000_600, "/admin/berths", orig_iat=2)
    assert first_of(attempt, *both) == "works-elsewhere"


def test_who_has_other_rights_is_another_caller(attempt):
    both = given(1_700_000_000, roles=["admin"]), refused(1_700_000_600, "/admin/berths")
    assert first_of(attempt, *both) != "works-elsewhere"
