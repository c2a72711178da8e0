"""Says in one sentence what explains the different results, and how sure that is."""

from collections.abc import Sequence

import msgspec

from inspector.compare.credential_end import ended_between
from inspector.compare.records import Delta, Step
from inspector.compare.side import Side
from inspector.model.exchange import Exchange
from inspector.model.finding import Certainty
from inspector.wording import tr, tr_n

_FITS = {
    "token-renewed": ("expired", "revoked"),
    "token-claim:aud": ("audience",),
    "token-claim:iss": ("issuer", "tenant"),
    "token-claim:scope": ("scope", "right", "permission"),
    "token-claim:scp": ("scope", "right", "permission"),
    "scheme": ("scheme", "word"),
    "credential-added": ("no-credential", "missing", "dropped", "empty", "stripped"),
    "secret": (
        "invalid-credentials",
        "revoked-token",
        "insufficient-permissions",
        "expired",
        "account-locked",
    ),
    "place": ("place", "header-name"),
    "host": ("host", "endpoint", "region", "environment"),
    "path": ("slash", "path", "version"),
    "cookie": ("session", "cookie", "csrf", "login"),
    "header": ("csrf", "origin", "tenant", "header"),
    "redirects": ("redirect", "moved"),
    "proxy": ("proxy",),
}


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """The sentence, a line more, and how sure it is."""

    title: str
    text: str = ""
    certainty: Certainty | None = None
    apart: tuple[Delta, ...] = ()


def concluded(sides: Sequence[Side], steps: Sequence[Step], trace: tuple[Exchange, ...]) -> Told:
    """Return what the columns together tell; trace: the recording they are parts of, if any."""
    logged = [side.attempt.source == "log" for side in sides]
    if any(logged) and not all(logged):
        return Told(
            title=tr("A line of a log does not tell what was sent, so nothing can be concluded"),
            text=tr("Send its request from here, or record it, and compare that."),
        )
    deciding = [place for place, step in enumerate(steps) if step.turned in {"accepted", "refused"}]
    if not deciding:
        return _undecided(sides, steps)
    place = deciding[-1]
    step, refused = steps[place], sides[place if steps[place].turned == "accepted" else place + 1]
    causes = [delta for delta in step.deltas if delta.weight == "auth"]
    causes = causes or [delta for delta in step.deltas if delta.weight == "plain"]
    text = _way(steps)
    if not causes:
        return _without_change(sides[place], sides[place + 1], trace)
    likely = [delta for delta in causes if fits(delta, refused)]
    if len(causes) == 1:
        sure = Certainty.CERTAIN if likely else Certainty.VERY_LIKELY
        return Told(title=_sentence(causes[0], step), text=text, certainty=sure)
    if len(likely) == 1:
        rest = [delta.words for delta in causes if delta is not likely[0]]
        also = tr("Also different: {changes}.", changes=", ".join(rest))
        return Told(
            title=_sentence(likely[0], step),
            text=also,
            certainty=Certainty.VERY_LIKELY,
            apart=tuple(causes),
        )
    return _several(likely or causes, text)


def _unexplained(title: str) -> Told:
    return Told(
        title=title,
        text=tr("Time, a right, or something on the server changed in between."),
        certainty=Certainty.POSSIBLE,
    )


def _without_change(earlier: Side, later: Side, trace: tuple[Exchange, ...]) -> Told:
    if later.attempt.source == "log":
        return _unexplained(tr("Nothing that the log tells differs; what was sent is not known"))
    between = ended_between(earlier.exchange, later.exchange, trace)
    if not between:
        return _unexplained(tr("Nothing that was sent differs: the server's answer changed"))
    return Told(
        title=tr("Nothing that was sent differs, but in between {what}", what=between),
        certainty=Certainty.VERY_LIKELY,
    )


def _several(causes: list[Delta], text: str) -> Told:
    count = len(causes)
    title = tr_n(
        "{count} change can't be told apart: {changes}",
        "{count} changes can't be told apart: {changes}",
        count,
        changes=", ".join(delta.words for delta in causes),
    )
    more = tr("Trying one change alone would tell.")
    if all(delta.id.startswith("token-") for delta in causes):
        more = tr("They came with one token: a token with only one of them would tell.")
    return Told(
        title=title,
        text=f"{text} {more}".strip(),
        certainty=Certainty.POSSIBLE,
        apart=tuple(causes),
    )


def _undecided(sides: Sequence[Side], steps: Sequence[Step]) -> Told:
    if all(side.accepted for side in sides):
        return Told(title=tr("All were accepted"), text=_differences(steps))
    if not any(side.accepted is False for side in sides):
        return Told(title=tr("No reply tells whether it was refused"), text=_differences(steps))
    findings = [side.finding.title for side in sides if side.finding is not None]
    if any(step.turned == "other-refusal" for step in steps):
        return Told(
            title=tr(
                "The refusals differ: {before}, then {after}",
                before=findings[0],
                after=findings[-1],
            ),
            text=_way(steps),
        )
    changed = _differences(steps)
    if not changed:
        return Told(title=tr("The same request, refused in the same way"))
    return Told(title=tr("All were refused in the same way"), text=changed)


def _differences(steps: Sequence[Step]) -> str:
    words = [d.words for step in steps for d in step.deltas if d.weight == "auth"]
    if not words:
        return ""
    return tr("That made no difference: {changes}.", changes=", ".join(dict.fromkeys(words)))


def _way(steps: Sequence[Step]) -> str:
    """Return what the steps did, those with the same effect together; one step is the title's."""
    if len(steps) < 2:  # noqa: PLR2004 - as said above
        return ""
    effects: dict[str, list[str]] = {}
    for step in steps:
        words = [delta.words for delta in step.deltas if delta.weight == "auth"]
        if words:
            effects.setdefault(_effect(step), []).extend(words)
    return "; ".join(
        tr("{changes}: {effect}", changes=", ".join(dict.fromkeys(words)), effect=effect)
        for effect, words in effects.items()
    )


def _effect(step: Step) -> str:
    return {
        "accepted": tr("accepted"),
        "refused": tr("refused"),
        "other-refusal": tr("another refusal"),
    }.get(step.turned, tr("no difference"))


def _sentence(delta: Delta, step: Step) -> str:
    if step.turned == "refused":
        return tr("This broke it: {change}", change=delta.words)
    return delta.sentence


def fits(delta: Delta, refused: Side) -> bool:
    """Whether the verdict about the refused attempt names what this change mends."""
    if refused.finding is None:
        return False
    slug = f"{refused.finding.cause.value} {refused.finding.slug}"
    words = _FITS.get(delta.id) or _FITS.get(delta.id.partition(":")[0]) or ()
    return any(word in slug for word in words)
