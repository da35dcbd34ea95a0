"""Texts in the place of a postal address that only say where to look for one: they are treated as a blank cell."""

import re

_LINK = re.compile(
    r"(?ai)\S+@\S+\.\w+|\b(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|info|biz|io|us|uk)\b(?:/\S*)?"
)
_ELSEWHERE = re.compile(
    r"(?ai)(?:same|ditto|idem|\"+|″|〃)(?:\s+(?:as|address)\b.*)?"
    r"|(?:see|refer to|listed on|on|cf\.?)\s+(?:the |our |their |its )?"
    r"(?:above|below|row|line|web|website|site|homepage|internet|note|notes|attached|contract|file|privacy)\b.*"
    r"|(?:(?:as|like)\s+)?(?:above|below)"
)


def is_elsewhere(text: str) -> bool:
    """Whether a street or city is no address, but says where one is.

    That is one that begins with “same as”, “see website” or the like, and one that is a web or e-mail address with no
    number or comma beside it: a letter cannot be sent to any of them, (a)(2).
    """
    plain = text.strip(" .()[]'")
    if _ELSEWHERE.fullmatch(plain):
        return True
    rest = _LINK.sub(" ", plain)
    return rest != plain and not re.search(r"[\d,]", rest)
