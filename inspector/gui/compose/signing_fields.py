"""The fields that forms of what signs have in common: algorithm, key, and whose clock is signed."""

from inspector.gui.forms.form_field import FormField
from inspector.wording import tr

ALGORITHM = "credential.algorithm"


def by_their_key(algorithms: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return those that sign with a shared secret, and those with a private key."""
    shared = tuple(name for name in algorithms if name.startswith("hmac"))
    return shared, tuple(name for name in algorithms if name not in shared)


def algorithm_field(names: tuple[str, ...]) -> FormField:
    """Return the choice among the names of algorithms."""
    return FormField(
        ALGORITHM, tr("Algorithm"), "choice", tuple((name, name) for name in names), half=True
    )


def coding_field(
    shared: tuple[str, ...], *, half: bool = False, hexadecimal: bool = True
) -> FormField:
    """Return how a secret is written. shared: the algorithms that sign with one."""
    written = (("text", tr("Text")), ("base64", "Base64"), ("hex", tr("Hexadecimal")))
    return FormField(
        "credential.coding",
        tr("Secret is written as"),
        "choice",
        written if hexadecimal else written[:2],
        half=half,
        when=(ALGORITHM, shared),
    )


def passphrase_field(private: tuple[str, ...], *, half: bool = False) -> FormField:
    """Return the passphrase of a private key. private: the algorithms that sign with one."""
    return FormField(
        "credential.lock.passphrase",
        tr("Passphrase of the key"),
        "secret",
        placeholder=tr("None"),
        half=half,
        when=(ALGORITHM, private),
    )


def clock_field() -> FormField:
    """Return the choice whose clock is signed."""
    return FormField(
        "credential.clock",
        tr("Signed time"),
        "choice",
        (
            ("own", tr("This computer's")),
            ("server", tr("This computer's, then the server's")),
        ),
        hint=tr(
            "With the server's: refused while its clock differs, it is sent once more by that."
        ),
    )
