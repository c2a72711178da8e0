"""Asks before a run sends what may change something unasked: production, a watch, a fix."""

from inspector.gui.running.run_document import WATCH_EVERY, RunDocument
from inspector.gui.widgets.ask_card import AgreeCard
from inspector.model.fix import Fix
from inspector.presentation.runs.run_words import writing_words
from inspector.wording import tr, tr_n
from inspector.wording.durations import in_seconds
from inspector.workbench.runs.planning import writes
from inspector.workbench.runs.running import Ran


class AskingFirst:
    """card: where it is asked. What only reads is begun at once."""

    def __init__(self, document: RunDocument, card: AgreeCard) -> None:
        self._document = document
        self._work = document.work
        self._card = card

    def run(self) -> None:
        """Send what is ticked; a production environment is asked about."""
        document, work = self._document, self._work
        runs, parallel = document.ticked, document.parallel
        if work.busy or document.planning is not None or not runs:
            return
        if not document.production:
            work.begin(runs, parallel)
            return
        title = tr_n(
            "Send {count} request in {environment}?",
            "Send {count} requests in {environment}?",
            len(runs),
            environment=document.environment,
        )
        why = f"{tr('This environment is marked as production.')} {writing_words(runs)}".strip()
        self._card.ask_for(title, why, lambda: work.begin(runs, parallel))

    def watch(self) -> None:
        """Begin or end the watch."""
        work = self._work
        if work.watching:
            work.end_watch()
            work.renewed.emit()
            return
        results = [work.results[number] for number in sorted(work.results)]
        numbers = [each.run.number for each in results]
        if not any(writes(each.run) for each in results):
            work.watch(numbers)
            return
        title = tr("Send all of them every {time}?", time=in_seconds(WATCH_EVERY))
        why = writing_words(each.run for each in results)
        self._card.ask_for(title, why, lambda: work.watch(numbers))

    def mend(self, group: tuple[Ran, ...], fix: Fix) -> None:
        """Carry a fix out for a group and send it again."""
        work, writing = self._work, writing_words(each.run for each in group)
        if not writing and fix.risk != "new-host":
            work.mend(group, fix)
            return
        why = " ".join(filter(None, (writing, fix.sends)))
        self._card.ask_for(tr("{fix}?", fix=fix.title), why, lambda: work.mend(group, fix))
