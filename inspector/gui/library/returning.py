"""Brings runs back: what is run from the collection, what became of it from the history."""

from functools import partial
from typing import TYPE_CHECKING, Any

from inspector.gui.library.collections import Collections
from inspector.gui.running.run_document import RunDocument
from inspector.gui.state.documents import Document
from inspector.gui.state.returning import Bringing, Keeping, once_all_came
from inspector.presentation.library.nodes import Node
from inspector.wording import tr
from inspector.workbench.answer import Answer
from inspector.workbench.runs.planning import Source
from inspector.workbench.runs.running import Run, ran_with

if TYPE_CHECKING:
    from inspector.library.drafts import OpenTab


class RunReturning:
    """Requests are told by their files; what was left of a run that was under way is not sent."""

    def keep(self, document: Document, keeping: Keeping) -> "OpenTab | None":
        """Return what was run, and the attempts by reference in the order of their requests."""
        from inspector.library.drafts import OpenTab  # noqa: PLC0415 - after the first window

        if not isinstance(document, RunDocument):
            return None
        results = document.work.results.values()
        names = {run.number: run.request.id for run in document.runs}
        chosen = {
            "inside": document.source.inside,
            "name": document.source.name,
            "environment": document.environment,
            "parallel": document.parallel,
            "view": document.view,
            "folded": sorted(document.folded),
            "left_out": sorted(names[number] for number in document.left_out if number in names),
            "ran": [ran.run.request.id for ran in results],
        }
        shown = tuple(keeping.shown(ran.answer) for ran in results)
        place, title = document.source.place, document.title
        return OpenTab(
            place=-1, kind=document.kind, title=title, about=place, chosen=chosen, shown=shown
        )

    def bring(self, tab: "OpenTab", bringing: Bringing) -> None:
        """Wait for the collections, then for the requests, then for the attempts."""
        _Finding(tab, bringing).begin()


class _Finding:
    """Waits for the collections, and for the requests of one run."""

    def __init__(self, tab: "OpenTab", bringing: Bringing) -> None:
        self._tab, self._bringing = tab, bringing
        tools = bringing.tools
        self._owner = tools.shared.of(Collections, lambda: Collections(tools))

    def begin(self) -> None:
        """Look into the collections once they are read."""
        if self._owner.loaded:
            self._look()
        else:
            # partial: PySide would hold the owner of a method weakly
            self._waiting = self._owner.changed.connect(partial(self._look_once))
            self._owner.begin()

    def _look_once(self) -> None:
        self._owner.changed.disconnect(self._waiting)
        self._look()

    def _look(self) -> None:
        node = self._owner.by_key.get(self._tab.about)
        found = self._owner.collection_of(node.key) if node is not None else None
        if node is None or found is None:
            gone = tr("“{name}” did not come back: its collection is gone.", name=self._tab.title)
            self._bringing.lost(self._tab, gone)
            return
        document = RunDocument(self._source(node), self._bringing.tools)
        document.environment = self._known_environment(document)
        document.view = _whole(self._tab.chosen.get("view"), 1)
        document.parallel = _whole(self._tab.chosen.get("parallel"), 1)
        document.folded = set(_texts(self._tab.chosen.get("folded")))
        self._document = document
        self._waiting = document.planned.connect(partial(self._planned))
        document.plan()

    def _source(self, node: Node) -> Source:
        chosen, found = self._tab.chosen, self._owner.collection_of(node.key)
        assert found is not None  # noqa: S101 - it was looked up by whoever calls
        return Source(
            name=str(chosen.get("name", node.name)),
            collection=found[2],
            place=node.key,
            inside=str(chosen.get("inside", "")),
        )

    def _known_environment(self, document: RunDocument) -> str:
        wanted = str(self._tab.chosen.get("environment", ""))
        return wanted if wanted in document.environments else ""

    def _planned(self) -> None:
        """The requests are known: leave out what was left out, and ask for the attempts."""
        document = self._document
        document.planned.disconnect(self._waiting)
        out = set(_texts(self._tab.chosen.get("left_out")))
        document.left_out = frozenset(run.number for run in document.runs if run.request.id in out)
        names = _texts(self._tab.chosen.get("ran"))
        asked = [partial(self._bringing.answer, shown) for shown in self._tab.shown]
        once_all_came(asked[: len(names)], partial(self._take, document, names))

    def _take(
        self, document: RunDocument, names: tuple[str, ...], found: tuple[Answer | None, ...]
    ) -> None:
        runs: dict[str, Run] = {run.request.id: run for run in document.runs}
        results = [
            ran_with(runs[name], answer)
            for name, answer in zip(names, found, strict=False)
            if answer is not None and name in runs
        ]
        if results:
            document.work.bring_back(results, document.parallel)
        self._bringing.open(self._tab, document)


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def _whole(value: Any, usual: int) -> int:
    return value if isinstance(value, int) else usual
