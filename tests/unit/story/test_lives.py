"""What became of each secret: born, sent, accepted, refused, ended."""

from datetime import timedelta

import pytest

TOKEN = "0123456789abcdef0123"


def _life(told, value):
    return next(life for life in told.lives if life.value == value)


SESSION = f"""
> POST https://a.test/login
> Content-Type: application/json
>> {{"user": "ann", "password": "pw-of-ann"}}
< 200 OK
< Date: Mon, 02 Mar 2026 09:00:00 GMT
< Set-Cookie: sid={TOKEN}; Max-Age=600; Path=/
---
> GET https://a.test/me
> Cookie: sid={TOKEN}
< 200 OK
< Date: Mon, 02 Mar 2026 09:01:00 GMT
---
> GET https://a.test/me
> Cookie: sid={TOKEN}
< 401 Unauthorized
< Date: Mon, 02 Mar 2026 09:20:00 GMT
"""


def test_a_session_from_its_cookie_to_its_end(story):
    told = story(SESSION)
    life = _life(told, TOKEN)
    assert (life.kind, life.name, life.birth.entry) == ("session", "sid", 0)
    assert [use.outcome for use in life.uses] == ["accepted", "refused"]
    refused = told.entries[2]
    assert life.over_for(refused) == timedelta(minutes=10)
    assert life.over_for(told.entries[1]) is None
    assert life.idle_before(refused) == timedelta(minutes=19)


def test_a_password_is_told_by_its_user_and_itself(story):
    told = story(SESSION)
    assert [life.value for life in told.lives if life.kind == "login"] == ["ann\npw-of-ann"]


TOKENS = """
> POST https://id.test/token
> Content-Type: application/x-www-form-urlencoded
>> grant_type=refresh_token&refresh_token=old-refresh-token&client_id=c
< 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:00 GMT
<< {"access_token": "new-access-token", "expires_in": 300, "refresh_token": "%s"}
"""


@pytest.mark.parametrize(
    ("given", "end"), [("new-refresh-token", "used-up"), ("old-refresh-token", None)]
)
def test_a_rotated_refresh_token_is_used_up(story, given, end):
    told = story(TOKENS % given)
    spent = _life(told, "old-refresh-token")
    assert (spent.end.kind if spent.end else None) == end
    access = _life(told, "new-access-token")
    assert access.issued_for is spent
    assert access.ends.minute == 5


@pytest.mark.parametrize(
    ("request_line", "reply", "end"),
    [
        ("POST https://a.test/logout", "< 200 OK", "signed-out"),
        ("POST https://a.test/oauth/revoke", "< 200 OK", "revoked"),
        ("GET https://a.test/", "< 200 OK\n< Set-Cookie: sid=; Max-Age=0", "cleared"),
        ("GET https://a.test/", "< 200 OK\n< Set-Cookie: sid=another-session-id", "replaced"),
        ("POST https://a.test/logout", "< 403 Forbidden", None),
    ],
)
def test_how_a_session_ends(story, request_line, reply, end):
    date = "< Date: Mon, 02 Mar 2026 09:00:00 GMT"
    first = f"> GET https://a.test/\n< 200 OK\n{date}\n< Set-Cookie: sid={TOKEN}"
    told = story(f"{first}\n---\n> {request_line}\n> Cookie: sid={TOKEN}\n{reply}\n{date}")
    life = _life(told, TOKEN)
    assert (life.end.kind if life.end else None) == end


CALLBACK = """
> GET https://app.test/callback?code=the-code-0123456789&state=abcdefgh
< 200 OK
< Content-Type: text/html
%s<< <p>Signed in</p>
"""


@pytest.mark.parametrize(
    ("header", "end"), [("", None), (f"< Set-Cookie: sid={TOKEN}; HttpOnly\n", "used-up")]
)
def test_a_code_is_used_up_by_who_redeems_it(story, header, end):
    """A page whose script, or a program that waits there, takes the code has not redeemed it."""
    life = _life(story(CALLBACK % header), "the-code-0123456789")
    assert (life.kind, life.end and life.end.kind) == ("code", end)


def test_what_is_answered_anew_stands_for_its_holder(story):
    digest = 'Digest username="ann", realm="r", nonce="{n}", response="{n}"'
    told = story(
        "\n---\n".join(
            f"> GET https://a.test/{n}\n> Authorization: {digest.format(n=n)}\n< 200 OK"
            for n in "12"
        )
    )
    assert [len(life.uses) for life in told.lives] == [2]


