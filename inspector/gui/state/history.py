"""Owner of the history in the window: keeps answers, tells when the list differs."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from inspector.gui.bridge.background import Background
from inspector.gui.bridge.job import Job
from inspector.gui.bridge.lazy import Late

if TYPE_CHECKING:
    from inspector.logs.parts import Take
    from inspector.model.attempt import Attempt
    from inspector.record import Filter, History
    from inspector.record.history import HistoryStatus
    from inspector.record.search import Mark
    from inspector.record.writing import Limits
    from inspector.vault import Vault, VaultStatus
    from inspector.workbench.answer import Answer
    from inspector.workbench.attempts.log_attempts import LogKept


# ---------------- How far the keeping of a log's lines is, and whether it is to go on
class LogPace:
    """What the other thread asks and tells: reading is the first half of the work."""

    def __init__(self, order: "Take", size: int) -> None:
        from inspector.logs.away import AwayTaking  # noqa: PLC0415 - few windows read logs

        self.reading: AwayTaking = AwayTaking(order)
        self._size = size
        self._job: Job | None = None
        self._stopped = False
        self.lines = 0

    def follow(self, job: Job) -> None:
        """Tell this job of the progress."""
        self._job = job

    def stop(self) -> None:
        """End the reading, or the writing after the portion that is under way."""
        self._stopped = True
        self.reading.stop()

    def read(self, done: int) -> None:
        """So many bytes were read."""
        self._tell(done / self._size / 2 if self._size else 0)

    def kept(self, done: int) -> bool:
        """So many lines were written; return whether to go on."""
        self._tell(0.5 + done / max(self.lines, 1) / 2)
        return not self._stopped

    def _tell(self, share: float) -> None:
        if self._job is not None:
            self._job.report(min(share, 1.0))


_AT_ONCE = 50  # attempts of a recording that are written as one
_KEY_LIMIT = 5.0  # seconds that the keyring may take for the key of the fingerprints


class RecordingKept(NamedTuple):
    """How many attempts of a recording are new, and were there already.

    left_out: accepted ones that were not taken. over: refused ones, more than are taken of one.
    """

    new: int
    again: int
    left_out: int
    over: int = 0


class AttemptHistory(QObject):
    """Asks the history by Jobs; opened when it is first needed.

    changed(): something was added, marked or deleted. said(str): something is wrong with the
    file, or is right again (empty).
    """

    changed = Signal()
    said = Signal(str)

    def __init__(self, late: "Late[History]", background: Background, vault: "Vault") -> None:
        super().__init__()
        self._late = late
        self._background = background
        self._vault = vault
        self._key = b""
        self._watched = False
        vault.on_status(self._vault_told)

    @property
    def opened(self) -> bool:
        """Whether anything was asked of it yet."""
        return self._late.built is not None

    # ------------------------------------------------------------ changes
    def keep(self, answer: "Answer") -> Job:
        """Keep an answer, without its secrets."""
        return self._change(self._background.compute(self._keep, answer))

    def keep_tried(self, attempt: "Attempt") -> Job:
        """Keep what an experiment sent, with a verdict of its own."""
        return self._change(self._background.compute(self._keep_tried, attempt))

    def keep_recording(self, recording: "Attempt", chosen: tuple[int, ...] = ()) -> Job:
        """Keep the attempts of a recording; its result is a RecordingKept.

        chosen: only those that begin with these exchanges.
        """
        return self._change(self._background.compute(self._keep_all, recording, chosen))

    def keep_log(self, pace: "LogPace", host: str) -> Job:
        """Keep refused lines of logs; its result is a LogKept. host: where lines name none.

        Who asks hears what fails, Stopped among it.
        """
        job = self._background.compute(self._keep_lines, pace, host)
        job.succeeded.connect(self.changed)
        return job

    def mark(self, key: int, **marks: Any) -> Job:
        """Pin, tag or annotate an attempt; a secret that is typed there is masked."""
        return self._change(self._background.compute(self._mark, key, marks))

    def delete(self, keys: Iterable[int]) -> Job:
        """Delete attempts for good."""
        chosen = tuple(keys)
        return self._change(self._background.compute(lambda: self._get().delete(chosen).result()))

    def clear(self, wanted: "Filter") -> Job:
        """Delete all that fit a filter, pinned ones excepted."""
        return self._change(self._background.compute(lambda: self._get().clear(wanted).result()))

    def prune(self, limits: "Limits") -> Job:
        """Delete what is over the limits."""
        return self._change(self._background.compute(lambda: self._get().prune(limits).result()))

    def _mark(self, key: int, marks: dict[str, Any]) -> None:
        from inspector.protocol.redaction import masked_text  # noqa: PLC0415 - on the worker

        known = self._vault.known_values()
        if marks.get("note"):
            marks["note"] = masked_text(marks["note"], known)
        if marks.get("tags"):
            marks["tags"] = tuple(masked_text(tag, known) for tag in marks["tags"])
        self._get().mark(key, **marks).result()

    # ------------------------------------------------------------ questions
    def page(self, wanted: "Filter", after: "Mark | None" = None) -> Job:
        """Ask for the newest rows that fit, older than `after`."""
        return self._background.follow(self._get().page(wanted, after))

    def count(self, wanted: "Filter") -> Job:
        """Ask how many fit."""
        return self._background.follow(self._get().count(wanted))

    def strip(self, wanted: "Filter", columns: int) -> Job:
        """Ask for refused and all attempts over time."""
        return self._background.follow(self._get().strip(wanted, columns))

    def load(self, key: int) -> Job:
        """Ask for a whole attempt."""
        return self._background.follow(self._get().load(key))

    def find(self, identity: str) -> Job:
        """Ask for a whole attempt by its id."""
        return self._background.follow(self._get().find(identity))

    def turn(self, key: int) -> Job:
        """Ask since when the attempt's request fails."""
        return self._background.follow(self._get().turn(key))

    def ask(self, work: "Callable[[History, bytes], object]") -> Job:
        """Do something with the history and the key of its fingerprints, on a worker."""
        return self._background.compute(lambda: work(self._get(), self._fingerprint_key()))

    def before(self, attempt: "Attempt") -> "tuple[Attempt, ...]":
        """Return what was kept before an attempt of its server; it reads the disk: on a worker."""
        from inspector.record.database import HistoryError  # noqa: PLC0415 - on the worker
        from inspector.workbench.attempts.kept_before import kept_before  # noqa: PLC0415 - as above

        try:
            return kept_before(self._get(), self._fingerprint_key(), attempt)
        except HistoryError:  # said by the history itself
            return ()

    def close(self) -> None:
        """Finish what is being written."""
        self._late.end(lambda history: history.close())

    def _get(self) -> "History":
        history = self._late.get()
        if not self._watched:
            self._watched = True
            history.on_status(self._tell)
        return history

    def _keep(self, answer: "Answer") -> int:
        from inspector.workbench.attempts.remembering import remembered  # noqa: PLC0415 - after a send

        row, kept = remembered(answer, self._vault.known_values(), self._fingerprint_key())
        return self._get().add(row, kept).result()

    def _keep_tried(self, attempt: "Attempt") -> int:
        from inspector.workbench.answer import answer  # noqa: PLC0415 - after a send

        return self._keep(answer(attempt))

    def _keep_all(self, recording: "Attempt", chosen: tuple[int, ...]) -> RecordingKept:
        from inspector.workbench.attempts.importing import imported  # noqa: PLC0415 - on demand
        from inspector.workbench.attempts.remembering import remembered  # noqa: PLC0415 - as above

        found = imported(recording, chosen)
        known, key = self._vault.known_values(), self._fingerprint_key()
        new = 0
        for at in range(0, len(found.answers), _AT_ONCE):
            portion = found.answers[at : at + _AT_ONCE]
            pairs = tuple(remembered(each, known, key) for each in portion)
            new += self._get().add_many(pairs).result()
        again = len(found.answers) - new
        return RecordingKept(new, again, found.left_out, found.over)

    def _keep_lines(self, pace: "LogPace", host: str) -> "LogKept":
        from inspector.workbench.attempts.log_attempts import Secrets, keep  # noqa: PLC0415 - on demand

        takings = pace.reading.run(pace.read)
        pace.lines = len(takings.lines)
        secrets = Secrets(self._vault.known_values(), self._fingerprint_key())
        return keep(takings, host, self._get(), secrets, pace.kept)

    def _fingerprint_key(self) -> bytes:
        """Return the vault's key; where the keyring refuses, one for this run."""
        if not self._key:
            import secrets  # noqa: PLC0415 - with the first answer

            from inspector.vault.store import StoreError  # noqa: PLC0415 - as above

            try:
                key = self._vault.fingerprint_key().result(_KEY_LIMIT)
            except (StoreError, TimeoutError):
                key = secrets.token_bytes(32)
            self._key = key  # what the vault told meanwhile was told before this
            return key
        return self._key

    def _vault_told(self, status: "VaultStatus") -> None:
        """Ask again for the key where secrets lie in another place now; a closed one has none."""
        if not status.closed:
            self._key = b""

    def _change(self, job: Job) -> Job:
        job.succeeded.connect(self.changed)
        job.failed.connect(self._failed)
        return job

    def _failed(self, error: Exception) -> None:
        """What is wrong with the file was said already; a mistake of ours goes up."""
        from inspector.record.database import HistoryError  # noqa: PLC0415 - loaded by then

        if not isinstance(error, HistoryError):
            raise error

    def _tell(self, status: "HistoryStatus") -> None:
        """Hand on what the history's thread says."""
        self.said.emit(status.text)
