"""The form of somebody who asks for other people: who writes, for whom, and where the answers go."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from requests_app.handling import Asked, Correspondent
from requests_app.register.models import Business
from requests_app.requests.models import AgentKind, ReplyBy
from requests_app.views.address import ADDRESS, AddressFields
from requests_app.views.fields import LineField, MailField, ProseField
from requests_app.views.guarded import GuardedForm

MOST_PEOPLE = 30
TO_ME_BY_EMAIL, TO_ME_BY_POST, TO_EACH = "EMAIL", "POST", "EACH"


class OthersForm(GuardedForm, AddressFields):
    """Who writes, and where the answers go. Authority is not asked for here: it may follow, and the days run."""

    use_required_attribute = False
    field_order = ("kind", "agent_name", "firm", "their_reference", "answers_to", "email", *ADDRESS, "message")

    kind = forms.ChoiceField(
        label=_("You write as"),
        choices=[
            (AgentKind.HELPER.value, _("A family member, or somebody who helps")),
            (AgentKind.AGENT.value, _("An authorized agent")),
            (AgentKind.ATTORNEY.value, _("An attorney")),
        ],
        error_messages={
            "required": _("Choose as whom you write."),
            "invalid_choice": _("Choose as whom you write."),
        },
        widget=forms.RadioSelect,
    )
    agent_name = LineField(
        label=_("Your name"),
        limit=200,
        too_long=_("Your name has %(show_value)d characters. Use %(limit_value)d at most."),
        error_messages={"required": _("Enter your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
    )
    firm = LineField(
        label=_("Firm or organization (optional)"),
        required=False,
        limit=200,
        too_long=_("The firm’s name has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.TextInput(attrs={"autocomplete": "organization", "spellcheck": "false"}),
    )
    their_reference = LineField(
        label=_("Your own reference (optional)"),
        required=False,
        limit=120,
        too_long=_("The reference has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    answers_to = forms.ChoiceField(
        label=_("Where should the answers go?"),
        choices=[
            (TO_ME_BY_EMAIL, _("All to me, by e-mail")),
            (TO_ME_BY_POST, _("All to me, by post")),
            (TO_EACH, _("To each person, at the address given for them")),
        ],
        error_messages={
            "required": _("Choose where the answers should go."),
            "invalid_choice": _("Choose where the answers should go."),
        },
        widget=forms.RadioSelect,
    )
    email = MailField(
        label=_("Your e-mail address"),
        help_text=_("We confirm the requests here."),
        error_messages={"required": _("Enter your e-mail address.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
    )
    message = ProseField(
        label=_("Anything to add (optional)"),
        help_text=_("It is kept with each of the requests. Up to 5,000 characters."),
        required=False,
        limit=5_000,
        too_long=_("Your text has %(show_value)d characters. Use %(limit_value)d at most."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None, *, shown_business: Business) -> None:  # noqa: ANN401 - a QueryDict or None
        super().__init__(data, shown_business=shown_business, initial={"answers_to": TO_ME_BY_EMAIL})

    def clean(self) -> dict[str, Any]:  # the cleaned values are of any kind
        self.check_address(is_needed=self.cleaned_data.get("answers_to") == TO_ME_BY_POST)
        return self.cleaned_data

    def content(self) -> Correspondent:
        return self.correspondent()

    def correspondent(self) -> Correspondent:
        """Return who writes, as the door for writes takes it."""
        given = self.cleaned_data
        same = ("agent_name", "firm", "their_reference", "email", *ADDRESS)
        return Correspondent(
            **{name: given[name] for name in same}, kind=AgentKind(given["kind"]), language=get_language() or "en"
        )


class PersonForm(AddressFields):
    """One of the people who ask through somebody else. The address helps to find them, and may get the answer."""

    use_required_attribute = False
    field_order = ("requester_name", "california_resident", "email", *ADDRESS)

    requester_name = LineField(
        label=_("Name"),
        limit=200,
        too_long=_("The name has %(show_value)d characters. Use %(limit_value)d at most."),
        error_messages={"required": _("Enter the name of this person.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    california_resident = forms.BooleanField(label=_("Lives in California"), required=False)
    email = MailField(
        label=_("E-mail address (optional)"),
        help_text=_("One that the business may know them by."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, answers_to: str = "", **kwargs: Any) -> None:  # noqa: ANN401 - as Django's form takes them
        super().__init__(*args, **kwargs)
        self.answers_to = answers_to
        for name in ADDRESS:
            # The browser knows the address of who writes, which is not this person's.
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:  # the cleaned values are of any kind
        is_theirs = self.answers_to == TO_EACH
        by_post = is_theirs and not self.cleaned_data.get("email") and "email" not in self.errors
        if by_post and not self.cleaned_data.get("street"):
            self.add_error("email", _("Enter an e-mail address or a postal address: the answer goes there."))
            by_post = False
        self.check_address(is_needed=by_post)
        return self.cleaned_data

    def asked(self, form: OthersForm) -> Asked:
        """Return what is asked for this person; the answer goes where the correspondent said."""
        return self.asked_with(form.cleaned_data)

    def asked_with(self, whole: dict[str, Any]) -> Asked:
        """Return the same from what holds for everybody: the correspondent's address and words."""
        given = self.cleaned_data
        answered_at = {name: given[name] for name in ("email", *ADDRESS)}
        reply_by = ReplyBy.EMAIL if given["email"] else ReplyBy.POST
        also = ""
        if self.answers_to != TO_EACH:
            also = _known_at(given)
            answered_at = {**answered_at, "email": whole["email"]}
            reply_by = ReplyBy(self.answers_to)
        if self.answers_to == TO_ME_BY_POST:
            answered_at |= {name: whole[name] for name in ADDRESS}
            answered_at["street"] = "\n".join(filter(None, (_care_of(whole), whole["street"])))[:300]
        return Asked(
            requester_name=given["requester_name"],
            **answered_at,
            reply_by=reply_by,
            california_resident=True if given["california_resident"] else None,
            message="\n\n".join(filter(None, (whole["message"], also))),
            language=get_language() or "en",
        )


TOO_MANY = _("This form takes 30 people. Send the others with a second form, or write to us.")


def _care_of(whole: dict[str, Any]) -> str:
    return f"c/o {whole['firm'] or whole['agent_name']}"


def _known_at(given: dict[str, Any]) -> str:
    """Return where the person is known, for staff: the answer goes elsewhere."""
    region = " ".join(filter(None, (given["state"], given["postal_code"])))
    place = (given["email"], *given["street"].splitlines(), given["city"], region, given["country"])
    told = ", ".join(filter(None, place))
    return f"Known to the business at: {told}" if told else ""


def people_forms(data: Any, *, answers_to: str) -> Any:  # noqa: ANN401 - a QueryDict or None; Django's formset
    """Return the forms of the people, at least one, each with a prefix of its own."""
    made = forms.formset_factory(PersonForm, extra=0, min_num=1, max_num=MOST_PEOPLE, validate_max=True)
    return made(
        data, prefix="people", form_kwargs={"answers_to": answers_to}, error_messages={"too_many_forms": str(TOO_MANY)}
    )
