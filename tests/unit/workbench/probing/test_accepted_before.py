"""What was sent before the refusal, for nothing: it tells a wrong credential from a late one."""

import pytest
from msgspec.structs import replace

from inspector.diagnose import diagnose
from inspector.model.finding import Certainty
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import (
    FormBody,
    FormField,
    JsonBody,
    Options,
    Request,
    RequestHeader,
)
from tests.fixtures.experimenting import header, jwt
from tests.fixtures.scripted import reply

GIVEN = reply("200 OK", "Content-Type: application/json", body=b'{"orders": []}')
BARE = reply("401 Unauthorized")


class Api:
    """Gives what is asked for until it `shuts`; what it then refuses, it refuses without a word."""

    def __init__(self, refuses=lambda _: True):
        self.refuses = refuses
        self.is_shut = False

    def __call__(self, request):
        return BARE if self.is_shut and self.refuses(request) else GIVEN


def read_alone(answer):
    """Return an answer as it is without what was sent before: the experiment alone looks back."""
    return replace(answer, earlier=(), verdict=diagnose(answer.attempt))


def after_both(lab, scripted, accepted, refused, api=None):
    """Send what is accepted, then what is refused; return the answer after the free look back."""
    api = api or Api()
    server = scripted([api])
    lab.send(accepted(server.url))
    api.is_shut = True
    answer = read_alone(lab.send(refused(server.url)))
    many = len(server.requests)
    after = lab.run(answer, "accepted-before")
    assert len(server.requests) == many, "nothing is sent"
    assert (after.trial.requests, after.trial.outcomes[0].sent or 0) == (0, 0)
    return after


def the_same(request_of):
    return request_of, request_of


def elsewhere(lab, path="/orders", **more):
    held = lab.put("pw-12345")

    def asked(at):
        return lambda url: Request(
            url=url + at, credential=Basic(user="ada", password=held), **more
        )

    return asked("/me"), asked(path)


def with_header(lab, name, one, other):
    token = lab.put("sid-0123456789abcdef")

    def asked(value):
        rows = (RequestHeader(name, value),) if value else ()
        return lambda url: Request(
            url=f"{url}/orders",
            method="POST",
            body=JsonBody(text="{}"),
            headers=rows,
            credential=Bearer(token=token),
        )

    return asked(one), asked(other)


def pairs(lab):
    """What was accepted, what is refused now, and the finding that the two say together."""
    key, token, login = lab.put("k-0123456789ab"), lab.put(jwt()), lab.put("pw-12345")
    cookie = (RequestHeader("Cookie", "sessionid=abc123def"),)
    yield (
        the_same(lambda url: Request(url=f"{url}/a", credential=ApiKey(value=key))),
        "worked-before",
    )
    yield (
        the_same(lambda url: Request(url=f"{url}/a", credential=Bearer(token=token))),
        "worked-before",
    )
    yield (
        the_same(lambda url: Request(url=f"{url}/a", credential=Basic(user="ada", password=login))),
        "account-disabled",  # or the password was changed since: nothing tells them apart
    )
    yield the_same(lambda url: Request(url=f"{url}/a", headers=cookie)), "session-ended"
    session = (RequestHeader("X-Session-Token", "8uj6sbkrvqnjinl56n8nzay47g984pum"),)
    yield the_same(lambda url: Request(url=f"{url}/a", headers=session)), "session-ended"
    yield elsewhere(lab), "works-elsewhere"
    yield (
        (
            lambda url: Request(url=f"{url}/a", credential=Bearer(token=key)),
            lambda url: Request(url=f"{url}/a", credential=ApiKey(value=key)),
        ),
        "key-in-wrong-place",
    )
    yield with_header(lab, "X-CSRF-Token", "t-0123456789", ""), "csrf-token-missing"
    yield with_header(lab, "Origin", "https://a.test", "https://b.test"), "origin-refused"
    yield with_header(lab, "X-Acme-Application-Id", "notes", ""), "second-part-missing"
    yield with_header(lab, "X-Acme-Application-Id", "notes", "notes-2"), "wrong-tenant"