def test_a_removed_value_has_no_life(story):
    told = story("> GET https://a.test/\n> Authorization: Bearer [REDACTED]\n< 200 OK")
    assert not list(told.lives)


SLIDING = f"""
> POST https://a.test/rpc
> Content-Type: application/json
>> {{"user": "ann", "password": "pw-of-ann"}}
< 200 OK
< Date: Mon, 02 Mar 2026 09:00:00 GMT
< Content-Type: application/json
<< {{"session": "{TOKEN}", "timeout": 300}}
---
> POST https://a.test/rpc
> Content-Type: application/json
>> {{"params": ["{TOKEN}", "info"]}}
< 200 OK
< Date: Mon, 02 Mar 2026 09:04:00 GMT
---
> POST https://a.test/rpc
> Content-Type: application/json
>> {{"params": ["{TOKEN}", "info"]}}
< 200 OK
< Date: Mon, 02 Mar 2026 09:08:00 GMT
---
> POST https://a.test/rpc
> Content-Type: application/json
>> {{"params": ["{TOKEN}", "info"]}}
< 401 No
< Date: Mon, 02 Mar 2026 09:15:00 GMT
"""


def test_a_session_in_a_list_that_each_use_prolongs(story):
    told = story(SLIDING)
    life = _life(told, TOKEN)
    assert [use.outcome for use in life.uses] == ["accepted", "accepted", "refused"]
    assert life.over_for(told.entries[2]) is None
    assert life.over_for(told.entries[3]) == timedelta(minutes=2)


def test_the_same_lines_are_the_same_credentials(story):
    call = (
        "> GET https://a.test/{n}\n> Authorization: Bearer {token}\n> X-Request-Id: {n}\n< 200 OK"
    )
    told = story("\n---\n".join(call.format(n=n, token=TOKEN[n % 2 :]) for n in range(4)))
    assert [[use.entry.index for use in life.uses] for life in told.lives] == [[0, 2], [1, 3]]
    assert _life(told, TOKEN).uses[1].credential.place.entry == 2


def test_uses_in_the_same_lines_have_each_its_own_place(story):
    lines = [f"> Authorization: Bearer {TOKEN}", "> Accept: */*"]
    texts = ["\n".join(("> GET https://a.test/x", *lines)) + "\n< 200 OK" for _ in range(3)]
    texts[1] = "\n".join(("> GET https://a.test/y", *reversed(lines))) + "\n< 200 OK"
    told = story("\n---\n".join(texts))
    (life,) = told.lives
    assert [use.way for use in life.uses] == ["Authorization: Bearer"] * 3
    for use in life.uses:
        assert use.place.entry == use.entry.index
        assert use.place == use.credential.place
        assert use.entry.sent.message.headers[use.place.index].name == "Authorization"


def test_a_login_that_lists_what_it_took_let_in(story):
    text = (
        "> POST https://a.test/account/sessions/email\n> Content-Type: application/json\n"
        '>> {"email": "a@a.test", "password": "hunter2-hunter2"}\n'
        '< 201 Created\n< Content-Type: application/json\n<< {"provider": "email", "factors": ["password"]}'
    )
    assert story(text).entries[0].outcome == "accepted"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ("> GET https://a.test/x\n> {name}: {value}", "Shop-Api-Passphrase"),
        ("> GET https://a.test/x\n> {name}: {value}", "Password"),
        ("> GET https://a.test/x\n> {name}: {value}", "Shelf-Key"),
        ("> GET https://a.test/x\n> {name}: {value}", "X-Auth-Token"),
        ("> GET https://a.test/x?{name}={value}", "pass"),
        ("> GET https://a.test/x?{name}={value}", "ws_key"),
        ("> GET https://a.test/x?{name}={value}", "tokenId"),
        ("> GET https://a.test/x?{name}={value}", "api_key"),
    ],
)
def test_two_values_in_the_same_place_are_two_lives(story, lines, name):
    values = ("b7Qz1Kp9Xw3Lm5NtHd2F", "c8Ry2Jq0Vu4Mk6PsGj8A")
    sent = (lines.format(name=name, value=value) for value in values)
    told = story("\n---\n".join(f"{one}\n< 401 Unauthorized" for one in sent))
    lives = [life for entry in told.entries for life in told.lives.sent_in(entry)]
    assert [[use.credential.value for use in life.uses] for life in lives] == [[v] for v in values]
