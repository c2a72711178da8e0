"""What a token was asked for, beside the scopes that it was given."""

import base64
import json

import pytest

from inspector.diagnose import diagnose

DATE = "< Date: Tue, 14 Nov 2023 22:13:20 GMT"
NO = f"< 403 Forbidden\n{DATE}"
NO_RIGHT = f'{NO}\n<< {{"message": "You do not have permission for this hive."}}'
OPAQUE = "k7Gq2mWv9xT4bR8sLpZc"


def _signed(**claims):
    named = {"iss": "https://id.apiary.example", "exp": 1_700_009_999, "sub": "bee", **claims}
    coded = (
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
        for part in ({"alg": "HS256"}, named)
    )
    return ".".join([*coded, "A" * 43])


def _given(token, asked, **told):
    reply = json.dumps({"access_token": token, "token_type": "Bearer", **told})
    return (
        "> POST https://id.apiary.example/token\n"
        "> Content-Type: application/x-www-form-urlencoded\n"
        f">> grant_type=client_credentials&client_id=smoker{asked}\n"
        f"< 200 OK\n{DATE}\n< Content-Type: application/json\n<< {reply}"
    )


def _call(token, reply):
    return f"> GET https://hives.apiary.example/hives/7\n> Authorization: Bearer {token}\n{reply}"


def _findings(attempt, *parts):
    return diagnose(attempt("\n---\n".join(parts))).findings


@pytest.mark.parametrize("reply", [NO, NO_RIGHT])
@pytest.mark.parametrize(
    ("token", "told"),
    [
        (_signed(scope="combs"), {}),
        (_signed(scp=["combs"]), {}),
        (OPAQUE, {"scope": "combs"}),
    ],
)
def test_fewer_were_given_than_asked_for(attempt, token, told, reply):
    asked = "&scope=openid+combs+queens"
    first = _findings(attempt, _given(token, asked, **told), _call(token, reply))[0]
    assert first.slug == "scope-missing"
    assert "queens" in first.title
    assert "combs" not in first.title
    assert first.certainty == ("certain" if reply == NO_RIGHT else "possible")


@pytest.mark.parametrize(
    ("asked", "token", "told", "reply"),
    [
        ("&scope=queens", _signed(scope="queens"), {}, NO),
        # What tells of a person, or asks for a refresh token, stands in no access token.
        ("&scope=openid+offline_access+queens", _signed(scope="queens"), {}, NO),
        ("&scope=api%3A%2F%2Fapiary%2FQueens", _signed(scp="queens"), {}, NO),
        ("&scope=api%3A%2F%2Fapiary%2F.default", _signed(scp="combs"), {}, NO),
        ("&scope=queens", OPAQUE, {}, NO),  # then all were given (RFC 6749 §5.1)
        ("", _signed(scope="combs"), {}, NO),
        ("&scope=queens", _signed(scope="combs"), {}, NO.replace("403", "401")),
        (
            "&scope=queens",
            _signed(scope="combs"),
            {},
            f'{NO}\n<< {{"error": "CSRF token missing"}}',
        ),
    ],
)
def test_nothing_was_left_out_or_another_reason_is_told(attempt, asked, token, told, reply):
    found = _findings(attempt, _given(token, asked, **told), _call(token, reply))
    assert "scope-missing" not in [one.slug for one in found]


# ---------------- The same call, given with a token that has more
OTHER, YES = "Zc4nB8xKq1WsTd7yRm2P", f"< 200 OK\n{DATE}"


def _renewed(attempt, first, second, reply=NO, call=_call, there=YES):
    given = _given(OTHER, "", scope=first), _call(OTHER, there)
    return _findings(attempt, *given, _given(OPAQUE, "", scope=second), call(OPAQUE, reply))


def _of_another(token, reply):
    return _call(token, reply).replace("hives/7", "hives/8")


def test_a_token_that_was_given_with_a_scope_less(attempt):
    first = _renewed(attempt, "combs queens", "combs")[0]
    assert (first.slug, first.certainty) == ("scope-missing", "very-likely")
    assert "queens" in first.title


@pytest.mark.parametrize(
    "changed",
    [
        {"first": "combs", "second": "combs"},
        {"first": "combs", "second": "combs queens"},
        {"first": "combs queens", "second": "smoke"},  # of another kind
        {"call": _of_another},
        {"there": NO},
        {"reply": f'{NO}\n<< {{"message": "The token has expired"}}'},
    ],
)
def test_where_scopes_do_not_tell_them_apart(attempt, changed):
    found = _renewed(attempt, **({"first": "combs queens", "second": "combs"} | changed))
    assert "scope-missing" not in [one.slug for one in found]