@pytest.mark.parametrize("at", range(11))
def test_what_differs_from_then_explains_it(lab, scripted, at):
    (accepted, refused), slug = list(pairs(lab))[at]
    after = after_both(lab, scripted, accepted, refused)
    assert after.trial.outcomes[0].result == "accepted"
    assert after.verdict.findings[0].slug == slug
    assert after.verdict.findings[0].certainty != "certain"


# ---------------- Below another folder of a server in front
OWN_PAGE = b"<html><h1>401 Authorization Required</h1><hr><center>nginx</center></html>"
TO_NOBODY = reply("401 Unauthorized", "Server: nginx", 'WWW-Authenticate: Basic realm="stats"')
ASKS_ITSELF = reply(
    "401 Unauthorized",
    "Server: nginx",
    'WWW-Authenticate: Basic realm="gate"',
    "Content-Type: text/html",
    body=OWN_PAGE,
)


@pytest.mark.parametrize(
    ("answers", "slug"),
    [(TO_NOBODY, "authorization-stripped"), (ASKS_ITSELF, "login-of-front-server")],
    ids=["to nobody", "its own page"],
)
def test_the_same_call_below_another_folder_points_to_the_server_in_front(
    lab, scripted, answers, slug
):
    held = lab.put("pw-12345")
    login = Basic(user="ada", password=held)
    given = reply("200 OK", "Server: nginx", "Content-Type: application/json", body=b"[]")

    def api(request):
        return given if request.startswith(b"GET /prom/") else answers

    server = scripted([api])
    for folder in ("prom", "team"):
        asked = Request(url=f"{server.url}/{folder}/api/v1/query", credential=login)
        answer = lab.send(asked)
    after = lab.run(read_alone(answer), "accepted-before")
    assert after.verdict.findings[0].slug == slug


def test_another_credential_that_was_accepted_says_nothing(lab, scripted):
    def of(key):
        held = lab.put(key)
        return lambda url: Request(url=f"{url}/a", credential=Bearer(token=held))

    api = Api(lambda request: header(request, "Authorization") == "Bearer other-0123456789")
    server = scripted([api])
    lab.send(of("good-0123456789")(server.url))
    api.is_shut = True
    answer = lab.send(of("other-0123456789")(server.url))
    (plan,) = (one for one in lab.plans(answer) if one.id == "accepted-before")
    assert plan.refused
    assert lab.run(answer, "accepted-before").trial.outcomes[0].result == "not-run"


def test_logins_refused_since_point_to_a_lock(lab, scripted):
    def login(password):
        held = lab.put(password)
        return Request(url=f"{server.url}/a", credential=Basic(user="ada", password=held))

    api = Api()
    server = scripted([api])
    right = login("right-one")
    lab.send(right)
    api.is_shut = True
    for wrong in ("wrong-1", "wrong-2", "wrong-3"):
        lab.send(login(wrong))
    after = lab.run(lab.send(right), "accepted-before")
    assert after.verdict.findings[0].slug == "too-many-attempts"


def test_it_comes_first_in_a_run_and_nothing_is_asked_that_it_settles(lab, scripted):
    key = lab.put("k-0123456789ab")
    api = Api()
    server = scripted([api])
    request = Request(url=f"{server.url}/a", credential=ApiKey(value=key))
    lab.send(request)
    api.is_shut = True
    answer = lab.send(request)
    assert next(iter(lab.plans(answer))).id == "accepted-before"
    after = lab.run(answer)
    assert after.trial.outcomes[0].plan.id == "accepted-before"
    assert after.verdict.findings[0].slug == "worked-before"


