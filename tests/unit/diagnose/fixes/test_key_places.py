"""A key or token is sent where it is looked for, before anybody types another one."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.fixes import key_places
from inspector.diagnose.fixes.builders import enter_secret
from inspector.diagnose.fixes.offers import fixes
from inspector.diagnose.fixes.schemes import switch_word
from inspector.model.finding import Cause
from tests.fixtures.experimenting import jwt

NONE = Suspicion(cause=Cause.INVALID_CREDENTIALS, slug="x", weight=0.5)
KEY = "> GET https://a.test/x\n> X-Api-Key: 9944b09199c62bcf94\n"
TOKEN = jwt(sub="ada")


def case(attempt, text):
    trace = Trace(attempt(text))
    return trace.case(len(trace) - 1)


def named(wanted):
    values = {"wanted": wanted}
    return Suspicion(cause=Cause.MISSING_CREDENTIALS, slug="x", weight=0.5, values=values)


@pytest.mark.parametrize(
    ("challenge", "word"),
    [("Token", "Token"), ("Bearer", None), ('Bearer realm="r"', None)],
)
def test_a_key_goes_behind_the_word_of_the_challenge(attempt, challenge, word):
    fix = key_places.move_key(
        case(attempt, f"{KEY}< 401 No\n< WWW-Authenticate: {challenge}"), NONE
    )
    assert fix.id == "move-key-to-authorization"
    assert [one.after for one in fix.changes[1:]] == ([word] if word else [])


def test_a_reply_that_names_authorization_gets_the_key_there(attempt):
    said = case(attempt, f"{KEY}< 401 No\n<< missing authorization header")
    assert key_places.move_key(said, named("Authorization")).id == "move-key-to-authorization"


def test_what_is_typed_for_authorization_has_its_scheme(attempt):
    asks = "> GET https://a.test/\n> Cookie: a=b\n< 401 No\n< WWW-Authenticate: Basic"
    fix = key_places.part_named(case(attempt, asks), named("Authorization"))
    assert fix.changes[0].after == "basic"
    assert key_places.part_named(case(attempt, asks), named("X-Part")).id == "enter-part"


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        (f"> GET https://a.test/x\n> X-Access-Token: {TOKEN}\n", "move-key-to-authorization"),
        (f"> GET https://a.test/x?access_token={TOKEN}\n", "move-key-to-authorization"),
        ("> GET https://a.test/x?apikey=9944b09199c62bcf94\n", "move-key-to-header"),
        (
            "> GET https://a.test/x\n> Authorization: Bearer 9944b09199c62bcf94\n",
            "send-as-key",
        ),
        (f"> GET https://a.test/x\n> Authorization: Bearer {TOKEN}\n", ""),
        ("> GET https://a.test/x\n> Authorization: Basic YTpi\n", ""),
        (KEY, "move-key-to-authorization"),
        ("> GET https://a.test/x\n", ""),
    ],
)
def test_where_no_reason_is_given_the_usual_place_is_offered(attempt, sent, found):
    fix = key_places.elsewhere(case(attempt, f"{sent}< 401 Unauthorized"), NONE)
    assert (fix.id if fix is not None else "") == found


def test_what_was_judged_is_not_moved(attempt):
    sent = f"> GET https://a.test/x\n> X-Access-Token: {TOKEN}\n< 401 No\n<< "
    for words in ("Token expired", "Unknown API key"):
        assert key_places.elsewhere(case(attempt, sent + words), NONE) is None


TYPED = "> GET https://a.test/x\n> Authorization: Bearer 9944b09199c62bcf94\n< 401 No\n"


@pytest.mark.parametrize(
    ("challenges", "found"),
    [
        (("APIKey",), "X-Api-Key"),
        (('ApiKey realm="a"',), ""),
        (("ApiKey", 'Basic realm="security"'), ""),
        (("Bearer",), ""),
        ((), ""),
    ],
)
def test_a_challenge_that_is_only_a_keys_name_wants_its_header(attempt, challenges, found):
    lines = "".join(f"< WWW-Authenticate: {one}\n" for one in challenges)
    fix = key_places.as_named_key(case(attempt, TYPED + lines), NONE)
    assert (fix.changes[1].after if fix is not None else "") == found


HALF = "> GET https://a.test/x?user=ada&password=hunter2\n< 401 No\n"


@pytest.mark.parametrize(
    ("challenge", "name"),
    [
        ('< WWW-Authenticate: Basic realm="r"', "switch-to-basic"),
        ('< WWW-Authenticate: Bearer realm="r"', "move-key-to-authorization"),
        ("<< please authenticate", "move-key-to-header"),
    ],
)
def test_a_login_in_the_query_is_no_key_where_a_login_is_asked_for(attempt, challenge, name):
    assert key_places.move_key(case(attempt, HALF + challenge), NONE).id == name


# ---------------- A challenge's word that means a header of its own
OWN_WORD = '< 401 No\n< WWW-Authenticate: {} uri="https://a.test/v3"\n'


@pytest.mark.parametrize("word", ["Keystone", "Swift"])
def test_a_word_that_means_a_header_leads_there(attempt, word):
    plain = "> GET https://a.test/x\n"
    typed = key_places.add_credential(case(attempt, plain + OWN_WORD.format(word)), NONE)
    assert [(str(one.field), one.after) for one in typed.changes[:2]] == [
        ("credential.kind", "api-key"),
        ("credential.name", "X-Auth-Token"),
    ]
    behind = case(attempt, f"{plain}> Authorization: Bearer abcdef123456\n{OWN_WORD.format(word)}")
    moved = key_places.as_named_key(behind, NONE)
    assert (moved.id, moved.changes[1].after) == ("send-as-key", "X-Auth-Token")
    login = case(attempt, f"{plain}> Authorization: Basic YTpi\n{OWN_WORD.format(word)}")
    asked = key_places.as_named_key(login, NONE)
    assert (asked.id, asked.changes[0].before) == ("enter-key", "Basic")
    assert asked.changes[1].after == "X-Auth-Token"
    assert any(one.ask for one in asked.changes)


def test_a_word_that_nobody_knows_stands_before_the_token(attempt):
    text = (
        f"> GET https://a.test/x\n> Authorization: Bearer abcdef123456\n{OWN_WORD.format('Acme')}"
    )
    assert key_places.as_named_key(case(attempt, text), NONE) is None
    assert switch_word(case(attempt, text), NONE).changes[0].after == "Acme"


def test_no_word_is_written_before_what_travels_in_a_header(attempt):
    text = "> GET https://a.test/x\n> Authorization: Bearer abcdef123456\n"
    assert switch_word(case(attempt, text + OWN_WORD.format("Keystone")), NONE) is None


def test_another_scheme_than_such_a_word_is_a_mismatch(attempt):
    text = "> GET https://a.test/x\n> Authorization: Bearer abcdef123456\n"
    told = diagnose(attempt(text + OWN_WORD.format("Keystone"))).findings[0]
    assert (told.slug, told.fixes[0].id) == ("other-scheme-wanted", "send-as-key")
    in_place = "> GET https://a.test/x\n> X-Auth-Token: abcdef123456\n"
    told = diagnose(attempt(in_place + OWN_WORD.format("Keystone"))).findings[0]
    assert told.cause == Cause.INVALID_CREDENTIALS


TICKETS = "1-31-5a0c4be19d7f3826a0c4be19d7f38265"
BLOG = '< 401 No\n< Link: </wp-json/>; rel="https://api.w.org/"\n'


@pytest.mark.parametrize(
    ("sent", "reply", "changes"),
    [
        # a kind of token whose own way is known, behind another word and in another place
        (f"> Authorization: Bearer {TICKETS}\n", "< 401 No", {"kind": "bearer", "word": "Token"}),
        (f"> X-Auth-Token: {TICKETS}\n", "< 401 No", {"kind": "bearer", "word": "Token"}),
        (f"> Authorization: Token {TICKETS}\n", "< 401 No", None),
        (f"> X-Auth-Token: {TICKETS}\n", "< 401 No\n<< Missing header X-Gate-Key", None),
        # the product that answers
        ("> X-Api-Key: abcd efgh ijkl\n", BLOG, {"kind": "basic", "user": "", "password": ""}),
        ("> Authorization: Basic YTpi\n", BLOG, None),
        ("> X-Api-Key: abcd efgh ijkl\n", "< 401 No", None),
    ],
)
def test_it_goes_the_way_that_is_known_of_such_a_key_or_of_the_product(
    attempt, sent, reply, changes
):
    fix = key_places.as_known(case(attempt, f"> GET https://a.test/x\n{sent}{reply}"), NONE)
    told = {one.field.name: one.after for one in fix.changes} if fix is not None else None
    assert told == changes


# ---------------- A signature of an address is no key
SIGNED = "> GET https://a.test/files/day?se=2030-01-01&sp=r&sig=x%2Fy%2Bz1u8dK3\n< 403 No\n"


def test_a_signature_of_an_address_is_never_moved(attempt):
    for build in (key_places.move_key, key_places.elsewhere, key_places.move_token):
        assert build(case(attempt, SIGNED), NONE) is None


def test_a_key_beside_the_signature_is(attempt):
    sent = SIGNED.replace("sig=", "api_key=9944b09199c62bcf94&sig=")
    fix = key_places.elsewhere(case(attempt, sent), NONE)
    assert [one.after for one in fix.changes] == ["header", "X-Api-Key"]


@pytest.mark.parametrize("slug", ["request-signature-wrong", "signed-address-expired"])
def test_another_signed_address_is_typed_whole(attempt, slug):
    suspicion = Suspicion(cause=Cause.INVALID_CREDENTIALS, slug=slug, weight=0.5)
    made = fixes(case(attempt, SIGNED), suspicion)
    assert made[0].id == "enter-address"
    (change,) = made[0].changes
    assert (str(change.field), change.ask) == ("url", True)
    assert "sig" not in change.before


@pytest.mark.parametrize(
    "sent",
    [
        "> GET https://a.test/x?api_key=9944b09199c62bcf94\n",
        "> GET https://a.test/x?token=9944b09199c62bcf94&page=2\n",
        "> GET https://a.test/x?sig=1u8dK3\n> X-Api-Key: 9944b09199c62bcf94\n",
        "> GET https://a.test/x?sig=1u8dK3\n> Authorization: Bearer 9944b09199c62bcf94\n",
    ],
)
def test_a_key_is_typed_alone(attempt, sent):
    assert enter_secret(case(attempt, f"{sent}< 403 No\n"), NONE).id == "enter-secret"


def test_a_part_of_a_token_request_is_no_key(attempt):
    form = "> POST https://a.test/token\n> Content-Type: application/x-www-form-urlencoded\n"
    renews = ">> grant_type=refresh_token&refresh_token=9944b09199c62bcf94\n< 400 No\n"
    assert key_places.move_key(case(attempt, form + renews), NONE) is None
    keyed = ">> api_key=9944b09199c62bcf94&page=2\n< 401 No\n"
    posted = form.replace("/token", "/books") + keyed
    assert key_places.move_key(case(attempt, posted), NONE).id == "move-key-to-header"


# ---------------- A token that stands in the query
@pytest.mark.parametrize(
    ("query", "fix"),
    [
        ("access_token=k-8f2c41d09a7be35560", "move-key-to-authorization"),
        ("token=k-8f2c41d09a7be35560", "move-key-to-authorization"),
        ("api_key=k-8f2c41d09a7be35560", "move-key-to-header"),
    ],
)
def test_a_token_goes_behind_bearer_and_a_key_in_its_header(attempt, query, fix):
    asked = case(attempt, f"> GET https://a.test/orders?{query}\n< 401 No")
    assert key_places.move_key(asked, named("")).id == fix


def test_a_place_that_the_reply_names_comes_first(attempt):
    told = (
        '< 401 No\n< Content-Type: application/json\n<< {"error": "missing X-Access-Token header"}'
    )
    asked = case(attempt, f"> GET https://a.test/orders?token=k-8f2c41d09a7be35560\n{told}")
    assert key_places.move_key(asked, named("")).id == "move-key-to-header"


# ---------------- A key in a header that nobody may read
OWN = "> GET https://a.test/x\n> {name}: dk-55c1a0e97b20\n"


@pytest.mark.parametrize(
    ("name", "before", "reply", "after"),
    [
        ("X-Mill-Key", "", "< 401 No", "X-Api-Key"),
        ("Mill-Key", "", "< 401 No\n<< API key required", "X-Api-Key"),
        ("X-Mill-Key", "< 200 OK\n---\n", "< 401 No", ""),  # it is read
        ("X-Mill-Key", "", "< 401 No\n< WWW-Authenticate: Bearer", ""),  # another is named
    ],
)
def test_a_key_in_an_unusual_header_is_tried_in_the_usual_one(attempt, name, before, reply, after):
    sent = OWN.format(name=name)
    given = f"{sent}{before}" if before else ""
    fix = key_places.elsewhere(case(attempt, f"{given}{sent}{reply}"), NONE)
    assert (fix.id if fix is not None else "") == ("send-as-key" if after else "")
    if fix is not None:
        kind, named = fix.changes
        assert (named.before, named.after) == (name, after)
        assert kind.guessed
        assert named.guessed


def test_a_key_in_the_usual_header_is_tried_behind_bearer_or_under_the_name_that_is_typed(attempt):
    sent = OWN.format(name="X-Api-Key")
    fix = key_places.elsewhere(case(attempt, f"{sent}< 401 No"), NONE)
    assert (fix.id, fix.changes[0].after) == ("move-key-to-authorization", "bearer")
    assert fix.changes[0].guessed
    taken = case(attempt, f"{sent}< 200 OK\n---\n{sent}< 401 No")
    assert key_places.elsewhere(taken, NONE) is None


@pytest.mark.parametrize(
    ("words", "found"),
    [("<< API key required", "send-as-key"), ("<< Please log in", "")],
)
def test_a_challenge_does_not_keep_a_key_that_is_missed_behind_bearer(attempt, words, found):
    sent = "> GET https://a.test/x\n> Authorization: Bearer 9944b09199c62bcf94\n"
    reply = f"< 401 No\n< WWW-Authenticate: Bearer\n{words}"
    fix = key_places.elsewhere(case(attempt, sent + reply), NONE)
    assert (fix.id if fix is not None else "") == found


def test_before_another_key_is_typed_the_usual_header_is_tried(attempt):
    told = f"{OWN.format(name='X-Mill-Key')}< 401 No\n<< API key required"
    finding = diagnose(attempt(told)).findings[0]
    assert finding.slug == "key-in-wrong-place"
    assert [one.id for one in finding.fixes[:2]] == ["send-as-key", "enter-secret"]
