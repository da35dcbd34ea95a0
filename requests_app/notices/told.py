"""What a statement tells, so far as two of them can differ, and in what they do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from requests_app.notices.models import Notice
from requests_app.statute import Answer, Ruling, category


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The answer of a statement, with what it lists."""

    answer: Answer
    categories: frozenset[str]
    recipients: frozenset[tuple[str, str | None, tuple[str, ...]]]
    same_brand_affiliates: int | None

    @classmethod
    def of(cls, ruling: Ruling) -> "Told":
        return cls(
            answer=ruling.answer,
            categories=frozenset(ruling.categories),
            recipients=frozenset((each.name, each.address, each.products) for each in ruling.recipients),
            same_brand_affiliates=ruling.same_brand_affiliates,
        )

    @classmethod
    def by(cls, notice: Notice) -> "Told":
        """Return what a notice told when it was issued."""
        return cls.kept(notice.ruling, answer=notice.answer)

    @classmethod
    def kept(cls, ruling: Mapping[str, Any], *, answer: str) -> "Told":
        """Return what was told by a ruling as it is kept; `answer` is another one where a person declined."""
        return cls(
            answer=Answer(answer),
            categories=frozenset(ruling["categories"]),
            recipients=frozenset(
                (each["name"], each["address"], tuple(each["products"])) for each in ruling["recipients"]
            ),
            same_brand_affiliates=ruling["same_brand_affiliates"],
        )

    @property
    def names(self) -> frozenset[str]:
        return frozenset(name for name, *_ in self.recipients)


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """Two statements side by side. Names and labels, as a page shows them."""

    before: Told
    after: Told

    @property
    def is_other_answer(self) -> bool:
        return self.before.answer is not self.after.answer

    @property
    def is_other_number(self) -> bool:
        """Whether the number of affiliated companies differs, (f)(3)."""
        return self.before.same_brand_affiliates != self.after.same_brand_affiliates

    @property
    def categories_added(self) -> list[str]:
        return [category(code).label for code in sorted(self.after.categories - self.before.categories)]

    @property
    def categories_removed(self) -> list[str]:
        return [category(code).label for code in sorted(self.before.categories - self.after.categories)]

    @property
    def recipients_added(self) -> list[str]:
        return sorted(self.after.names - self.before.names)

    @property
    def recipients_removed(self) -> list[str]:
        return sorted(self.before.names - self.after.names)

    @property
    def recipients_changed(self) -> list[str]:
        """Named before and after, with another address or other examples."""
        changed = self.before.recipients ^ self.after.recipients
        return sorted({name for name, *_ in changed} & self.before.names & self.after.names)
