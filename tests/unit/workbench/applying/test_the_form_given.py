"""What a person enters chooses the form of a credential that no reply named."""

import pytest
from msgspec.structs import replace

from inspector.compose.body_fields import fields_of
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.fixes import body_fields, builders, key_places, schemes
from inspector.diagnose.fixes.apply import apply
from inspector.library.refs import in_text
from inspector.model.finding import Cause
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.signing.aws_signature import AwsSignature
from inspector.model.kinds.signing.message_signature import MessageSignature
from inspector.model.kinds.signing.signature_template import SignatureTemplate
from inspector.model.request import JsonBody, Request, RequestHeader
from inspector.model.secret import NO_SECRET, Secret, SecretRef
from inspector.workbench.applying.entering import filled, in_the_form_given, wanted
from inspector.workbench.applying.fix_context import Given
from tests.fixtures.short_texts import attempt_of

NONE = Suspicion(cause=Cause.MISSING_CREDENTIALS, slug="no-credentials-sent", weight=1)
HELD = SecretRef(place="session", name="td")
BARE = "> GET https://tides.example/today\n< 401 Unauthorized"
TOLD = 'WWW-Authenticate: Bearer realm="tides"'


def entered(recorded, given):
    fix = schemes.add_credential(Trace(attempt_of(recorded)).case(0), NONE)
    request = apply(Request(), fix, lambda _: "", lambda _: NO_SECRET)
    request = in_the_form_given(request, fix, given)
    request, left = filled(request, wanted(request, fix, given), given, lambda _: NO_SECRET)
    return request.credential, left


@pytest.mark.parametrize(
    ("given", "credential"),
    [
        (Given(secret=Secret("s")), Bearer()),
        (Given(user="ida", secret=Secret("s")), Basic(user="ida")),
        (
            Given(secret=Secret("s"), fields={"credential.name": "X-Tide-Key"}),
            ApiKey(name="X-Tide-Key"),
        ),
        (
            Given(
                secret=Secret("s"),
                fields={"credential.name": "key", "credential.place": "query"},
            ),
            ApiKey(name="key", place="query"),
        ),
        (
            Given(secret=Secret("s"), fields={"credential.name": "session"}),
            ApiKey(name="session", place="cookie"),
        ),
        (
            Given(secret=Secret("s"), fields={"credential.name": "session_token"}),
            ApiKey(name="session_token", place="query"),
        ),
        (
            Given(secret=Secret("s"), fields={"credential.name": "X-Session"}),
            ApiKey(name="X-Session"),
        ),
        (
            Given(secret=Secret("s"), fields={"credential.place": "nowhere"}),
            Bearer(),
        ),
    ],
)
def test_where_nothing_names_the_form_what_is_entered_does(given, credential):
    assert entered(BARE, given) == (credential, ())


def test_a_form_that_the_reply_names_stays():
    given = Given(user="ida", secret=Secret("s"), fields={"credential.name": "X-Tide-Key"})
    assert entered(f"{BARE}\n< {TOLD}", given) == (Bearer(), ())


def test_a_key_without_a_name_takes_the_one_that_is_entered():
    told = f'{BARE}\n< Content-Type: application/json\n<< {{"message": "API key missing"}}'
    given = Given(secret=Secret("s"), fields={"credential.name": "X-Tide-Key"})
    assert entered(told, given) == (ApiKey(name="X-Tide-Key"), ())
    assert entered(told, Given(secret=Secret("s"))) == (ApiKey(), ())


def test_it_is_said_that_the_form_is_a_guess():
    bare = Trace(attempt_of(BARE)).case(0)
    assert "assumed" in schemes.add_credential(bare, NONE).because
    told = Trace(attempt_of(f"{BARE}\n< {TOLD}")).case(0)
    assert not schemes.add_credential(told, NONE).because


def test_who_is_led_to_a_login_page_is_known_by_the_cookie_that_its_site_keeps():
    led = (
        "> GET https://tides.example/today\n< 302 Found\n< Location: /login?next=/today\n"
        "< Set-Cookie: session=e30.x; Path=/; HttpOnly"
    )
    credential, left = entered(led, Given(secret=Secret("s")))
    assert (credential, left) == (ApiKey(name="session", place="cookie"), ())


