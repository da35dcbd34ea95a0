"""The outline of Civil Code 1798.83 and 1798.84: every clause there is, and those software has nothing to do for."""

SECTION_83 = (
    *("(a)", "(a)(1)", "(a)(2)"),
    *("(b)(1)", "(b)(1)(A)", "(b)(1)(B)", "(b)(1)(C)", "(b)(2)", "(b)(3)"),
    *("(c)(1)", "(c)(2)"),
    *("(d)", "(d)(1)(A)", "(d)(1)(B)", "(d)(1)(C)", "(d)(1)(D)"),
    *("(d)(1)(E)", "(d)(1)(E)(i)", "(d)(1)(E)(ii)", "(d)(1)(E)(iii)"),
    *("(d)(2)", "(d)(3)", "(d)(4)", "(d)(5)"),
    *("(e)(1)", "(e)(2)", "(e)(2)(A)", "(e)(2)(B)", "(e)(2)(C)", "(e)(2)(D)", "(e)(3)", "(e)(4)", "(e)(5)"),
    *("(e)(6)(A)", "(e)(6)(B)", "(e)(7)", "(e)(8)(A)", "(e)(8)(B)", "(e)(8)(C)"),
    *("(f)(1)", "(f)(2)", "(f)(3)"),
    *("(g)", "(h)", "(i)"),
)
"""The clauses of 1798.83, cited without the section's number."""

SECTION_84 = tuple(f"1798.84({letter})" for letter in "abcdefgh")

CLAUSES = (*SECTION_83, *SECTION_84)

NOTHING_TO_DO = {
    "(b)(1)(A)": "People instruct managers and staff; a program can only keep the evidence that they did.",
    "(b)(1)(C)": "People keep the addresses at hand in each place of business; a program can only keep the evidence.",
    "(b)(2)": "A federal privacy notice may serve only if it also meets this section, so the answer is the same.",
    "(b)(3)": "It permits one statement for everybody; nothing follows from it for a single request.",
    "(e)(3)": "Every way of passing information on is a disclosure, so each row of the facts is one.",
    "(e)(4)": "It matters only for (b)(1)(A): whom to instruct is for people to see.",
    "(e)(8)(A)": "Whether a recipient is a separate legal entity is a fact of the register, not worked out here.",
    "(e)(8)(B)": "Who may use a shared database is a fact of the register: each member is a row of its own.",
    "(e)(8)(C)": "Common ownership is a fact of the register, told by the recipient's relation.",
    "(g)": "Severability is for courts.",
    "1798.84(a)": "A waiver is void whatever a program says; the product asks for none.",
    "1798.84(b)": "Damages are for courts.",
    "1798.84(e)": "Injunctions are for courts.",
    "1798.84(f)": "It protects those who destroy abandoned records and has no bearing on requests.",
    "1798.84(g)": "Fees and costs are for courts.",
    "1798.84(h)": "That remedies add up is for courts.",
}
"""Clause to the sentence that says why no rule stands for it."""
