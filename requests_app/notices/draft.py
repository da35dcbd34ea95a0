"""What somebody wants to say in a letter, not yet kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A subject line for the mail, paragraphs before the answer and after it. All of it empty takes a text back."""

    subject: str = ""
    opening: str = ""
    closing: str = ""

    def tidied(self) -> "Draft":
        """Return it with plain line ends, nothing blank around it, and one empty line between paragraphs."""
        return Draft(subject=self.subject.strip(" "), opening=_prose(self.opening), closing=_prose(self.closing))


def _prose(text: str) -> str:
    """Tidy without taking anything out: what must not stand there is refused, and its writer reads why."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    plain = "\n".join(line.replace("\t", " ").rstrip(" ") for line in lines).strip("\n ")
    while "\n\n\n" in plain:
        plain = plain.replace("\n\n\n", "\n\n")
    return plain