def test_a_token_is_sent_on_as_the_key_whose_name_is_entered():
    told = "> GET https://tides.example/today\n> Authorization: Bearer td-91c5\n< 401 Unauthorized"
    fix = key_places.elsewhere(Trace(attempt_of(told)).case(0), NONE)
    request = apply(Request(credential=Bearer(token=HELD)), fix, lambda _: "", lambda _: NO_SECRET)
    given = Given(fields={"credential.name": "X-Tide-Key"})
    named = in_the_form_given(request, fix, given)
    assert named.credential == ApiKey(name="X-Tide-Key", value=HELD)
    assert in_the_form_given(request, fix, Given()).credential == ApiKey(value=HELD)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("X-Tide-Key", "header"),
        ("TideKey", "header"),
        ("tide_key", "query"),
        ("token", "query"),
    ],
)
def test_the_usual_place_of_a_name(name, place):
    given = Given(secret=Secret("s"), fields={"credential.name": name})
    assert entered(BARE, given) == (ApiKey(name=name, place=place), ())


@pytest.mark.parametrize("name", ["Authorization", "authorization"])
def test_what_goes_in_authorization_keeps_its_word(name):
    given = Given(secret=Secret("s"), fields={"credential.name": name})
    assert entered(BARE, given) == (Bearer(), ())


def test_a_key_that_is_called_authorization_has_no_word():
    told = f'{BARE}\n< Content-Type: application/json\n<< {{"message": "API key missing"}}'
    given = Given(secret=Secret("s"), fields={"credential.name": "Authorization"})
    assert entered(told, given) == (ApiKey(name="Authorization"), ())


LOGIN = "> POST https://tides.example/auth/login\n> Content-Type: application/json\n"


@pytest.mark.parametrize(
    ("body", "words", "names"),
    [
        ("{}", "email should not be empty", ["email", "password"]),
        ('{"user": "", "pass": ""}', "password is required", ["user", "pass"]),
        ("{}", "username and password must be provided", ["username", "password"]),
        ("{}", "no user/password specified", ["user", "password"]),
        ("{}", "token and password are required", ["username", "password"]),
    ],
)
def test_a_login_gets_the_fields_that_it_lacks(body, words, names):
    refused = (
        f"{LOGIN}>> {body}\n< 400 Bad Request\n< Content-Type: application/json\n"
        f'<< {{"message": "{words}"}}'
    )
    fix = body_fields.enter_login(Trace(attempt_of(refused)).case(0), NONE)
    assert [change.field.name for change in fix.changes] == names
    given = Given(user="ida", secret=Secret("s"))
    before = Request(method="POST", body=JsonBody(text=body))
    after, left = filled(before, wanted(before, fix, given), given, lambda _: HELD)
    assert fields_of(after) == {names[0]: "ida", names[1]: in_text(HELD)}
    assert left == ()


def test_a_login_that_was_sent_whole_gets_none():
    refused = f'{LOGIN}>> {{"user": "ida", "pass": "x"}}\n< 401 Unauthorized'
    assert body_fields.enter_login(Trace(attempt_of(refused)).case(0), NONE) is None


def test_a_login_without_a_body_gets_one_with_its_length():
    bare = Request(method="POST", headers=(RequestHeader("Content-Length", enabled=False),))
    fields = ("body.email", "body.password")
    after, _ = filled(bare, fields, Given(user="ida", secret=Secret("s")), lambda _: HELD)
    assert after.headers == ()
    assert fields_of(after) == {"email": "ida", "password": in_text(HELD)}


# ---------------- A key's ID goes along with its secret
SIGNED = AwsSignature(key_id="AKIDEXAMPLE", secret=HELD, region="eu-1", service="s3")
TRIED = "> GET https://box.example/a\n> Authorization: AWS4-HMAC-SHA256 Credential=x\n< 403 No"


def retyped(credential, given):
    attempt = attempt_of(TRIED)
    own = Request(url="https://box.example/a", credential=credential)
    fix = builders.enter_secret(Trace(replace(attempt, request=own)).case(0), NONE)
    after, left = filled(own, wanted(own, fix, given), given, lambda _: NO_SECRET)
    return [str(one.field) for one in fix.changes], after.credential, left


def test_a_request_that_is_signed_asks_for_both_halves():
    fields, after, left = retyped(SIGNED, Given(user="AKIDOTHER", secret=Secret("s")))
    assert fields[0] == "credential.key_id"
    assert (after.key_id, after.secret, left) == ("AKIDOTHER", NO_SECRET, ())


def test_the_own_id_stays_where_none_is_typed():
    _, after, left = retyped(SIGNED, Given(secret=Secret("s")))
    assert (after.key_id, left) == ("AKIDEXAMPLE", ())
    _, _, open_fields = retyped(replace(SIGNED, key_id=""), Given(secret=Secret("s")))
    assert open_fields == ("credential.key_id",)


def test_an_id_that_may_be_left_out_can_be():
    fields, after, left = retyped(MessageSignature(key=HELD), Given(secret=Secret("s")))
    assert fields[0] == "credential.key_id"
    assert (after.key_id, left) == ("", ())
    _, after, _ = retyped(MessageSignature(key=HELD), Given(user="mine", secret=Secret("s")))
    assert after.key_id == "mine"


