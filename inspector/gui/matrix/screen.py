"""The credential matrix: several credentials tried against several requests."""

from inspector.gui.screens.screen import DIAGNOSE, Command, Screen
from inspector.wording import tr


def screens() -> tuple[Screen, ...]:
    """Return what this room shows in a tab."""
    asking = Command(
        "credential-matrix",
        tr("Try credentials against requests…"),
        DIAGNOSE,
        after="compare-pasted",
    )
    return (
        Screen(
            kind="matrix",
            wide=True,
            title=tr("Credential matrix"),
            page="inspector.gui.matrix.matrix_page:MatrixPage",
            icon="columns-3",
            commands=(asking,),
            provider="inspector.gui.matrix.commands:AskingMatrix",
            returning="inspector.gui.matrix.returning:MatrixReturning",
        ),
    )
