"""A report in Markdown, for issues and chats."""

import re
from collections.abc import Iterator

from inspector.export.marking import Piece
from inspector.export.options import Options
from inspector.export.redact import Redacted
from inspector.export.report import Cause, Line, Proof, Report, Round, Side, Unsent, report
from inspector.wording import tr

NAME = "markdown"
SUFFIX = ".md"
ORDER = 1
WHOLE = False
ALL = False
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~])")
_STARTS = re.compile(r"^(\s*\d*)([#>+\-=](?<!\d.)|[.)](?<=\d.))")


def title() -> str:
    """Return what the format is called."""
    return tr("Markdown")


def fits(redacted: Redacted) -> bool:
    """Whether this answer can be written so."""
    del redacted
    return True


def write(redacted: Redacted, options: Options) -> str:
    """Return the report."""
    made = report(redacted, options.name)
    lines = list(_head(made))
    if "verdict" in options.parts:
        lines += _answer(made, evidence="evidence" in options.parts)
    if "experiments" in options.parts:
        lines += _experiments(made)
    if "other-causes" in options.parts:
        lines += _others(made)
    if "exchange" in options.parts:
        for one in made.rounds:
            lines += _round(one)
        if made.left_out:
            lines += ["", plain(made.left_out)]
    if made.replaced:
        lines += ["", f"*{plain(made.replaced)}*"]
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    escaped = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _STARTS.sub(r"\1\\\2", escaped)


def _head(made: Report) -> Iterator[str]:
    yield f"# {plain(made.headline)}"
    if made.request_line:
        yield ""
        yield _code(made.request_line)
    if made.sent:
        yield ""
        yield tr("Sent {time}", time=made.sent)


def _answer(made: Report, *, evidence: bool) -> Iterator[str]:
    if made.main:
        yield from _verdict(made.main, evidence=evidence)
    if made.limit:
        yield from _limit(made.limit, titled=made.main is not None)


def _verdict(main: Cause, *, evidence: bool) -> Iterator[str]:
    yield ""
    yield f"**{plain(main.certainty)}: {plain(main.family)}** ({_code(main.slug)})"
    if main.explanation:
        yield ""
        yield plain(main.explanation)
    yield ""
    yield plain(tr("Who must act: {who}.", who=main.who))
    if evidence and main.proofs:
        yield ""
        yield f"## {tr('Evidence')}"
        yield ""
        yield from map(_proof, main.proofs)
    if main.fixes:
        yield ""
        yield f"## {tr('What to do')}"
        yield ""
        yield from (f"- {plain(fix)}" for fix in main.fixes)
    yield from _advice(main)


def _limit(limit: Unsent, *, titled: bool) -> Iterator[str]:
    if titled:
        yield ""
        yield f"## {plain(limit.title)}"
    yield ""
    yield plain(limit.text)
    yield ""
    yield from _fenced([limit.command], "sh")


def _advice(main: Cause) -> Iterator[str]:
    if main.todo:
        yield ""
        yield f"## {tr('Who does what')}"
        yield ""
        yield from (f"- **{plain(one.who)}**: {plain(one.text)}" for one in main.todo)
    if main.avoid:
        yield ""
        yield f"**{tr('How to avoid it')}**: {plain(main.avoid)}"
    if main.reference:
        yield ""
        yield plain(tr("Reference: {reference}", reference=main.reference))


def _proof(proof: Proof) -> str:
    number = f"({proof.pin}) " if proof.pin else ""
    where = f" *{plain(proof.where)}*" if proof.where else ""
    against = tr("Speaks against it: ") if proof.against else ""
    return f"- {number}{against}{plain(proof.statement)}{where}"


def _experiments(made: Report) -> Iterator[str]:
    if not made.tried:
        return
    yield ""
    yield f"## {tr('Experiments')}"
    yield ""
    yield f"| {tr('Sent')} | {tr('Reply')} | {tr('Compared')} | {tr('What it means')} |"
    yield "|---|---|---|---|"
    for one in made.tried:
        cells = (one.varies, one.shows, one.result, one.meaning)
        yield f"| {' | '.join(map(plain, cells))} |"
    if made.ladder:
        yield ""
        yield plain(tr("How far the credential gets: {checks}", checks=", ".join(made.ladder)))
    if made.stopped:
        yield ""
        yield plain(made.stopped)


def _others(made: Report) -> Iterator[str]:
    if made.others:
        yield ""
        yield f"## {tr('Other causes')}"
        yield ""
        for cause in made.others:
            yield f"- {plain(cause.certainty)}: {plain(cause.title)}"
    if made.ruled_out:
        yield ""
        yield f"## {tr('Ruled out')}"
        yield ""
        yield from (f"- {plain(reason)}" for reason in made.ruled_out)


def _round(one: Round) -> Iterator[str]:
    yield ""
    yield f"## {plain(tr('Exchange {number}', number=one.number))}: {_code(one.title)}"
    yield ""
    yield from _fenced(_side(one.request))
    if one.failure:
        yield ""
        yield plain(one.failure)
    if one.reply:
        yield ""
        yield from _fenced(_side(one.reply))


def _side(side: Side) -> list[str]:
    lines = [_line(line) for line in side.lines]
    if side.body:
        lines += ["", *_text(side.body).splitlines()]
    return [*lines, f"[{side.note}]"] if side.note else lines


def _line(line: Line) -> str:
    text = " ".join(_text(line.pieces).splitlines())
    pins = sorted({piece.pin for piece in line.pieces if piece.pin})
    notes = "".join(f"  <- ({pin})" for pin in pins)
    return (f"{line.name}: {text}" if line.name else text) + notes


def _text(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


def _fenced(lines: list[str], language: str = "http") -> list[str]:
    """Put lines between fences longer than any run of backticks in them."""
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}{language}", *lines, fence]


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    ticks = "`" * (longest + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{space}{text}{space}{ticks}"
