"""How far the keeping of a log's lines is, and whether it is to go on."""

from typing import TYPE_CHECKING

from inspector.gui.bridge.job import Job

if TYPE_CHECKING:
    from inspector.logs.parts import Take


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
