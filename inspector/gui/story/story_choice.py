"""Which event of a story is chosen: by its proof, by the turning point, first of all."""

from PySide6.QtCore import QObject, QTimer

from inspector.gui.state.tools import Tools
from inspector.gui.story.story_drawing import StoryDrawing
from inspector.gui.story.story_view import StoryView

FLASH_MILLIS = 400


class StoryChoice(QObject):
    """Chooses in a view what the story that is drawn in it tells."""

    def __init__(self, view: StoryView, drawing: StoryDrawing, tools: Tools) -> None:
        super().__init__(view)
        self._view = view
        self._drawing = drawing
        self._tools = tools
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.setInterval(FLASH_MILLIS)
        self._flash.timeout.connect(lambda: view.flash(None))

    def choose_first(self) -> None:
        """Choose the event of the last pin, else the first reason, else the first entry."""
        told = self._drawing.outline
        if told is None or self._drawing.graph is None or not self._drawing.graph.columns:
            return
        proofs = [proof for proof in told.proofs if proof.entries]
        if proofs:
            self.choose_proof((proofs[0] if proofs[0].healthy else proofs[-1]).number, flash=False)
        else:
            self._view.choose(1, 0)

    def choose_proof(self, number: int, *, flash: bool = True) -> None:
        """Choose the event of a proof, and flash it."""
        graph, told = self._drawing.graph, self._drawing.outline
        if graph is None or told is None:
            return
        proof = next((each for each in told.proofs if each.number == number), None)
        if proof is None or not proof.entries:
            return
        marks = [mark for mark in graph.marks if number in {disc.number for disc in mark.pins}]
        entry = proof.entries[0]
        row, column = 1, self._view.column_of(entry)
        if marks:
            row, column = marks[0].row, marks[0].column
        elif proof.life >= 0:
            row = next(
                (m.row for m in graph.marks if m.life == proof.life and m.column == column), 1
            )
        self._view.choose(row, column)
        if flash:
            self._view.setFocus()
            self._flash_place((row, column))

    def _flash_place(self, place: tuple[int, int]) -> None:
        if not self._tools.choices.value.reduced_motion:
            self._view.flash(place)
            self._flash.start()

    def step_proof(self, by: int) -> None:
        """Choose the next or previous proof."""
        numbers = self.numbers()
        if numbers:
            at = self._proof_at()
            place = numbers.index(at) + by if at in numbers else 0 if by > 0 else -1
            self.choose_proof(numbers[place % len(numbers)])

    def numbers(self) -> list[int]:
        """Return the numbers of the proofs that stand in an entry."""
        told = self._drawing.outline
        return [proof.number for proof in told.proofs if proof.entries] if told is not None else []

    def _proof_at(self) -> int:
        graph = self._drawing.graph
        row, column = self._view.current
        if graph is None or column < 0:
            return 0
        mark = next((m for m in graph.marks if (m.row, m.column) == (row, column)), None)
        discs = (mark.pins if mark is not None else ()) or graph.columns[column].pins
        return discs[-1].number if discs else 0

    def show_turning_point(self) -> None:
        """Choose the first refusal after the turning point."""
        graph = self._drawing.graph
        if graph is not None and graph.turn is not None:
            column = graph.turn.column
            row = next((m.row for m in graph.marks if m.column == column), 1)
            self._view.choose(row, column)

    @property
    def life(self) -> int | None:
        """The credential that is chosen: of the event, else of its line."""
        graph, told = self._drawing.graph, self._drawing.outline
        row, column = self._view.current
        if graph is None or told is None or row < 0 or graph.rows[row].kind != "credential":
            return None
        marks = [mark for mark in graph.marks if mark.row == row]
        near = sorted(marks, key=lambda mark: abs(mark.column - column))
        return near[0].life if near else None