def test_a_login_that_fetches_a_token_was_good_before(lab, scripted):
    """The password grant: user and password stand in the body."""
    fields = {"grant_type": "password", "username": "ada", "password": "pw-12345"}
    body = FormBody(fields=tuple(FormField(*each) for each in fields.items()))

    def asked(url):
        return Request(url=f"{url}/oauth/token", method="POST", body=body)

    after = after_both(lab, scripted, asked, asked)
    first, second = after.verdict.findings[:2]
    assert [first.slug, second.slug] == ["account-disabled", "wrong-password"]
    assert {first.certainty, second.certainty} == {Certainty.POSSIBLE}


@pytest.mark.parametrize(
    ("said", "first"),
    [(b"Invalid username/password.", "account-disabled"), (b"No such page.", "path-unknown")],
)
def test_words_of_the_login_at_404_are_not_of_the_path(lab, scripted, said, first):
    """Parse Server's way: who is not known is not found, with 404."""

    class Api(Hiding):
        def __call__(self, request):
            kind, body = "Content-Type: application/json", b'{"code": 101, "error": "%b"}' % said
            return reply("404 Not Found", kind, body=body) if self.is_shut else GIVEN

    def asked(url):
        return Request(url=f"{url}/parse/login", method="POST", body=LOGIN)

    after = after_both(lab, scripted, asked, asked, Api())
    assert after.verdict.findings[0].slug == first


LOGIN = JsonBody(text='{"username": "ada", "password": "pw-12345"}')


class Hiding:
    """Says "wrong" of a login that is shut, and of one that nobody has; asks where none is sent."""

    is_shut = False

    def __call__(self, request):
        sent = header(request, "Authorization")
        if sent and not self.is_shut:
            return GIVEN
        words = b"Invalid username/password." if sent else b"Please log in."
        kind, asked = "Content-Type: application/json", 'WWW-Authenticate: Basic realm="berth"'
        return reply("401 Unauthorized", kind, asked, body=b'{"detail": "%b"}' % words)


@pytest.mark.parametrize("was_taken", [True, False])
def test_what_a_server_says_of_every_login_does_not_outweigh_that_it_was_good(
    lab, scripted, was_taken
):
    api = Hiding()
    server = scripted([api])
    held = lab.put("pw-12345")
    request = Request(url=f"{server.url}/a", credential=Basic(user="ada", password=held))
    if was_taken:
        lab.send(request)
    api.is_shut = True
    answer = lab.send(request)
    ran = ["without-credentials", "garbage-credentials"]
    after = lab.run(answer, *(["accepted-before"] if was_taken else []), *ran)
    assert [one.result for one in after.trial.outcomes][-2:] == ["differs", "same"]
    words = {one.slug: str(one.certainty) for one in after.verdict.findings}
    assert next(iter(words)) == ("account-disabled" if was_taken else "wrong-password")
    assert (words.get("account-disabled") == "possible") is was_taken
    assert words["wrong-password"] == "possible" or not was_taken


def test_a_client_that_was_accepted_says_nothing_of_the_person(lab, scripted):
    def fields(**named):
        rows = tuple(FormField(*each) for each in named.items())
        return FormBody(fields=rows)

    def by_client(url, body):
        login = Basic(user="job", password=lab.put("gj-8e30d7a1c5f2"))
        return Request(url=f"{url}/oauth/token", method="POST", body=body, credential=login)

    after = after_both(
        lab,
        scripted,
        lambda url: by_client(url, fields(grant_type="client_credentials")),
        lambda url: by_client(
            url, fields(grant_type="password", username="ada", password="pw-12345")
        ),
    )
    assert after.verdict.findings[0].slug == "wrong-password"
    assert after.trial.outcomes[0].result == "not-run"


@pytest.mark.parametrize(
    ("refusal", "first"),
    [
        (reply("401 Unauthorized", 'WWW-Authenticate: Basic realm="metrics"'), "scheme-mismatch"),
        (reply("403 Forbidden", body=b"CSRF violation"), "csrf-failure"),
        (reply("403 Forbidden", body=b"Forbidden"), "insufficient-permissions"),
    ],
)
def test_a_key_that_works_elsewhere_lacks_no_right_where_another_reason_is_told(
    lab, scripted, refusal, first
):
    key = lab.put("k-0123456789ab")
    server = scripted([lambda one: refusal if b" /metrics" in one else GIVEN])

    def asked(path):
        credential = ApiKey(name="X-Api-Key", value=key)
        return Request(url=server.url + path, method="POST", credential=credential)

    lab.send(asked("/zones"))
    after = lab.run(lab.send(asked("/metrics")), "accepted-before")
    assert after.verdict.findings[0].cause == first


