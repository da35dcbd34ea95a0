"""What a decision may rest on, and why one cannot be taken: words for the reviewer and for the requester."""

GROUNDS: dict[str, str] = {
    "(e)(1)": (
        "The law covers people who live in California and deal with us for personal, family, or household purposes."
    ),
    "(e)(5)": "The law covers people who are our customers, or who bought from us within the last 18 months.",
    "(c)(1)": "We already answered a request from you this calendar year, and the law asks us to answer once a year.",
    "(b)(1)(B)": "The law asks us to answer requests that reach the addresses we publish for them.",
    "(a)": "The law covers requests in writing or by e-mail, and we do not take these requests by telephone.",
    "(h)": "The law does not apply to us because we comply with the California Financial Information Privacy Act.",
}
"""The grounds on which a person may decline, each as the reviewer reads it. The letter has words of its own."""


APPROVED_FIRST, APPROVED_ALONE = "approved_first", "approved_alone"
"""Events: a first reviewer approved and a second one has to; approved without a person."""


class ReviewError(Exception):
    """The decision could not be taken; the message is a sentence for the reviewer."""


class AlreadyDecidedError(ReviewError):
    """Somebody else decided first."""


class ChangedMeanwhileError(ReviewError):
    """The request changed since the reviewer opened it."""


class NoReasonError(ReviewError):
    """A refusal needs its clause and a sentence the requester can read."""
