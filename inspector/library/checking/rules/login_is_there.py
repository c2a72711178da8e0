"""Each request that a folder names as its login is in the collection."""

from collections.abc import Iterator

from inspector.library.checking.branches import inside, requests
from inspector.library.checking.gathering import Part
from inspector.library.checking.remark import Remark
from inspector.library.inherit import login_keys
from inspector.wording import tr

NAME = "login-is-there"
SUMMARY = tr("A folder names a login that is not in the collection.")


def found(part: Part) -> Iterator[Remark]:
    """Yield the names under `login` that no request has."""
    if not part.is_ours:
        return
    known = {key for request in requests(part.collection) for key in login_keys(request)}
    wanted = {name for each in inside(part.collection) for name in each.login} - known
    for file in part.files:
        for leaf in file.leaves:
            if leaf.path[:1] == ("login",) and leaf.text in wanted:
                yield Remark(
                    file=file.path,
                    line=leaf.line,
                    rule=NAME,
                    level="error",
                    text=tr("There is no request {name} to log in with.", name=leaf.text),
                    todo=tr("Name the place of its file, such as auth/log-in, or its name."),
                )