def in_letters(lab, word):
    row = (RequestHeader("Authorization", f"{word} abcdefgh12345678"),)
    return lambda url: Request(url=f"{url}/a", headers=row)


@pytest.mark.parametrize(
    ("word", "slug"),
    [("bearer", "scheme-word-in-small-letters"), ("Bearer", "worked-before")],
)
def test_a_word_in_other_letters_is_no_unchanged_request(lab, scripted, word, slug):
    after = after_both(lab, scripted, in_letters(lab, "Bearer"), in_letters(lab, word))
    assert after.verdict.findings[0].slug == slug


def test_a_session_that_was_begun_just_before_has_hardly_ended(lab, scripted):
    begun = reply("200 OK", "Set-Cookie: sessionid=k3Jd8sQ2x7Lm9; Path=/", body=b"{}")
    server = scripted([lambda one: begun if one.startswith(b"POST /login") else BARE])
    body = FormBody(fields=(FormField("username", "ada"), FormField("password", "pw-12345")))
    lab.send(Request(url=f"{server.url}/login", method="POST", body=body))
    after = lab.run(lab.send(Request(url=f"{server.url}/staff")), "accepted-before")
    assert after.verdict.findings[0].slug == "forbidden"


def test_an_address_that_is_shut_is_told_from_a_right_that_is_missing(lab, scripted):
    """403 to nobody as well, where elsewhere the same key is good."""
    key = lab.put("k-0123456789ab")

    def answer(request):
        page = b"<html><h1>403 Forbidden</h1></html>"
        shut = reply("403 Forbidden", "Content-Type: text/html", body=page)
        return GIVEN if request.startswith(b"GET /me ") else shut

    server = scripted([answer])
    lab.send(Request(url=f"{server.url}/me", credential=ApiKey(value=key)))
    after = lab.run(lab.send(Request(url=f"{server.url}/a", credential=ApiKey(value=key))))
    assert after.verdict.findings[0].slug == "refused-whoever-asks"


@pytest.mark.parametrize(
    ("token", "slug"),
    [
        (jwt(aud="orders"), "refused-whoever-asks"),  # it says itself that it still holds
        ("q7RkZ2mW9xT4vB8nL5cJ", "worked-before"),
    ],
)
def test_what_was_let_in_and_is_forbidden_like_nobody(lab, scripted, token, slug):
    shut = reply("403 Forbidden", "Content-Type: text/plain", body=b"Forbidden")
    given = iter([GIVEN])
    server = scripted([lambda _: next(given, shut)])
    held = lab.put(token)
    request = Request(url=f"{server.url}/a", credential=Bearer(token=held))
    lab.send(request)
    after = lab.run(lab.send(request))
    assert after.verdict.findings[0].slug == slug
    assert after.verdict.findings[0].certainty == Certainty.POSSIBLE


def test_where_it_was_good_it_is_good_no_longer(lab, scripted):
    """Accepted elsewhere before, refused there now as well: it was taken back."""
    key = lab.put("k-0123456789ab")
    api = Api()
    server = scripted([api])
    lab.send(Request(url=f"{server.url}/me", credential=ApiKey(value=key)))
    api.is_shut = True
    answer = lab.send(Request(url=f"{server.url}/a", credential=ApiKey(value=key)))
    after = lab.run(answer, "accepted-before", "same-credential-elsewhere")
    assert after.verdict.findings[0].slug == "worked-before"


def one_reply(line):
    """Accepts the first request, answers all others with a line."""
    given = iter([GIVEN])
    return lambda _: next(given, reply(line))


