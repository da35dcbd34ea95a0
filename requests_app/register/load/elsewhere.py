"""Texts in the place of a postal address that only say where one is, or that there is none: as good as a blank cell."""

import re

from requests_app.register.load.cells import is_nothing

_LINK = re.compile(
    r"(?ai)\S+@\S+\.\w+|\b(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|info|biz|io|us|uk)\b(?:/\S*)?"
)
_ELSEWHERE = re.compile(
    r"(?ai)(?:same|ditto|idem|\"+|″|〃)(?:\s+(?:as|address)\b.*)?"
    r"|(?:see|refer to|listed on|on|cf\.?)\s+(?:the |our |their |its )?"
    r"(?:above|below|row|line|web|website|site|homepage|internet|note|notes|attached|contract|file|privacy)\b.*"
    r"|(?:(?:as|like)\s+)?(?:above|below)"
)
_ADDRESS = r"(?:(?:street|postal|mailing|physical|known|valid)\s+)*(?:address|street|location)"
_THERE = (
    r"(?:given|known|provided|available|listed|found|recorded|supplied|specified|disclosed|applicable|"
    r"on (?:file|record))"
)
_LACKS = re.compile(
    rf"(?ai)(?:no|without)\s+{_ADDRESS}(?:\s+{_THERE})?"
    rf"|{_ADDRESS}\s+(?:is\s+)?(?:unknown|missing|pending|withheld|none|tbd|not\s+{_THERE})"
    rf"|(?:none|nothing|not)\s+{_THERE}"
    r"|pending|missing|withheld|confidential|tb[ac]|to be (?:determined|confirmed|added|supplied|announced)"
    r"|n[/\\.]\s?a\b\.?\D*"
    r"|x+|0+|[-–—_./\\?*~\s]+"
)


def is_elsewhere(text: str) -> bool:
    """Whether a street or city is no address, but says where one is, or that there is none.

    That is one that begins with “same as”, “see website” or the like, one that says “not on file” or “N/A, online
    only”, and one that is a web or e-mail address with no number or comma beside it: a letter cannot be sent to any of
    them, (a)(2).
    """
    if not text:
        return False
    plain = text.strip(" .()[]'")
    if is_nothing(plain) or _ELSEWHERE.fullmatch(plain) or _LACKS.fullmatch(plain):
        return True
    rest = _LINK.sub(" ", plain)
    return rest != plain and not re.search(r"[\d,]", rest)
