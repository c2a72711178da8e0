"""Compares attempts: pure, and safe to show."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Protocol, cast

import msgspec
from msgspec.structs import replace

from inspector.compare.aligning import lines
from inspector.compare.code_rows import code_rows, form_of
from inspector.compare.credential_end import ended_between
from inspector.compare.fact import Aspect
from inspector.compare.masking import Masking
from inspector.compare.records import (
    Cell,
    CodeLine,
    Comparison,
    Delta,
    Head,
    Line,
    Section,
    Step,
    Turn,
)
from inspector.compare.registry import all_aspects, all_kinds
from inspector.compare.side import Side, plain
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import Certainty, Verdict
from inspector.wording import tr, tr_n

# ---------------- Says in one sentence what explains the different results
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


# ---------------- Masks known secrets in every text of a comparison
_OWN = frozenset(
    {"state", "weight", "turned", "certainty", "form"}
)  # our words, never recorded text


def veiled(value: Any, masking: Masking) -> Any:
    """Return a comparison, or a part of one, without the known secrets in its texts."""
    if type(value) is str:
        return masking.text(value)
    if isinstance(value, tuple):
        return tuple(veiled(item, masking) for item in value)
    if isinstance(value, Section | Line) and not masking.hides("\n".join(_texts(value))):
        return value  # as nearly always: looking through it at once is ten times as quick
    if isinstance(value, Cell | CodeLine):
        return _marked(value, masking)
    if isinstance(value, msgspec.Struct):
        fields = msgspec.structs.asdict(value).items()
        changed = {name: veiled(item, masking) for name, item in fields if name not in _OWN}
        return msgspec.structs.replace(value, **changed)
    return value


def _texts(part: Section | Line) -> Iterator[str]:
    """Return all texts of a part in which recorded ones may be."""
    if isinstance(part, Section):
        for line in part.lines:
            yield from _texts(line)
        yield from (line.text for row in part.code for line in row if line is not None)
        return
    yield part.name
    for cell in part.cells:
        if cell is not None:
            yield cell.text
            yield cell.note


def _marked(value: Cell | CodeLine, masking: Masking) -> Cell | CodeLine:
    """Mask a text; marks that stood elsewhere in it are gone with what was masked."""
    text = masking.text(value.text)
    marks = value.marks if text == value.text else ()
    if isinstance(value, CodeLine):
        return msgspec.structs.replace(value, text=text, marks=marks)
    return msgspec.structs.replace(value, text=text, note=masking.text(value.note), marks=marks)


MOST = 6


class AnswerLike(Protocol):
    """An attempt with its verdict."""

    @property
    def attempt(self) -> Attempt: ...  # noqa: D102 - said above
    @property
    def verdict(self) -> Verdict: ...  # noqa: D102 - said above


def compare(
    answers: Sequence[AnswerLike],
    labels: Sequence[str] = (),
    *,
    known: Iterable[str] = (),
    works: frozenset[int] = frozenset(),
    hidden: bool = False,
    trace: tuple[Exchange, ...] = (),
) -> Comparison:
    """Return two to six attempts side by side, in the order given.

    labels: a few words on each, shown below its status. known: secrets of the vault. works:
    places of those that are known to work elsewhere, although no reply shows it. hidden: in
    presentation mode what tokens claim is masked, too. trace: what went on between these, where
    they are parts of one recording.
    Raises ValueError for fewer than two or more than six.
    """
    if not 1 < len(answers) <= MOST:
        raise ValueError(tr("Two to six attempts can be compared."))
    exchanges = [each for answer in answers for each in answer.attempt.exchanges]
    sides = _sides(answers, labels, Masking(exchanges, known, claims_hidden=hidden), works)
    steps = tuple(step(before, after) for before, after in pairwise(sides))
    told = concluded(sides, steps, trace)
    made = Comparison(
        heads=tuple(_head(side) for side in sides),
        steps=steps,
        sections=tuple(_sections(sides)),
        title=told.title,
        text=told.text,
        certainty=told.certainty,
        apart=told.apart,
    )
    return cast("Comparison", veiled(made, sides[0].masking))


def _sections(sides: Sequence[Side]) -> Iterator[Section]:
    accepted = [side.accepted for side in sides]
    for aspect in all_aspects():
        columns = [list(aspect.facts(side)) for side in sides]
        facts = lines(columns, accepted)
        if facts:
            section = Section(id=aspect.ID, title=aspect.title(), lines=facts)
            yield _laid_out(section, aspect, sides, tuple(map(bool, columns)))


def _laid_out(
    section: Section, aspect: Aspect, sides: Sequence[Side], there: tuple[bool, ...]
) -> Section:
    """Return a section with its bodies laid out, if each can be.

    there: whether each column has a body.
    """
    code = getattr(aspect, "code", None)
    if code is None:
        return section
    columns = [tuple(code(side)) for side in sides]
    if not all(column or not some for column, some in zip(columns, there, strict=True)):
        return section
    return replace(section, code=code_rows(columns, section.lines), form=form_of(columns))


def changes(before: Side, after: Side) -> tuple[Delta, ...]:
    """Return what changed from one column to the next, what explains most first."""
    found = [delta for kind in all_kinds() for delta in kind.found(before, after)]
    weights = {"auth": 0, "plain": 1, "noise": 2}
    return tuple(sorted(found, key=lambda delta: weights[delta.weight]))


def step(before: Side, after: Side) -> Step:
    """Return the way from one column to the next; first what the verdict speaks of."""
    turned: Turn = ""
    if before.accepted is False and after.accepted:
        turned = "accepted"
    elif before.accepted and after.accepted is False:
        turned = "refused"
    elif before.finding and after.finding and before.finding.slug != after.finding.slug:
        turned = "other-refusal"
    refused = after if turned == "refused" else before
    deltas = sorted(changes(before, after), key=lambda delta: not fits(delta, refused))
    return Step(deltas=tuple(deltas), turned=turned)


def _sides(
    answers: Sequence[AnswerLike],
    labels: Sequence[str],
    masking: Masking,
    works: frozenset[int],
) -> list[Side]:
    names = [*labels, *[""] * len(answers)]
    return [
        Side(answer.attempt, answer.verdict, masking, label=names[place], works=place in works)
        for place, answer in enumerate(answers)
    ]


def _head(side: Side) -> Head:
    if side.finding is not None:
        title = side.finding.title
    elif side.status is None:
        title = tr("Known to work") if side.accepted else tr("No reply")
    else:
        reason = plain(side.exchange.reply.reason) if side.exchange.reply else ""
        title = reason or tr("Accepted")
    return Head(label=side.label, title=title, status=side.status, accepted=side.accepted)