LATER = [
    ("503 Service Unavailable", "/a", "worked-before"),
    ("404 Not Found", "/b", "works-elsewhere"),
    ("403 Forbidden", "/a?db=other", "worked-before"),
]


@pytest.mark.parametrize(("line", "address", "not_first"), LATER, ids=[each[0] for each in LATER])
def test_it_does_not_speak_where_something_else_is_said(lab, scripted, line, address, not_first):
    """A server that fails, an address that is not there, another thing asked for."""
    key = lab.put("k-0123456789ab")
    server = scripted([one_reply(line)])
    lab.send(Request(url=f"{server.url}/a", credential=ApiKey(value=key)))
    answer = lab.send(Request(url=server.url + address, credential=ApiKey(value=key)))
    after = lab.run(answer, "accepted-before")
    assert not_first not in {one.slug for one in after.verdict.findings[:1]}


def test_tokens_of_one_subject_are_no_tries_of_a_password(lab, scripted):
    server = scripted([BARE])

    def sent(number):
        token = lab.put(jwt(jti=f"n{number}"))
        return lab.send(Request(url=f"{server.url}/a", credential=Bearer(token=token)))

    for number in range(3):
        sent(number)
    (plan,) = (one for one in lab.plans(sent(3)) if one.id == "accepted-before")
    assert plan.refused


def with_claims(lab, **claims):
    held = lab.put(jwt(**claims))
    return lambda url: Request(url=f"{url}/a", credential=Bearer(token=held))


@pytest.mark.parametrize(
    ("good", "mine", "slug"),
    [
        ({"aud": "orders"}, {"aud": "shop"}, "audience-mismatch"),
        ({"aud": ["orders", "all"]}, {"aud": "shop"}, "audience-mismatch"),
        ({"iss": "login"}, {"iss": "login-test"}, "issuer-not-trusted"),
        ({"aud": "orders", "scope": "read"}, {"aud": "web", "nonce": "n-1"}, "id-token-used"),
    ],
)
def test_a_token_that_was_accepted_here_shows_what_mine_lacks(lab, scripted, good, mine, slug):
    after = after_both(lab, scripted, with_claims(lab, **good), with_claims(lab, **mine))
    first = after.verdict.findings[0]
    assert first.slug == slug
    assert "accepted here before" in " ".join(one.statement for one in first.evidence)
    assert first.certainty != "certain"


@pytest.mark.parametrize(
    ("good", "mine"),
    [
        ({"aud": "orders", "sub": "ada"}, {"aud": "orders", "sub": "bob"}),
        ({"aud": ["orders", "shop"]}, {"aud": "shop"}),
        ({}, {"aud": "shop"}),
    ],
)
def test_a_token_that_agrees_with_mine_says_nothing(lab, scripted, good, mine):
    api = Api()
    server = scripted([api])
    for claims in (good, mine):
        answer = lab.send(with_claims(lab, **claims)(server.url))
        api.is_shut = True
    assert lab.run(answer, "accepted-before").trial.outcomes[0].result == "not-run"


@pytest.mark.parametrize(
    ("at", "slug"), [("/a", "tokens-not-checked"), ("/admin/a", "works-elsewhere")]
)
def test_a_token_made_anew_is_the_same_caller_with_the_same_rights(lab, scripted, at, slug):
    def with_id(number, path):
        held = lab.put(jwt(aud="orders", jti=number, iat=1_700_000_000 + int(number)))
        return lambda url: Request(url=url + path, credential=Bearer(token=held))

    after = after_both(lab, scripted, with_id("1", "/a"), with_id("2", at))
    assert after.verdict.findings[0].slug == slug


