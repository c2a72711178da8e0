"""What no reply says of a credential's form, the collection does: as its description had it."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.fixes.apply import apply
from inspector.model.finding import Cause, Certainty, Finding
from inspector.model.fix import KIND, Change, Field, Fix
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import JsonBody, QueryParam, Request, RequestHeader
from inspector.model.secret import SecretRef
from inspector.workbench.answer import Answer
from inspector.workbench.applying.applicable_fixes import with_fixes_at_hand
from inspector.workbench.applying.companions import companions
from inspector.workbench.applying.known_forms import KnownForm, with_known_form
from tests.unit.diagnose.gate.test_lone_errors import sent

TREES = "https://orchard.example/trees"
HELD = SecretRef(place="vault", name="orchard")
PICK = Request(
    name="pick", url=f"{TREES}/pick", credential=ApiKey(name="orchard_key", place="query")
)
PLANT = Request(
    name="plant", url=f"{TREES}/plant", credential=ApiKey(name="orchard_key", place="query")
)
ELSEWHERE = Request(name="pay", url="https://bank.example/", credential=Basic())


def first_fix(text, request, *others):
    answer = Answer(attempt=sent(text), verdict=diagnose(sent(text)))
    known = companions(request, others, answer.attempt)
    attempt = type(answer.attempt)(exchanges=answer.attempt.exchanges, request=request)
    answer = with_fixes_at_hand(Answer(attempt=attempt, verdict=answer.verdict), known)
    return answer.verdict.findings[0].fixes[0]


def after(request, fix):
    return apply(request, fix, lambda _: "", lambda _: HELD)


def test_what_is_added_has_the_form_that_the_collection_has():
    fix = first_fix(
        f"> GET {TREES}\n< 401 Unauthorized", Request(url=TREES), PICK, PLANT, ELSEWHERE
    )
    assert fix.id == "add-credential"
    assert not any(change.guessed for change in fix.changes)
    assert after(Request(url=TREES), fix).credential == ApiKey(name="orchard_key", place="query")
    assert "pick" in fix.because


@pytest.mark.parametrize("field", ["refresh", "refresh_token", "client_secret", "password"])
def test_what_buys_tokens_is_no_form_for_them(field):
    body = JsonBody(text=f'{{"{field}": "k3y-0123456789abcdef0123"}}')
    renew = Request(name="renew", method="POST", url=f"{TREES}/renew", body=body)
    own = Request(url=TREES, credential=Bearer(token=HELD))
    assert companions(own, [renew]).form is None


def test_a_login_that_is_not_read_here_is_not_offered_anew():
    """The collection knows logins alone: the guess leads away from them."""
    log_in = Request(
        name="log in", url=f"{TREES}/login", credential=Basic(user="ada", password=HELD)
    )
    asked = Request(url=TREES, credential=Basic(user="ada", password=HELD))
    refused = f"> GET {TREES}\n> Authorization: Basic YWRhOngxeQ==\n< 401 Unauthorized\n< Content-Type: text/plain\n<< HTTP Basic is not supported here"
    answer = Answer(attempt=sent(refused), verdict=diagnose(sent(refused)))
    known = KnownForm(credential=log_in.credential, name="log in")
    fixes = with_known_form(answer.verdict.findings[0], asked, known).fixes
    switched = next(fix for fix in fixes if fix.id.startswith("switch-to"))
    assert after(asked, switched).credential.kind == "bearer"


def test_a_form_that_the_reply_names_is_not_replaced():
    told = f"> GET {TREES}\n< 401 Unauthorized\n< WWW-Authenticate: Basic realm=trees"
    assert (
        after(Request(url=TREES), first_fix(told, Request(url=TREES), PICK)).credential == Basic()
    )


@pytest.mark.parametrize(
    ("request_", "line"),
    [
        (Request(url=TREES, credential=Bearer(token=HELD)), "> Authorization: Bearer oc-1"),
        (
            Request(url=TREES, credential=ApiKey(name="X-Api-Key", value=HELD)),
            "> X-Api-Key: oc-1",
        ),
        (Request(url=TREES, headers=(RequestHeader("X-Api-Key", "oc-1"),)), "> X-Api-Key: oc-1"),
        (
            Request(url=TREES, credential=ApiKey(name="key", place="query", value=HELD)),
            "> X-Api-Key: oc-1",
        ),
    ],
)
def test_what_stands_elsewhere_is_sent_as_the_collection_does(request_, line):
    fix = first_fix(f"> GET {TREES}\n{line}\n< 401 Unauthorized", request_, PICK)
    assert fix.id == "send-as-collection"
    made = after(request_, fix)
    assert made.credential == ApiKey(name="orchard_key", place="query", value=HELD)
    assert made.headers == ()


LOGIN = JsonBody(text='{"username": "ann", "password": "pw-12345"}')


@pytest.mark.parametrize(
    ("status", "other"),
    [
        ("401 Unauthorized", Request(name="pick", url=TREES, credential=Bearer())),
        ("401 Unauthorized", Request(name="pick", url=TREES, credential=Basic())),
        ("403 Forbidden", ELSEWHERE),
        ("401 Unauthorized", Request(name="pick", url=TREES)),
        ("401 Unauthorized", Request(name="pick", url=TREES, method="POST", body=LOGIN)),
    ],
)
def test_it_is_not_offered_without_another_form_for_the_same_host(status, other):
    request = Request(url=TREES, credential=Bearer(token=HELD))
    text = f"> GET {TREES}\n> Authorization: Bearer oc-1\n< {status}"
    assert first_fix(text, request, other).id != "send-as-collection"


def test_it_is_not_offered_where_the_token_was_surely_read():
    over = "> Authorization: Bearer oc-1\n< 401 No\n< Content-Type: application/json"
    text = f'> GET {TREES}\n{over}\n<< {{"msg": "Token has expired"}}'
    fix = first_fix(text, Request(url=TREES, credential=Bearer(token=HELD)), PICK)
    assert fix.id != "send-as-collection"


def test_a_word_is_part_of_the_form():
    knows = Request(name="pick", url=TREES, credential=Bearer(word="Token"))
    request = Request(url=TREES, credential=Bearer(token=HELD))
    fix = first_fix(f"> GET {TREES}\n> Authorization: Bearer oc-1\n< 401 No", request, knows)
    assert after(request, fix).credential == Bearer(token=HELD, word="Token")


def test_a_parameter_written_by_hand_goes_with_it():
    request = Request(url=TREES, query=(QueryParam("api_key", "oc-1"),))
    knows = Request(name="pick", url=TREES, credential=ApiKey(name="X-Orchard-Key"))
    fix = first_fix(f"> GET {TREES}?api_key=oc-1\n< 401 No", request, knows)
    made = after(request, fix)
    assert made.credential == ApiKey(name="X-Orchard-Key", value=HELD)
    assert made.query == ()


@pytest.mark.parametrize(
    ("other", "sent_as"),
    [
        ({"url": f"{TREES}?key=oc-7"}, ApiKey(name="key", place="query")),
        ({"headers": (RequestHeader("X-Orchard-Key", "oc-7"),)}, ApiKey(name="X-Orchard-Key")),
        ({"headers": (RequestHeader("Cookie", "sid=s1"),)}, None),  # a session is no key
    ],
)
def test_a_key_that_others_send_by_hand_shows_the_form_too(other, sent_as):
    knows = Request(**{"name": "pick", "url": TREES, **other})
    request = Request(url=TREES, headers=(RequestHeader("X-Api-Key", "oc-1"),))
    fix = first_fix(f"> GET {TREES}\n> X-Api-Key: oc-1\n< 401 Unauthorized", request, knows)
    assert (fix.id == "send-as-collection") == (sent_as is not None)
    if sent_as is not None:
        assert after(request, fix).credential == sent_as.with_secret(HELD)


def test_a_guess_that_becomes_known_is_called_so():
    kind = Change(field=KIND, before="Bearer", after="api-key", guessed=True)
    guess = Fix(id="send-as-key", title="Send it as X-Api-Key", changes=(kind,))
    asks = Fix(
        id="enter",
        title="Enter",
        changes=(kind, Change(field=Field("credential", "value"), ask=True)),
    )
    finding = Finding(
        cause=Cause.INVALID_CREDENTIALS,
        slug="x",
        certainty=Certainty.CERTAIN,
        score=1,
        fixes=(guess, asks),
    )
    known = KnownForm(ApiKey(name="X-Orchard-Key"), "pick")
    told = with_known_form(finding, Request(url=TREES), known).fixes
    assert [one.title for one in told] == ["Send it as pick does and resend", "Enter"]


def test_it_is_not_offered_where_that_header_holds_something_else():
    knows = Request(name="pick", url=TREES, headers=(RequestHeader("X-Orchard-Key", "oc-2"),))
    request = Request(
        url=TREES,
        credential=Bearer(token=HELD),
        headers=(RequestHeader("X-Orchard-Key", "oc-2"),),
    )
    line = "> Authorization: Bearer oc-1\n> X-Orchard-Key: oc-2"
    text = f"> GET {TREES}\n{line}\n< 401 No"
    assert first_fix(text, request, knows).id != "send-as-collection"
    bare = Request(url=TREES, credential=Bearer(token=HELD))
    text = f"> GET {TREES}\n> Authorization: Bearer oc-1\n< 401 No"
    assert first_fix(text, bare, knows).id == "send-as-collection"
