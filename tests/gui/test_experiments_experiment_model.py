"""The model changes single rows, and says each as a sentence."""

from PySide6.QtCore import Qt

from inspector.gui.experiments.row_paint import ROW, ExperimentModel
from inspector.presentation.experiments.experiment_rows import rows
from tests.gui import trial_samples as trials


def _rows(outcomes, **more):
    return rows(trials.tried(outcomes, **more), "GET", {})


def test_a_result_changes_its_row_alone(qtbot, qapp):
    model = ExperimentModel()
    model.show_rows(_rows(()))
    changed = []
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    with qtbot.assertNotEmitted(model.modelReset):
        model.show_rows(_rows(trials.OUTCOMES[1:2]))
    assert changed == [(1, 1)]


def test_other_experiments_are_other_rows(qtbot, qapp):
    model = ExperimentModel()
    with qtbot.waitSignal(model.modelReset):
        model.show_rows(_rows(()))
    assert model.rowCount() == len(trials.PLANS)
    assert model.place("final-address").row() == 4
    assert not model.place("unknown").isValid()


def test_rows_are_spoken_and_explained(qapp):
    model = ExperimentModel()
    model.show_rows(_rows(()))
    index = model.place("other-scheme")
    assert index.data(ROW).id == "other-scheme"
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == index.data(ROW).spoken
    assert "Enter runs it, after asking" in said
    assert "Asks first: counts as a login" in index.data(Qt.ItemDataRole.ToolTipRole)