@pytest.mark.parametrize(
    "line",
    [("404 Not Found",), ("307 Temporary Redirect", "Location: /a/")],
    ids=lambda line: line[0],
)
def test_what_judges_no_token_is_not_compared_with_one_made_anew(lab, scripted, line):
    """A missing place, a redirect to the address with a slash."""

    def with_id(number, **more):
        held = lab.put(jwt(aud="orders", jti=number, iat=1_700_000_000 + int(number)))
        return Request(url=f"{server.url}/a", credential=Bearer(token=held), **more)

    given = iter([GIVEN])
    server = scripted([lambda _: next(given, reply(*line))])
    lab.send(with_id("1"))
    as_it_comes = Options(follow_redirects=False)
    answer = lab.send(with_id("2", method="POST", options=as_it_comes))
    (plan,) = (one for one in lab.plans(read_alone(answer)) if one.id == "accepted-before")
    assert plan.refused


def test_what_the_reply_says_of_the_session_comes_before_what_was_accepted(lab, scripted):
    told = b'{"code": 209, "error": "Session token is expired."}'

    class Ended(Api):
        def __call__(self, request):
            given = super().__call__(request)
            kind = "Content-Type: application/json"
            return given if given is GIVEN else reply("400 Bad Request", kind, body=told)

    rows = (
        RequestHeader("X-App-Rest-Key", "rk-0123456789abcdef"),
        RequestHeader("X-App-Auth-Token", "r:9f8e7d6c5b4a3928"),
    )
    asked = the_same(lambda url: Request(url=f"{url}/a", headers=rows))
    after = after_both(lab, scripted, *asked, Ended())
    assert after.verdict.findings[0].slug == "session-ended"


@pytest.mark.parametrize(
    ("one", "other", "slash"),
    [
        ({"url": "/orders"}, {"url": "/orders/"}, True),
        ({"body": JsonBody(text='{"page": "a"}')}, {"body": JsonBody(text='{"page": "b"}')}, False),
        ({"url": "/orders?page=a"}, {"url": "/orders?page=b"}, False),
    ],
)
def test_only_an_address_with_another_end_differs_by_its_slash(lab, scripted, one, other, slash):
    token = lab.put("t-0123456789ab")

    def asked(more):
        made = {"method": "POST", "credential": Bearer(token=token), **more}
        return lambda url: Request(**made | {"url": url + more.get("url", "/orders")})

    after = after_both(lab, scripted, asked(one), asked(other))
    assert ("trailing-slash" in [one.slug for one in after.verdict.findings]) is slash


def signed(url, path, mac):
    """Return a request whose Authorization is a signature of its own, as Hawk makes it."""
    value = f'Hawk id="shop", ts="1790000000", nonce="{mac[:4]}", mac="{mac}"'
    return Request(url=url + path, headers=(RequestHeader("Authorization", value),))


@pytest.mark.parametrize(
    ("status", "first"), [("401 No", "invalid-credentials"), ("403 No", "insufficient-permissions")]
)
def test_a_key_that_signed_another_call_may_sign_this_one_wrongly(lab, scripted, status, first):
    given = iter([GIVEN])
    server = scripted([lambda _: next(given, reply(status))])
    lab.send(signed(server.url, "/orders", "UiIaoxJQnZSgfNbDT4st94S35jh65Sg="))
    refused = lab.send(signed(server.url, "/bills", "kj9fAT+X9pLA8ANpxCubA53f6pKMBvf="))
    after = lab.run(read_alone(refused), "accepted-before")
    assert after.verdict.findings[0].cause == first


@pytest.mark.parametrize(
    ("status", "first"),
    [("404 Not Found", "wrong-endpoint"), ("403 No", "insufficient-permissions")],
)
def test_a_token_handed_out_just_before_is_not_what_a_404_is_about(lab, scripted, status, first):
    token = jwt()
    login = reply(
        "200 OK", "Content-Type: application/json", body=f'{{"token": "{token}"}}'.encode()
    )
    server = scripted([lambda one: login if one.startswith(b"POST") else reply(status)])
    lab.send(Request(url=f"{server.url}/v1/login", method="POST", body=JsonBody(text="{}")))
    refused = lab.send(Request(url=f"{server.url}/alerts", credential=Bearer(token=lab.put(token))))
    after = lab.run(read_alone(refused), "accepted-before")
    assert after.verdict.findings[0].cause == first
