"""The columns in which nobody who asked is named: the register, the staff, the record, and Django's own tables."""

from requests_app.retention.table import Table

_REGISTER = "What the business disclosed to whom: it speaks of companies and of the business itself."
_STAFF = "Staff and their accounts; they go with the account."
_WORDS = "What the business says to everybody alike."
_CHAIN = "The record names rows by number and reference and nobody; a change would break its chain."
_CLOCK = "What was told to staff and when; the mails themselves are kept nowhere."
_DJANGO = "Django’s own; names of the program’s parts."
_SERVER = "How a mailbox is reached, and what its server said to that."


def _whole(model: str, because: str, columns: str) -> Table:
    return Table(model=model, kept={because: columns})


TABLES = (
    _whole(
        "Business",
        _REGISTER,
        "slug legal_name trade_names postal_address reply_email timezone employees languages accent_color logo "
        "web_form_is_designated cfipa_compliant target_days warning_days postal_lead_days notice_pdf opt_out_text "
        "opt_out_url opt_out_email opt_out_phone register_version",
    ),
    _whole("Brand", _REGISTER, "business name slug"),
    _whole("DesignatedContact", _REGISTER, "valid_from valid_to business kind value"),
    _whole("OtherAddress", _REGISTER, "business kind value"),
    _whole("HomePageLink", _REGISTER, "valid_from valid_to business wording page home_page"),
    _whole("NoticeMethod", _REGISTER, "valid_from valid_to business clause evidence"),
    _whole(
        "ChoicePolicy",
        _REGISTER,
        "business kind published_from published_to maintained cost_free_means covers_affiliates",
    ),
    _whole("SameBrandCount", _REGISTER, "business year number"),
    _whole("RegisterChange", _REGISTER, "business number at actor kind nature years note"),
    _whole("RowState", _REGISTER, "business table row year since until values"),
    _whole(
        "YearPart",
        _REGISTER,
        "business year title owner_name owner_email secret attested_at attested_by register_version note",
    ),
    _whole("YearClose", _REGISTER, "business year closed_at closed_by register_version open_findings note"),
    _whole("NotDuplicate", _REGISTER, "business one other said_by said_at"),
    _whole("ThirdParty_documents", _REGISTER, "thirdparty evidencedocument"),
    _whole(
        "ThirdParty",
        _REGISTER,
        "business legal_name trade_name street city state postal_code country relation nature_clear products "
        "products_known kind opt_out contract_ends_on merged_into",
    ),
    _whole("Disclosure_documents", _REGISTER, "disclosure evidencedocument"),
    _whole(
        "Disclosure",
        _REGISTER,
        "third_party brand year categories derived_from inferable use knowledge exclusion_clause exclusion_conditions "
        "exclusion_answered unreported_data disclosed_from disclosed_to note",
    ),
    _whole("DutyCheck", _REGISTER, "business kind subject checked_at faults open_since"),
    _whole(
        "RegisterLoad",
        _REGISTER,
        "business file_name file digest fingerprint size year columns values sheet state dry_run cancel_asked claim "
        "seen_at bytes_read rows result change actor nature asked_at finished_at",
    ),
    _whole("DisclosureEvent", _REGISTER, "load disclosure disclosed_on row list_name"),
    _whole("ColumnMapping", _REGISTER, "business headings columns values sheet"),
    _whole("Logo", _REGISTER, "business digest png width height kept_at kept_by"),
    _whole(
        "LetterText",
        _WORDS,
        "business brand language answer subject opening closing supersedes written_by written_at",
    ),
    _whole("MissingText", _WORDS, "business brand language answer since"),
    _whole("CountedYear", "Sums of a year; nobody can be told from them.", "business year counted_on numbers"),
    _whole("Publication", _WORDS, "business is_shown because set_by set_at supersedes"),
    _whole("ReviewPolicy", _STAFF, "business answers_alone needs_second because set_by set_at supersedes"),
    _whole("ReminderPlan", _STAFF, "business first second set_by set_at"),
    _whole("Reminder", _CLOCK, "business kind on to claimed_at done_at says"),
    _whole("Invitation", _CLOCK, "user by at claimed_at sent_at says used_at ended_at"),
    _whole("Reach", _STAFF, "user business"),
    _whole("MailboxVisit", _SERVER, "mailbox tried_at reached_at problem"),
    _whole("PrintRun", _STAFF, "business two_sided made_at made_by posted_on posted_by"),
    Table(
        model="SavedList",
        kept={
            # The words of a search in it are taken out apart: see `retention.searched`.
            "A list that a member of the staff keeps; whom it was searched for is taken out of it.": "query",
            _STAFF: "name by is_shared tells told_on told_up_to",
        },
    ),
    _whole("AuditEntry", _CHAIN, "at actor action subject detail number previous digest"),
    _whole("ChainHead", _CHAIN, "number digest"),
    _whole("PublishedHead", _CHAIN, "number digest at on claimed_at done_at says"),
    _whole("ChainCheck", _CHAIN, "at entries sealed_to head entry says"),
    _whole(
        "admin.LogEntry",
        "What staff changed in the register and in accounts; requests cannot be changed there.",
        "action_time user content_type object_id object_repr action_flag change_message",
    ),
    _whole("auth.Permission", _DJANGO, "name content_type codename"),
    _whole("auth.Group", _DJANGO, "name"),
    _whole("auth.Group_permissions", _DJANGO, "group permission"),
    _whole("auth.User_groups", _STAFF, "user group"),
    _whole("auth.User_user_permissions", _STAFF, "user permission"),
    _whole(
        "auth.User",
        _STAFF,
        "password last_login is_superuser username first_name last_name email is_staff is_active date_joined",
    ),
    _whole("contenttypes.ContentType", _DJANGO, "app_label model"),
    _whole(
        "sessions.Session",
        "Staff who are signed in; a resident has no session, and no page keeps what was typed in one.",
        "session_data expire_date",
    ),
    _whole("account.EmailAddress", _STAFF, "user email verified primary"),
    _whole("account.EmailConfirmation", _STAFF, "email_address created sent key"),
    _whole("mfa.Authenticator", _STAFF, "user type data created_at last_used_at"),
    _whole("socialaccount.SocialApp", _STAFF, "provider provider_id name client_id secret key settings"),
    _whole("socialaccount.SocialAccount", _STAFF, "user provider uid last_login date_joined extra_data"),
    _whole("socialaccount.SocialToken", _STAFF, "app account token token_secret expires_at"),
    _whole("usersessions.UserSession", _STAFF, "user created_at ip last_seen_at session_key user_agent data"),
)
