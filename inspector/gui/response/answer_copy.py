"""Copies an answer as Markdown, with every secret masked."""

from typing import TYPE_CHECKING

from inspector.gui.diagnosis.verdict_text import fix_note, verdict_text
from inspector.gui.response.status_words import explained, status_words
from inspector.gui.state.tools import Tools
from inspector.gui.trace.pins import pins
from inspector.gui.widgets.clipboard import copy_text
from inspector.protocol.redaction import masked_text, masked_url
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer


def copy_answer(answer: "Answer", tools: Tools) -> None:
    """Put the answer on the clipboard and say so."""
    copy_text(markdown(answer))
    tools.notices.say(tr("Copied the answer as Markdown, secrets masked."))


def markdown(answer: "Answer") -> str:
    """Return the answer as a short Markdown text."""
    entry = explained(answer.attempt, answer.verdict)
    lines = [*_request(answer, entry), *_verdict(answer)]
    return masked_text("\n".join(lines)) + "\n"


def _request(answer: "Answer", entry: int) -> list[str]:
    if entry < 0:
        return []
    exchange = answer.attempt.exchanges[entry]
    request = exchange.request
    return [f"`{request.method} {masked_url(request.url)}`: {status_words(exchange).pill}", ""]


def _verdict(answer: "Answer") -> list[str]:
    if not answer.verdict.findings:
        return [tr("Nothing wrong was found.")]
    text, first = verdict_text(answer.verdict), answer.verdict.findings[0]
    lines = [f"**{text.title}**", "", f"{text.headline}. {text.explanation}".strip(), ""]
    lines += [f"{pin.number}. {pin.statement}" for pin in pins(answer.verdict)]
    if first.fixes:
        fix = first.fixes[0]
        lines += ["", tr("Fix: {title}. {note}", title=fix.title, note=fix_note(fix)).strip()]
    return lines
