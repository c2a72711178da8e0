"""The prompt that a shell writes before a command, as people copy it along."""

_ANY = r"[^\n\"'{}<>]"
_DRAWN = r"[❯➜»λ]|\xe2\x9d\xaf|\xe2\x9e\x9c|\xc2\xbb|\xce\xbb"
_MARKS = r"✗|\xe2\x9c\x97|\)"
_FORMS = (
    # PowerShell and cmd.exe: PS C:\work>, C:\work>
    r"PS [^>\n]{0,200}>[ \t]*",
    r"[A-Za-z]:\\[^>\n]{0,200}>[ \t]*",
    # Who is where, as most shells say it: ann@box:~/src$, [ann@box src]$, ann@Mac src %
    r"\[[^\]\n\"]{1,80}\][$#%][ \t]+",
    r"[\w.+-]{1,60}@[\w.-]{1,80}[^\n\"'{}<>$#%]{0,120}[$#%>][ \t]+",
    # A folder, or the shell's own name: ~/src $, /app #, bash-5.2$
    r"[~/][\w./~ -]{0,80}[$#%>][ \t]+",
    r"\w[\w.-]{0,40}[$#%][ \t]+",
    # The sign alone, and signs that themes draw, read as UTF-8 or byte by byte.
    r"[$%#>][ \t]+",
    rf"(?:[~/\w]{_ANY}{{0,80}}[ \t])?(?:{_DRAWN})[ \t]+(?:{_ANY}{{1,60}}(?:{_MARKS})[ \t]+)?",
)
PROMPT = rf"(?:\([\w.-]{{1,40}}\)[ \t]?)?(?:{'|'.join(_FORMS)})"
"""A pattern of prompts, a virtual environment's name before them included."""
