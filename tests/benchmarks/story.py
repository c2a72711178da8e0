"""The story of 10,000 entries: from the verdict to the picture, and scrolling through all steps.

Time of the processor is measured: what other programs take is not the story's.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.benchmarks._figure import Figure

DRAWN, SCROLLED = 150, 16  # milliseconds, goals
_VIEW = """
import statistics, time
from PySide6.QtWidgets import QApplication
from inspector.gui.story.story_view import StoryView
from inspector.gui.theme import Theme
from inspector.presentation.story.layout import Room, layout
from inspector.presentation.story.outline import outline
from tests.fixtures.story_samples import many_notes
app = QApplication([])
theme = Theme("light")
theme.apply()
sample = many_notes(10_000)
view = StoryView(theme)
view.resize(1328, 500)
view.show()
app.processEvents()
def draw():
    began = time.thread_time()
    told = outline(*sample)
    view.show_graph(told, layout(told, Room(width=view.viewport().width())))
    view.viewport().grab()
    return told, (time.thread_time() - began) * 1000
draw()
times = []
for _ in range(7):
    told, took = draw()
    times.append(took)
view.show_graph(told, layout(told, Room(width=view.viewport().width()), 1))
bar = view.horizontalScrollBar()
steps = []
for step in range(400):
    began = time.thread_time()
    bar.setValue(bar.value() + bar.singleStep() * (20 if step % 10 == 0 else 1))
    view.viewport().grab()
    steps.append((time.thread_time() - began) * 1000)
print(statistics.median(times), statistics.quantiles(steps, n=100)[98], len(view.graph.columns))
view.hide()
"""


def measure():
    """Yield the figures, in milliseconds."""
    run = subprocess.run(
        [sys.executable, "-c", _VIEW],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
    )
    drawn, scrolled, steps = map(float, run.stdout.split()[-3:])
    yield Figure("milliseconds to draw the story of 10,000 entries", drawn, DRAWN, "median of 7")
    detail = f"99th percentile of 400, {steps:.0f} steps"
    yield Figure("milliseconds a step of scrolling through it", scrolled, SCROLLED, detail)
