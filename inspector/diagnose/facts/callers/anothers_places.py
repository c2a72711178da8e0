"""A caller was given what lies under its own name, and asks for the same of somebody else."""

from urllib.parse import unquote

from inspector.diagnose.facts.case import Case


def given_of_its_own(case: Case) -> Case | None:
    """Return what the same login was given under its own name, where another name is refused.

    But for that name, both paths are the same.
    """
    sent = case.sent.authorization
    user = sent.user if sent is not None else ""
    parts = _parts(case)
    if not user or user in parts:
        return None
    others = (*reversed(case.before), *case.after)
    taken = (one for one in others if one.succeeded and case.shares_credential(one))
    return next((one for one in taken if _differs_by(_parts(one), parts, user)), None)


def _parts(case: Case) -> list[str]:
    return [unquote(part) for part in case.sent.path.strip("/").split("/")]


def _differs_by(own: list[str], other: list[str], user: str) -> bool:
    pairs = [pair for pair in zip(own, other, strict=False) if pair[0] != pair[1]]
    return len(own) == len(other) and [pair[0] for pair in pairs] == [user]
