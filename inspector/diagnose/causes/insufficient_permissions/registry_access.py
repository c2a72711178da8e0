"""A container registry refuses a token that its own token service gave: it allows too little.

The service must give a token also where it grants nothing (CNCF Distribution, "Token Authentication
Specification"), so that only the registry says it.
"""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.token_claims import bearer
from inspector.diagnose.weights import STATED, STRONG
from inspector.model.finding import Evidence
from inspector.model.kinds.registry_token import RegistryToken
from inspector.protocol.urls import host_and_path
from inspector.reading.credential import Credential
from inspector.wording import tr
from inspector.wording.numbers import listed


def token_source(case: Case) -> Case | None:
    """Return the request that fetched a token where the challenge says; None without one."""
    realms = [
        host_and_path(challenge.get("realm"))
        for _, challenge in case.heard.challenges
        if RegistryToken.answers(challenge.scheme, challenge.get)
    ]
    if not realms:
        return None
    asked = (one for one in reversed(case.neighbours) if one.index < case.index)
    given = (one for one in asked if host_and_path(one.sent.url) in realms)
    return next((one for one in given if one.succeeded), None)


def access_not_given(case: Case) -> Found:
    """The token was fetched where the challenge says, and doesn't hold what it asks for."""
    token, source = bearer(case), token_source(case)
    if case.status != HTTPStatus.UNAUTHORIZED or token is None or source is None:
        return
    wanted, place = case.heard.parameter("scope")
    lacks = case.heard.error[0] == "insufficient_scope"
    given = _given(token)
    if not wanted or not (lacks or (given is not None and not set(wanted.split()) <= set(given))):
        return
    user = _user(source)
    slug = "registry-access-not-given" if user else "registry-asked-as-nobody"
    asked = (
        tr("The token was asked for as {user}.", user=user)
        if user
        else tr("The token was asked for as nobody: no login was sent.")
    )
    yield case.suspect(
        slug,
        STATED if lacks else STRONG,
        fact(tr("The registry wants the access {scope}.", scope=wanted), place),
        fact(asked, source.sent_line),
        *_allows(token, given),
        scope=wanted,
        service=source.sent.host,
        user=user,
    )


def _user(source: Case) -> str:
    basic = source.sent.authorization.basic if source.sent.authorization is not None else None
    named = basic.decode("utf-8", "replace").partition(":")[0] if basic else ""
    return named or source.sent.fields.get("username", "")


def _given(token: Credential) -> tuple[str, ...] | None:
    """Return the scopes that a token holds, each action of its own too; None where it is opaque."""
    access = token.claims.get("access")
    if not isinstance(access, list):
        return None
    found: list[str] = []
    for each in access:
        if isinstance(each, dict) and isinstance(actions := each.get("actions"), list):
            lead = f"{each.get('type')}:{each.get('name')}:"
            texts = [str(action) for action in actions]
            found += [lead + action for action in (*texts, ",".join(texts))]
    return tuple(dict.fromkeys(found))


def _allows(token: Credential, given: tuple[str, ...] | None) -> list[Evidence]:
    if given is None:
        return []
    text = tr("The token allows {scopes}.", scopes=listed(given) if given else tr("nothing"))
    return [fact(text, token.place)]


RULES = (access_not_given,)
