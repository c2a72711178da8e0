"""Fills the form in with what a sign-in that is walked has found so far."""

import msgspec
from PySide6.QtCore import QObject

from inspector.gui.bridge.job import Job
from inspector.gui.state.documents import RequestDocument
from inspector.wording import tr


class FormFilling(QObject):
    """Follows the send of a tab until its job ends; what it filled in is one step of undo."""

    def __init__(self, document: RequestDocument, job: Job) -> None:
        super().__init__(job)
        self._document = document
        self._label = tr("Fill in what the reply leads to")
        document.attempts.signing_in.connect(self._fill)
        job.ended.connect(self.take_back)

    def take_back(self) -> None:
        """Bring the request back as it was: a fix that is done changes it as a whole."""
        current = self._document.current
        if current.undo_label == self._label:
            current.undo()

    def _fill(self) -> None:
        walk, current = self._document.attempts.under_way.walk, self._document.current
        if walk is None or not walk.credential.issuer or not self._document.attempts.running:
            return
        filled = msgspec.structs.replace(current.value, credential=walk.credential)
        current.replace(filled, self._label, self._label, lasting=True)
