"""What is kept of a token, what it is known by, when it is renewed; nothing of it in clear."""

import jwt
import msgspec
import pytest

from inspector.model.kinds.oauth import Extras, Login, ResourceOwner, Target, TokenUse
from inspector.model.kinds.oauth2 import OAuth2
from inspector.protocol.oauth import dpop_proof, kept_token
from inspector.protocol.oauth.kept_token import KeptToken
from inspector.protocol.oauth.token_reply import TokenReply

replace = msgspec.structs.replace
BASE = OAuth2(issuer="https://a.example", client_id="c", scope="read write")


@pytest.mark.parametrize(
    "other",
    [
        replace(BASE, issuer="https://b.example"),
        replace(BASE, client_id="d"),
        replace(BASE, scope="read"),
        replace(BASE, grant="client-credentials"),
        replace(BASE, target=Target(audience="x")),
        replace(BASE, target=Target(resources=("https://r.example",))),
        replace(BASE, login=Login(login_hint="ann")),
        replace(BASE, extras=Extras(dpop="ES256")),
        replace(BASE, login=Login(acr_values="gold")),
        replace(BASE, grant="password", owner=ResourceOwner(user="ann")),
    ],
)
def test_another_token_has_another_name(other):
    assert kept_token.name_of(other) != kept_token.name_of(BASE)


def test_what_does_not_change_the_token_does_not_change_its_name():
    same = replace(BASE, scope="write  read", use=TokenUse(margin=1, kept_as="Orders"))
    assert kept_token.name_of(same) == kept_token.name_of(BASE)


@pytest.mark.parametrize(
    ("life", "margin", "renews"),
    [(3600, 300, 3300), (600, 300, 540), (10, 300, 9), (3600, 0, 3600)],
)
def test_it_is_renewed_before_its_end_by_a_margin_that_fits_its_life(life, margin, renews):
    token = KeptToken(access_token="a", obtained=1000, life=life)
    assert token.renews(margin) == 1000 + renews
    assert token.is_fresh(1000 + renews - 0.01, margin)
    assert not token.is_fresh(1000 + renews, margin)


def test_one_without_a_known_end_is_sent():
    assert KeptToken(access_token="a").is_fresh(1e12, 300)


def test_an_end_that_only_the_token_names_is_by_the_providers_clock():
    token = jwt.encode({"exp": 5_060, "sub": "ann"}, "k" * 32, "HS256")
    made = kept_token.kept(TokenReply(access_token=token), 1_000, 5_000)
    assert (made.ends, made.subject) == (1_060, "ann")


def test_a_renewal_keeps_what_the_reply_left_out():
    before = KeptToken(access_token="a", refresh_token="r", id_token="i", scope="s", key="k")
    after = kept_token.renewed(before, KeptToken(access_token="b"))
    assert (after.access_token, after.refresh_token, after.id_token) == ("b", "r", "i")
    assert (after.key, after.renewals) == ("k", 1)
    assert (
        kept_token.renewed(before, KeptToken(access_token="b", refresh_token="n")).refresh_token
        == "n"
    )


def test_it_comes_back_as_it_was_written_and_shows_nothing():
    key = dpop_proof.new_key("ES256")
    token = KeptToken(access_token="secret-access", refresh_token="secret-refresh", key=key)
    text = kept_token.written(token)
    assert kept_token.read(text) == token
    assert "secret" not in text + repr(token)
    assert set(token.secrets) == {"access-token", "refresh-token", "dpop-key"}
    assert "kty" not in token.secrets["dpop-key"]


@pytest.mark.parametrize("text", ["", "x", "e30=", "eJyrrgUAAXUA-Q=="])
def test_what_is_no_kept_token_is_none(text):
    assert kept_token.read(text) is None


@pytest.mark.parametrize(("life", "kept"), [(-5, 0), (None, None), (10**40, 315_360_000)])
def test_odd_lives_do_no_harm(life, kept):
    made = kept_token.kept(TokenReply(access_token="a", expires_in=life), 0, 0)
    assert made.life == kept
    assert kept_token.read(kept_token.written(made)) == made


@pytest.mark.parametrize("exp", [1e308, -1e308, 10**30])
def test_odd_ends_of_a_token_do_no_harm(exp):
    token = jwt.encode({"exp": exp}, "k" * 32, "HS256")
    assert kept_token.kept(TokenReply(access_token=token), 0, 0).life in {0, 315_360_000, None}
