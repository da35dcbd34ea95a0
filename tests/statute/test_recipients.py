"""(a)(2): how third parties are named, and what holds a statement back."""

from collections.abc import Callable

import pytest

from requests_app.statute import Ruling

Ask = Callable[..., Ruling]
Row = Callable[..., dict[str, object]]


@pytest.mark.clause("(a)(2)")
def test_one_name_at_one_address_is_one_recipient_with_the_products_of_all_rows(ask: Ask, row: Row) -> None:
    ruling = ask(
        row(products=["seeds"], categories=["telephone"]), row("Sierra  Seed Co. ", products=["tools", "seeds"])
    )
    assert [(each.name, each.products) for each in ruling.recipients] == [("Sierra Seed Co.", ("seeds", "tools"))]
    assert ruling.categories == ("name_address", "telephone")


@pytest.mark.clause("(a)(2)")
def test_one_name_at_two_addresses_is_listed_twice_and_asked_about(ask: Ask, row: Row) -> None:
    ruling = ask(row(), row(address="1 Other St, Fresno, CA 93721"))
    assert [each.name for each in ruling.recipients] == ["Sierra Seed Co.", "Sierra Seed Co."]
    assert any(question.startswith("(a)(2)") for question in ruling.for_review)


@pytest.mark.clause("(a)(2)")
@pytest.mark.parametrize("address", [None, "", "  "])
def test_a_recipient_without_an_address_is_listed_and_blocked(ask: Ask, row: Row, address: str | None) -> None:
    ruling = ask(row(address=address))
    assert [(each.name, each.address) for each in ruling.recipients] == [("Sierra Seed Co.", None)]
    assert ruling.blocked == ("Sierra Seed Co.: postal address missing",)


@pytest.mark.clause("(a)(2)")
@pytest.mark.parametrize(
    ("fields", "blocked"),
    [
        ({"nature_clear": True}, ()),
        ({"nature_clear": False, "products": ["cruises"]}, ()),
        ({"nature_clear": False, "products_known": False}, ()),
        ({"nature_clear": False}, ("Sierra Seed Co.: examples of products missing",)),
        ({"nature_clear": False, "products": [" "]}, ("Sierra Seed Co.: examples of products missing",)),
    ],
)
def test_examples_are_owed_where_the_name_does_not_tell_and_they_are_known(
    ask: Ask, row: Row, fields: dict[str, object], blocked: tuple[str, ...]
) -> None:
    assert ask(row(**fields)).blocked == blocked


@pytest.mark.clause("(a)(2)")
def test_examples_given_in_one_row_serve_for_the_recipient(ask: Ask, row: Row) -> None:
    assert ask(row(nature_clear=False), row(products=["cruises"])).blocked == ()


@pytest.mark.clause("(a)(2)")
def test_only_recipients_that_are_listed_are_blocked(ask: Ask, row: Row) -> None:
    assert ask(row(), row("Food Bank", address=None, use="charity"), row("Old", address=None, year=2024)).blocked == ()


@pytest.mark.clause("(e)(2)")
def test_the_digital_label_is_for_recipients_that_received_for_nothing_else(ask: Ask, row: Row) -> None:
    labelled = ask(row(use="digital_advertising"), row(use="digital_advertising"))
    both = ask(row(use="digital_advertising"), row())
    assert [each.digital_advertising for each in labelled.recipients] == [True]
    assert [each.digital_advertising for each in both.recipients] == [False]


@pytest.mark.clause("(a)(2)")
@pytest.mark.parametrize("first", [True, False])
def test_examples_are_wanted_where_any_row_of_a_recipient_leaves_its_trade_open(
    ask: Ask, row: Row, first: bool
) -> None:
    rows = [row(nature_clear=first), row(nature_clear=not first, categories=["email"])]
    assert ask(*rows).blocked == ("Sierra Seed Co.: examples of products missing",)


@pytest.mark.clause("(a)(2)")
@pytest.mark.parametrize(
    ("spellings", "printed"),
    [
        (["Sierra  Seed Co.", "Sierra Seed Co."], "Sierra Seed Co."),
        (["Sierra  Seed Co.", " Sierra Seed Co."], " Sierra Seed Co."),
        (["Sierra\u2003Seed Co. "], "Sierra\u2003Seed Co. "),
    ],
)
@pytest.mark.parametrize("step", [1, -1])
def test_of_several_spellings_the_one_with_fewest_spaces_to_spare_is_printed_whatever_the_order(
    ask: Ask, row: Row, spellings: list[str], printed: str, step: int
) -> None:
    rows = [row(name, address=f"1 {name}", nature_clear=False) for name in spellings[::step]]
    ruling = ask(*rows)
    assert [(each.name, each.address) for each in ruling.recipients] == [(printed, f"1 {printed}")]
    assert ruling.blocked == (f"{printed}: examples of products missing",)
    two_places = ask(*rows, row(printed, address="2 B St"))
    assert any(entry.startswith(f"(a)(2) {printed} is recorded") for entry in two_places.for_review)


@pytest.mark.clause("(a)(2)")
@pytest.mark.parametrize(
    ("products", "printed"),
    [
        ([["seeds", "seeds", " "]], ("seeds", "seeds")),
        ([["seeds", "seeds"], ["seeds", "seeds"]], ("seeds", "seeds")),
        ([["seeds", "seeds"], ["tools", "seeds"]], ("seeds", "tools")),
        ([["tools"], []], ("tools",)),
        ([[" "], []], ()),
    ],
)
def test_products_are_given_as_they_are_and_each_once_where_rows_are_joined(
    ask: Ask, row: Row, products: list[list[str]], printed: tuple[str, ...]
) -> None:
    (recipient,) = ask(*(row(products=each) for each in products)).recipients
    assert recipient.products == printed
