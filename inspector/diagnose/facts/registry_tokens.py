"""Which request fetched a container registry's token, where its challenge says."""

from inspector.diagnose.facts.case import Case
from inspector.model.kinds.registry_token import RegistryToken
from inspector.protocol.urls import host_and_path


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
