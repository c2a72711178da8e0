"""Owner of one export being prepared: the choices, and what they produce, made elsewhere."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from inspector.gui.bridge.job import Job
from inspector.gui.state.tools import Tools

if TYPE_CHECKING:
    from inspector.export.export import Exported
    from inspector.workbench.answer import Answer

PHRASE = "include secrets"
_PAUSE = 60  # milliseconds; several choices in a row are answered once


class ExportChoices(msgspec.Struct, frozen=True, kw_only=True):
    """What the user chose.

    treatments: by id of the secret. phrase: typed to include secrets. mask_leaks: what the leak
    check finds is masked, too.
    """

    format: str = "markdown"
    parts: tuple[str, ...] = (
        "verdict", "evidence", "story", "exchange", "other-causes", "experiments",
    )  # fmt: skip
    treatments: dict[str, str] = {}
    phrase: str = ""
    mask_leaks: bool = False

    @property
    def include_secrets(self) -> bool:
        """Whether the words were typed."""
        return self.phrase.strip().lower() == PHRASE


def make(
    answer: "Answer",
    choices: ExportChoices,
    known: tuple[str, ...],
    name: str,
    names: Mapping[str, str] | None = None,
) -> object:
    """Write the export; on a worker thread."""
    from inspector.export.export import export  # noqa: PLC0415 - the formats load at first use
    from inspector.export.options import Options  # noqa: PLC0415 - so do these

    text, picture = _story(answer, choices, known)
    options = msgspec.convert(
        {
            "parts": choices.parts,
            "choices": choices.treatments,
            "include_secrets": choices.include_secrets,
            "known": known,
            "names": names or {},
            "mask_leaks": choices.mask_leaks,
            "name": name,
            "story_text": text,
            "story_picture": picture,
        },
        Options,
    )
    return export(answer, choices.format, options)


def _story(answer: "Answer", choices: ExportChoices, known: tuple[str, ...]) -> tuple[str, str]:
    """Return the story in letters and as SVG, where it is wanted and there is one."""
    wanted = "story" in choices.parts and choices.format in _WITH_STORY
    if not wanted or len(answer.attempt.exchanges) < 2:  # noqa: PLR2004 - of one there is no story
        return "", ""
    from inspector.gui.story.svg_file import svg_of  # noqa: PLC0415 - at the first export
    from inspector.presentation.story.drawing import outline_of  # noqa: PLC0415 - as above
    from inspector.presentation.story.headline import headline  # noqa: PLC0415 - as above
    from inspector.presentation.story.written.story_text import story_text  # noqa: PLC0415 - as above

    told = outline_of(answer, known)
    said = headline(told, answer.verdict)
    if choices.format == "markdown":
        return story_text(told, said, _WIDTH), ""
    return "", svg_of(told, said)


_WITH_STORY = frozenset({"html", "markdown"})
_WIDTH = 120  # letters in a fence


class Produced(QObject):
    """changed(): another text is there. working(): one is being made."""

    changed = Signal()
    working = Signal()

    def __init__(self, answer: "Answer", name: str, tools: Tools) -> None:
        super().__init__()
        self._answer, self._name, self._tools = answer, name, tools
        self.choices = ExportChoices()
        self.exported: Exported | None = None
        self.problem = ""
        self._job: Job | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._start)

    @property
    def ready(self) -> bool:
        """Whether the text belongs to the choices and may leave."""
        clean = self.choices.include_secrets or not (self.exported and self.exported.leaks)
        return self.exported is not None and clean

    def choose(self, **changes: object) -> None:
        """Change some choices; the text follows."""
        self.choices = msgspec.structs.replace(self.choices, **changes)
        self.exported = None
        self.working.emit()
        self._pause.start()

    def begin(self) -> None:
        """Make the first text."""
        self.working.emit()
        self._start()

    def _start(self) -> None:
        vault, choices = self._tools.vault, self.choices
        known, names = vault.known_values(), vault.names_of_values()
        job = self._tools.background.compute(make, self._answer, choices, known, self._name, names)
        self._job = job
        job.succeeded.connect(lambda exported: self._take(job, exported))
        job.failed.connect(lambda error: self._failed(job, error))

    def _take(self, job: Job, exported: "Exported") -> None:
        if job is self._job:
            self.exported, self.problem = exported, ""
            self.changed.emit()

    def _failed(self, job: Job, error: Exception) -> None:
        if job is self._job:
            self.exported, self.problem = None, type(error).__name__
            self.changed.emit()
        raise error
