"""What an export is asked to hold and to hide."""

import msgspec

from inspector.export.treatments import Treatment

PARTS = ("verdict", "evidence", "story", "exchange", "other-causes", "experiments")


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """Choices of one export.

    parts: which of PARTS to write (formats of whole exchanges write all). treatment: for every
    secret; choices: for single ones, by `Replaced.id`. include_secrets: write them as they are;
    ask the user for the words "include secrets" first. known: values of the vault.
    names: what people call them. mask_leaks: what the leak check finds is masked, too, instead of
    told. name: of the file or request, for the title. story_text, story_picture: the story of the
    trace in letters and as SVG, masked and safe to be inserted; empty where there is none.
    """

    parts: tuple[str, ...] = PARTS
    treatment: Treatment = "mask"
    choices: dict[str, Treatment] = {}
    include_secrets: bool = False
    known: tuple[str, ...] = ()
    names: dict[str, str] = {}
    mask_leaks: bool = False
    name: str = ""
    story_text: str = ""
    story_picture: str = ""
