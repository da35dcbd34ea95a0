"""Each run of the demo is asked by somebody else."""

from shinelight.demo.people import requester


def test_no_two_share_an_address() -> None:
    assert len({requester(number).email for number in range(500)}) == 500


def test_names_repeat_late() -> None:
    assert len({requester(number).name for number in range(63)}) == 63
