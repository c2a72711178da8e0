"""Which elements of a page are shown to its reader, as far as their own mark-up says."""

from inspector.protocol.patterns import lazy_re, word_set

_HIDING = word_set("hidden hide d-none is-hidden invisible ng-hide")
# Scripts show them in some cases: Vue, Angular, Alpine, Knockout.
_IN_SOME_CASES = word_set(
    "v-if v-else v-else-if v-show ng-if ng-show ng-hide ng-switch-when ng-message *ngif x-show x-if"
)
# finds `visible: tooManyLogins()`, `if: failed`
# but not `text: name`
_BOUND = lazy_re(r"(?i)(?:^|[,{\s])(?:visible|if|ifnot)\s*:")


def hides(tag: str, attributes: dict[str, str]) -> bool:
    """Whether an element, with all in it, is hidden, or a script shows it in some cases only.

    A whole page that is hidden waits for its script, and is shown then.
    """
    if not attributes or tag in {"html", "body"}:
        return False
    if "hidden" in attributes or not _IN_SOME_CASES.isdisjoint(attributes):
        return True
    style = attributes.get("style", "")[:2000].replace(" ", "").lower()
    if "display:none" in style or "visibility:hidden" in style:
        return True
    if not _HIDING.isdisjoint(attributes.get("class", "").lower().split()):
        return True
    return _BOUND.search(attributes.get("data-bind", "")[:2000]) is not None
