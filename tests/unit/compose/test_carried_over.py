"""What one kind of credential hands on to another: a login to a login, a token to a token."""

import itertools

import pytest

from inspector.compose.carried_over import carries, sent_as, switched
from inspector.model.credential import Credential, kind_of
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.unsupported import Unsupported
from inspector.model.secret import NO_SECRET, SecretRef

HELD = SecretRef(place="memory", name="s")
LOGINS = (Basic(user="a", password=HELD), Digest(user="a", password=HELD))
NAMELESS = (Basic(password=HELD), Digest(password=HELD))
TOKENS = (Bearer(token=HELD, word="Token"), ApiKey(name="k", value=HELD, place="query"))
NTLM = Unsupported(scheme="NTLM", user="a", secret=HELD)
SIGNED = Unsupported(scheme="AWS Signature V4", user="a", secret=HELD)


@pytest.mark.parametrize("wanted", ["basic", "digest"])
@pytest.mark.parametrize("held", [*TOKENS, SIGNED, NoCredential(), InheritCredential()])
def test_nothing_but_a_login_becomes_a_login(held, wanted):
    made = switched(held, wanted)
    assert made.kind == wanted
    assert (made.user, made.secret_ref) == ("", NO_SECRET)


@pytest.mark.parametrize("wanted", ["bearer", "api-key"])
@pytest.mark.parametrize("held", [*LOGINS, *NAMELESS, NTLM, SIGNED, NoCredential()])
def test_nothing_but_a_token_becomes_a_token(held, wanted):
    assert switched(held, wanted).secret_ref == NO_SECRET


@pytest.mark.parametrize("wanted", ["basic", "digest"])
@pytest.mark.parametrize("held", [*LOGINS, NTLM])
def test_a_login_stays_one(held, wanted):
    made = switched(held, wanted)
    assert (made.kind, made.user, made.password) == (wanted, "a", HELD)


@pytest.mark.parametrize(("held", "wanted"), [*itertools.product(TOKENS, ["bearer", "api-key"])])
def test_a_token_stays_one(held, wanted):
    made = switched(held, wanted)
    assert (made.kind, made.secret_ref) == (wanted, HELD)


def test_what_carries_is_what_is_switched():
    for held, wanted in itertools.product((*LOGINS, *TOKENS), ["basic", "bearer", "none", "?"]):
        assert carries(held.kind, wanted) == (switched(held, wanted).secret_ref == HELD)


def test_every_kind_of_record_is_known():
    for record in Credential.__args__:
        assert switched(NoCredential(), record.tag()).kind == record.tag()
        assert record.secret_field() in ("", *record.__struct_fields__)
    assert switched(LOGINS[0], "unheard-of") == NoCredential()
    assert NoCredential().holds == ""


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        ("Basic", "basic"),
        ("digest", "digest"),
        ("Bearer", "bearer"),
        ("", "bearer"),
        ("SSWS", "bearer"),
        ("NTLM", "ntlm"),
        ("HOBA", "unsupported"),
        ("Hawk", "hawk"),
        ("AWS4-HMAC-SHA256", "aws-sigv4"),
    ],
)
def test_the_kind_that_sends_a_scheme(scheme, expected):
    assert sent_as(scheme).tag() == expected
    assert kind_of(expected).is_login() == (expected in {"basic", "digest", "ntlm"})