def test_a_template_without_an_id_asks_for_none():
    bare = SignatureTemplate(key=HELD, header_lines="X-Sig: {signature}")
    fields, after, left = retyped(bare, Given(secret=Secret("s")))
    assert "credential.key_id" not in fields
    assert (after.key, left) == (NO_SECRET, ())
    named, _, left = retyped(SignatureTemplate(key=HELD), Given(secret=Secret("s")))
    assert named[0] == "credential.key_id"
    assert left == ("credential.key_id",)


def test_a_token_has_no_id():
    fields, _, _ = retyped(Bearer(token=HELD), Given(secret=Secret("s")))
    assert fields == ["credential.token"]


# ---------------- A part that no reply gave a name
APP = "> GET https://tides.example/today\n> X-Tides-Application-Id: shelf\n< 403 No\n"
APP_ROW = RequestHeader("X-Tides-Application-Id", "shelf")


def part(recorded, given, **values):
    suspicion = replace(NONE, slug="second-part-missing", values={"wanted": "secret", **values})
    fix = key_places.part_named(Trace(attempt_of(recorded)).case(0), suspicion)
    if fix is None:
        return None
    request = Request(headers=(APP_ROW,))
    request = apply(request, fix, lambda _: "", lambda _: NO_SECRET)
    request = in_the_form_given(request, fix, given)
    return filled(request, wanted(request, fix, given), given, lambda _: HELD)


def test_a_key_goes_under_the_name_that_is_typed_with_it():
    given = Given(secret=Secret("s"), fields={"credential.name": "X-Tides-Rest-Key"})
    request, left = part(APP, given, unnamed="key")
    assert (request.credential, left) == (ApiKey(name="X-Tides-Rest-Key", value=HELD), ())
    assert request.headers == (APP_ROW,)


def test_without_a_name_it_is_not_sent():
    _, left = part(APP, Given(secret=Secret("s")), unnamed="key")
    assert left == ("credential.name",)


def test_the_tables_name_the_header_that_goes_with_a_part():
    request, left = part(APP, Given(secret=Secret("s")), unnamed="key", name=ALGOLIA)
    assert (request.headers[-1].name, left) == ("X-Algolia-API-Key", ())


def test_a_part_that_has_a_name_keeps_it():
    request, left = part(APP, Given(secret=Secret("s")), wanted="X-Tenant")
    assert (request.headers[-1].name, left) == ("X-Tenant", ())


def test_a_signature_is_not_typed():
    assert part(APP, Given(), unnamed="signature") is None


ALGOLIA = "X-Algolia-Application-Id"


# ---------------- What was sent is tried in another form
OPAQUE = "> GET https://tides.example/today\n> Authorization: Bearer opaque-7f31\n< 401 No"


@pytest.mark.parametrize(
    "given",
    [Given(), Given(user="ida", secret=Secret("pw")), Given(secret=Secret("another"))],
)
def test_what_was_sent_goes_out_as_the_title_says(given):
    fix = key_places.elsewhere(Trace(attempt_of(OPAQUE)).case(0), NONE)
    assert fix.title == "Send it as X-Api-Key and resend"
    request = Request(credential=Bearer(token=HELD))
    request = apply(request, fix, lambda _: "", lambda _: NO_SECRET)
    request = in_the_form_given(request, fix, given)
    after, left = filled(request, wanted(request, fix, given), given, lambda _: NO_SECRET)
    assert (after.credential, left) == (ApiKey(name="X-Api-Key", value=HELD), ())


def test_where_a_challenge_shows_that_authorization_is_read_it_stays_there():
    challenged = f"{OPAQUE}\n< WWW-Authenticate: Basic realm=x"
    assert key_places.elsewhere(Trace(attempt_of(challenged)).case(0), NONE) is None


KEYED = "> GET https://tides.example/today\n> X-Sea-Key: td-91c5e07b42aa\n< 401 Unauthorized"


@pytest.mark.parametrize("name", ["", "X-Tide-Key"])
def test_a_key_in_an_unusual_header_goes_out_under_the_name_that_is_entered(name):
    own = ApiKey(name="X-Sea-Key", value=HELD)
    fix = key_places.elsewhere(Trace(attempt_of(KEYED)).case(0), NONE)
    request = apply(Request(credential=own), fix, lambda _: "", lambda _: NO_SECRET)
    given = Given(fields={"credential.name": name} if name else {})
    named = in_the_form_given(request, fix, given)
    assert wanted(named, fix, given) == ()
    assert named.credential == ApiKey(name=name or "X-Api-Key", value=HELD)
