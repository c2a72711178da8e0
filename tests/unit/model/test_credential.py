"""What each kind of credential states of itself, and that it holds for its records."""

from typing import get_args

import msgspec
import pytest

from inspector.model.credential import (
    Credential,
    all_secret_fields,
    kind_of,
    kind_of_scheme,
    kind_with,
    kinds,
)
from inspector.model.credential_facts import Travels
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.oauth import (
    ClientProof,
    Extras,
    GivenTokens,
    Grant,
    OwnParameter,
    Registration,
    ResourceOwner,
    Target,
    TokenUse,
    grant_facts,
)
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.kinds.unsupported import Unsupported
from inspector.model.secret import NO_SECRET, SecretRef

HELD = SecretRef(place="memory", name="held")


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.tag())
class TestKind:
    def test_a_secret_is_where_the_record_says(self, kind):
        made = kind().with_secret(HELD)
        fields = {name: getattr(made, name) for name in made.__struct_fields__}
        assert {name for name, value in fields.items() if value == HELD} == set(
            kind.secret_fields()
        )
        assert made.secret_ref == (HELD if kind.secret_field() else NO_SECRET)

    def test_its_texts_are_fields(self, kind):
        assert set(kind.texts) <= set(kind.__struct_fields__)
        assert not set(kind.texts) & set(kind.secret_fields())

    def test_what_holds_something_has_a_place_for_it(self, kind):
        assert bool(kind.holding) <= bool(kind.secret_field())
        assert kind.is_login() <= ("user" in kind.__struct_fields__)
        assert kind().with_user("ann").user_name == ("ann" * ("user" in kind.__struct_fields__))

    def test_what_is_sent_travels_somewhere(self, kind):
        assert bool(kind().travels.place) == kind.is_given
        assert set(kind().headers) <= {kind().travels.name, *kind().headers}

    def test_it_has_a_name_and_a_tag_of_its_own(self, kind):
        assert kind_of(kind.tag()) is kind
        assert kind.label() or not kind.is_supported

    def test_the_facts_are_no_part_of_a_saved_file(self, kind):
        assert msgspec.json.decode(msgspec.json.encode(kind())) == {"kind": kind.tag()}
        assert msgspec.json.decode(msgspec.json.encode(kind()), type=Credential) == kind()


def test_a_key_travels_under_its_name():
    for place in ("header", "query", "cookie", "body"):
        key = ApiKey(name="sid", place=place)
        assert key.travels == Travels(place, "sid")
        assert key.headers == (("sid",) if place == "header" else ())


def test_a_token_without_a_word_is_still_in_authorization():
    bare = Bearer(word="")
    assert (bare.scheme_word, bare.headers) == ("", ("Authorization",))


def test_only_a_scheme_that_proves_a_password_holds_a_login():
    assert Unsupported(scheme="NTLM").holds == "login"
    assert Unsupported(scheme="Hawk").holds == ""
    assert not Unsupported.is_login()  # it can't be sent, so nobody counts it


def test_kinds_are_found_by_scheme_and_by_field():
    assert kind_of_scheme(" DIGEST ") is Digest
    assert kind_of_scheme("") is None
    assert kind_of_scheme("unheard-of") is None
    assert kind_of("unheard-of") is NoCredential
    assert kind_with("user") is Basic
    assert kind_with("value") is ApiKey
    assert kind_with("unheard-of") is None
    assert all_secret_fields() >= {"password", "token", "value", "secret"}


def test_what_tells_one_from_another_shows_no_secret():
    assert Basic(user="ann", password=HELD).described == "Basic, ann"
    assert Digest(password=HELD).described == "Digest"
    assert ApiKey(name="k", place="cookie", value=HELD).described == "Cookie k"


class TestOAuth2:
    held = SecretRef(place="keyring", name="held")

    def test_every_secret_within_its_groups_is_found(self):
        made = OAuth2(
            owner=ResourceOwner(password=self.held),
            given=GivenTokens(refresh=SecretRef(place="ask")),
            client=ClientProof(
                registration=Registration(token=SecretRef(place="memory", name="m"))
            ),
        )
        assert [ref.place for ref in made.references] == ["keyring", "ask", "memory"]

    def test_texts_are_changed_and_choices_are_not(self):
        own = OwnParameter(message="token", place="query", name="key", value="query")
        made = OAuth2(
            issuer="query", extras=Extras(own=(own,)), target=Target(resources=("query",))
        )
        met = []

        def change(name, text):
            met.append((name, text))
            return "changed"

        changed = made.with_texts(change)
        assert (changed.issuer, changed.target.resources) == ("changed", ("changed",))
        assert changed.extras.own[0].message == "token"
        assert changed.extras.own[0].place == "query"
        assert ("key", "query") in met
        assert made.with_texts(change, within=True).issuer == "query"

    def test_a_token_bound_to_a_key_needs_two_headers(self):
        assert OAuth2().headers == ("Authorization",)
        assert OAuth2(use=TokenUse(place="query", name="access_token")).headers == ()
        assert OAuth2(extras=Extras(dpop="ES256")).headers == ("Authorization", "DPoP")

    @pytest.mark.parametrize("grant", get_args(Grant))
    def test_each_grant_has_its_facts(self, grant):
        facts = grant_facts(grant)
        assert facts.label
        assert facts.wire
