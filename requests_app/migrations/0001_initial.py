
import django.db.models.deletion
import django.db.models.functions.text
import requests_app.register.models.business
import requests_app.register.validators
import requests_app.requests.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Business',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True)),
                ('legal_name', models.CharField(max_length=200)),
                ('trade_names', models.JSONField(blank=True, default=list, validators=[requests_app.register.validators.check_list_of_texts])),
                ('postal_address', models.CharField(help_text='As on the letterhead, parts after commas.', max_length=300)),
                ('reply_email', models.EmailField(help_text='Notices come from this address, and people write back to it.', max_length=254)),
                ('timezone', models.CharField(default='America/Los_Angeles', max_length=60, validators=[requests_app.register.validators.check_timezone])),
                ('employees', models.PositiveIntegerField(default=250, help_text='Heads, full and part time, (c)(1).')),
                ('languages', models.JSONField(blank=True, default=list, validators=[requests_app.register.validators.check_list_of_texts])),
                ('accent_color', models.CharField(default='#1b5e7b', max_length=7, validators=[requests_app.register.validators.check_accent_color])),
                ('web_form_is_designated', models.BooleanField(default=True, help_text='On: a request through the form is answered within 30 days (the careful reading).')),
                ('cfipa_compliant', models.BooleanField(blank=True, help_text='Unknown: not a financial institution under that Act. Yes or No: one that complies, or not, (h).', null=True, verbose_name='complies with the California Financial Information Privacy Act')),
                ('target_days', models.PositiveSmallIntegerField(default=15, help_text="Days after receipt by which the business wants to have answered; its own aim, not the law's.")),
                ('warning_days', models.JSONField(blank=True, default=requests_app.register.models.business.default_warning_days, help_text='Days before the due date on which staff are warned, such as [10, 5, 2]; from the last it is red.', validators=[requests_app.register.validators.check_warning_days])),
                ('postal_lead_days', models.PositiveSmallIntegerField(default=5, help_text='Days a letter may take: it is posted so long before its due date.')),
                ('opt_out_text', models.TextField(blank=True, help_text='How a customer stops such disclosures free of charge.')),
                ('opt_out_url', models.URLField(blank=True)),
                ('opt_out_email', models.EmailField(blank=True, max_length=254)),
                ('opt_out_phone', models.CharField(blank=True, max_length=40)),
                ('register_version', models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                'verbose_name_plural': 'businesses',
                'ordering': ['legal_name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('actor', models.CharField(max_length=80)),
                ('action', models.CharField(max_length=60)),
                ('subject', models.CharField(db_index=True, max_length=80)),
                ('detail', models.JSONField(default=dict)),
                ('number', models.PositiveBigIntegerField(blank=True, null=True, unique=True)),
                ('previous', models.CharField(blank=True, max_length=64)),
                ('digest', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'verbose_name_plural': 'audit entries',
                'ordering': ['id'],
                'indexes': [models.Index(condition=models.Q(('number__isnull', True)), fields=['id'], name='audit_unsealed')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('digest', ''), ('number__isnull', True)), models.Q(('number__isnull', False), models.Q(('digest', ''), _negated=True)), _connector='OR'), name='audit_sealed_together')],
            },
        ),
        migrations.CreateModel(
            name='Brand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('slug', models.SlugField()),
                ('business', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='brands', to='requests_app.business')),
            ],
            options={
                'ordering': ['name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ChainHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(default=0)),
                ('digest', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='chain_has_one_head')],
            },
        ),
        migrations.CreateModel(
            name='ChoicePolicy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('opt_in', 'opt-in'), ('opt_out', 'opt-out')], max_length=10)),
                ('published_from', models.DateField()),
                ('published_to', models.DateField(blank=True, null=True)),
                ('maintained', models.BooleanField(default=True)),
                ('cost_free_means', models.BooleanField(default=True)),
                ('covers_affiliates', models.BooleanField(default=True)),
                ('business', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='choice_policies', to='requests_app.business')),
            ],
            options={
                'verbose_name_plural': 'choice policies',
                'ordering': ['-published_from', '-id'],
            },
        ),
        migrations.CreateModel(
            name='DesignatedContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('kind', models.CharField(choices=[('postal', 'postal'), ('email', 'email'), ('toll_free_phone', 'toll free phone'), ('fax', 'fax')], max_length=20)),
                ('value', models.CharField(max_length=300)),
                ('business', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='designated_contacts', to='requests_app.business')),
            ],
            options={
                'ordering': ['valid_from', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DisclosureRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(blank=True, editable=False, max_length=20, null=True, unique=True)),
                ('secret', models.CharField(default=requests_app.requests.models.new_secret, editable=False, max_length=40, unique=True)),
                ('form_token', models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                ('channel', models.CharField(choices=[('email', 'email'), ('postal', 'postal'), ('fax', 'fax'), ('toll_free_phone', 'toll free phone'), ('phone', 'phone'), ('web_form', 'web form'), ('in_person', 'in person')], default='web_form', max_length=20)),
                ('arrived_at', models.CharField(blank=True, help_text='The address or number it came to.', max_length=300)),
                ('received_at', models.DateTimeField()),
                ('received_on', models.DateField()),
                ('report_year', models.PositiveSmallIntegerField()),
                ('due_on', models.DateField(null=True)),
                ('deadline', models.CharField(choices=[('designated', 'designated'), ('elsewhere', 'elsewhere'), ('none', 'none')], max_length=12)),
                ('requester_name', models.CharField(max_length=200)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('street', models.CharField(blank=True, max_length=300)),
                ('city', models.CharField(blank=True, max_length=120)),
                ('state', models.CharField(blank=True, max_length=60)),
                ('postal_code', models.CharField(blank=True, max_length=20)),
                ('country', models.CharField(blank=True, max_length=80)),
                ('reply_by', models.CharField(choices=[('EMAIL', 'by e-mail'), ('POST', 'by post')], default='EMAIL', max_length=8)),
                ('california_resident', models.BooleanField(blank=True, null=True)),
                ('message', models.TextField(blank=True)),
                ('language', models.CharField(default='en', max_length=12)),
                ('person_key', models.CharField(db_index=True, max_length=64)),
                ('verified_at', models.DateTimeField(blank=True, null=True)),
                ('status', models.CharField(choices=[('RECEIVED', 'Waiting for review'), ('APPROVED', 'Approved, notice being prepared'), ('DECLINED', 'Declined, letter being prepared'), ('COMPILED', 'Notice ready, being delivered'), ('ANSWERED', 'Answered'), ('UNDELIVERED', 'Delivery failed')], default='RECEIVED', max_length=12)),
                ('version', models.PositiveIntegerField(default=1)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('declined_clause', models.CharField(blank=True, max_length=12)),
                ('declined_because', models.TextField(blank=True, help_text='The sentence the requester reads.')),
                ('wake_at', models.DateTimeField(blank=True, help_text='When the sweep looks at this work again.', null=True)),
                ('tries', models.PositiveIntegerField(default=0, help_text='How often a worker began to compile the notice.')),
                ('problem', models.TextField(blank=True, help_text='What stands in the way, for staff.')),
                ('brand', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='requests_app.brand')),
                ('business', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='requests_app.business')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['due_on', 'id'],
                'permissions': [('review_disclosurerequest', 'Can decide on requests')],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('pdf', models.BinaryField()),
                ('pages', models.PositiveIntegerField(editable=False)),
                ('kept_at', models.DateTimeField(editable=False)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('pages__gte', 1)), name='document_has_pages')],
            },
        ),
        migrations.CreateModel(
            name='HomePageLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('wording', models.CharField(choices=[('your_privacy_rights', 'Your Privacy Rights'), ('your_california_privacy_rights', 'Your California Privacy Rights')], max_length=40)),
                ('business', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='home_page_links', to='requests_app.business')),
            ],
            options={
                'ordering': ['valid_from', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('disclosure', 'disclosure'), ('nothing_disclosed', 'nothing disclosed'), ('choice', 'choice'), ('not_required', 'not required')], max_length=20)),
                ('content', models.JSONField(editable=False)),
                ('facts', models.JSONField(editable=False, help_text='What was ruled on, as the statute package reads it.')),
                ('ruling', models.JSONField(editable=False)),
                ('rule_version', models.PositiveIntegerField(help_text='The version of the rules that ruled on the facts.')),
                ('register_version', models.PositiveIntegerField()),
                ('template_version', models.PositiveIntegerField()),
                ('issued_at', models.DateTimeField()),
                ('issued_on', models.DateField()),
                ('disclosure_request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='requests_app.disclosurerequest')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='requests_app.document')),
                ('supersedes', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='requests_app.notice')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('ACK', 'Acknowledgement'), ('NOTICE', 'Notice')], max_length=8)),
                ('channel', models.CharField(choices=[('EMAIL', 'by e-mail'), ('POST', 'by post')], max_length=8)),
                ('state', models.CharField(choices=[('QUEUED', 'Queued'), ('SENDING', 'Being handed to the mail server'), ('DOUBTFUL', 'Outcome unknown'), ('ACCEPTED', 'Accepted by the mail server'), ('FAILED', 'Failed'), ('POSTED', 'Posted')], default='QUEUED', max_length=8)),
                ('message_id', models.CharField(max_length=120, unique=True)),
                ('sender', models.CharField(max_length=320)),
                ('recipient', models.CharField(max_length=600)),
                ('subject', models.CharField(blank=True, max_length=300)),
                ('body', models.TextField(blank=True)),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('queued_at', models.DateTimeField()),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('wake_at', models.DateTimeField(blank=True, help_text='When the sweep looks at this delivery again.', null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('answer', models.TextField(blank=True, help_text="The mail server's last answer, or how the letter was posted.")),
                ('disclosure_request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='requests_app.disclosurerequest')),
                ('notice', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='requests_app.notice')),
            ],
            options={
                'verbose_name_plural': 'deliveries',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='NoticeMethod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('clause', models.CharField(choices=[('(b)(1)(A)', '(b)(1)(A)'), ('(b)(1)(B)', '(b)(1)(B)'), ('(b)(1)(C)', '(b)(1)(C)')], max_length=12)),
                ('evidence', models.TextField(blank=True)),
                ('business', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notice_methods', to='requests_app.business')),
            ],
            options={
                'ordering': ['valid_from', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OtherAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('postal', 'postal'), ('email', 'email'), ('toll_free_phone', 'toll free phone'), ('fax', 'fax')], max_length=20)),
                ('value', models.CharField(max_length=300)),
                ('business', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='other_addresses', to='requests_app.business')),
            ],
            options={
                'verbose_name_plural': 'other addresses',
                'ordering': ['kind', 'value', 'id'],
            },
        ),
        migrations.CreateModel(
            name='RequestEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('actor', models.CharField(max_length=80)),
                ('kind', models.CharField(max_length=60)),
                ('from_status', models.CharField(blank=True, choices=[('RECEIVED', 'Waiting for review'), ('APPROVED', 'Approved, notice being prepared'), ('DECLINED', 'Declined, letter being prepared'), ('COMPILED', 'Notice ready, being delivered'), ('ANSWERED', 'Answered'), ('UNDELIVERED', 'Delivery failed')], max_length=12)),
                ('to_status', models.CharField(blank=True, choices=[('RECEIVED', 'Waiting for review'), ('APPROVED', 'Approved, notice being prepared'), ('DECLINED', 'Declined, letter being prepared'), ('COMPILED', 'Notice ready, being delivered'), ('ANSWERED', 'Answered'), ('UNDELIVERED', 'Delivery failed')], max_length=12)),
                ('says', models.TextField(blank=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('disclosure_request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='requests_app.disclosurerequest')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='SameBrandCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('business', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='same_brand_counts', to='requests_app.business')),
            ],
            options={
                'ordering': ['-year', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ThirdParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('legal_name', models.CharField(max_length=300)),
                ('trade_name', models.CharField(blank=True, max_length=300)),
                ('street', models.CharField(blank=True, max_length=300)),
                ('city', models.CharField(blank=True, max_length=120)),
                ('state', models.CharField(blank=True, max_length=60)),
                ('postal_code', models.CharField(blank=True, max_length=20)),
                ('country', models.CharField(blank=True, help_text='Empty: United States.', max_length=80)),
                ('relation', models.CharField(choices=[('unaffiliated', 'unaffiliated'), ('affiliate', 'affiliate'), ('same_brand_affiliate', 'same brand affiliate')], default='unaffiliated', max_length=24)),
                ('nature_clear', models.BooleanField(default=True, help_text='On: the name alone says what they sell, (a)(2).')),
                ('products', models.TextField(blank=True, help_text='Examples of what they market, one a line.')),
                ('products_known', models.BooleanField(default=True, help_text='Off: checked, and not known to the business, (a)(2).')),
                ('business', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='third_parties', to='requests_app.business')),
            ],
            options={
                'verbose_name_plural': 'third parties',
                'ordering': ['legal_name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Disclosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='calendar year')),
                ('categories', models.JSONField(blank=True, default=list, validators=[requests_app.register.validators.check_categories])),
                ('derived_from', models.JSONField(blank=True, default=list, help_text='What a list was selected by, (e)(6)(B).', validators=[requests_app.register.validators.check_categories])),
                ('inferable', models.BooleanField(default=False, help_text='On: the recipient can tell what the list was derived from, (e)(6)(B).')),
                ('use', models.CharField(choices=[('direct_marketing', 'direct marketing'), ('resale', 'resale'), ('charity', 'charity'), ('politics', 'politics'), ('account_purchase', 'account purchase'), ('single_transaction', 'single transaction'), ('digital_advertising', 'digital advertising'), ('none', 'none'), ('unknown', 'unknown')], default='direct_marketing', help_text="The third party's own use, (e)(2).", max_length=24)),
                ('knowledge', models.CharField(choices=[('knows', 'knows'), ('should_know', 'should know'), ('does_not_know', 'does not know')], default='knows', help_text='Whether the business knows, or should know, of that use, (a).', max_length=20)),
                ('exclusion_clause', models.CharField(blank=True, choices=[('(d)(1)(A)', '(d)(1)(A) Service provider'), ('(d)(1)(B)', '(d)(1)(B) Marketing to our own customers'), ('(d)(1)(C)', '(d)(1)(C) Maintaining or servicing accounts'), ('(d)(1)(D)', '(d)(1)(D) Public records on real property'), ('(d)(1)(E)', '(d)(1)(E) Joint offer'), ('(d)(2)', '(d)(2) Consumer reporting agency'), ('(d)(3)', '(d)(3) Obtaining payment'), ('(d)(4)', '(d)(4) Licensed agent and principal'), ('(d)(5)', '(d)(5) Store card, affinity card or co-branded card')], max_length=12)),
                ('exclusion_conditions', models.JSONField(blank=True, default=dict, help_text='Each condition of the clause: true or false.')),
                ('unreported_data', models.JSONField(blank=True, default=list, help_text='Data outside the 27 categories.', validators=[requests_app.register.validators.check_list_of_texts])),
                ('note', models.TextField(blank=True, help_text='Contract, list name, evidence.')),
                ('brand', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='disclosures', to='requests_app.brand')),
                ('third_party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disclosures', to='requests_app.thirdparty')),
            ],
            options={
                'ordering': ['-year', 'third_party__legal_name', 'id'],
            },
        ),
        migrations.AddConstraint(
            model_name='brand',
            constraint=models.UniqueConstraint(fields=('business', 'slug'), name='brand_slug_once_a_business'),
        ),
        migrations.AddConstraint(
            model_name='choicepolicy',
            constraint=models.CheckConstraint(condition=models.Q(('published_to__isnull', True), ('published_to__gte', models.F('published_from')), _connector='OR'), name='choice_policy_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='designatedcontact',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='designatedcontact_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='designatedcontact',
            constraint=models.UniqueConstraint(fields=('business', 'kind', 'value', 'valid_from'), name='designated_contact_once'),
        ),
        migrations.AddIndex(
            model_name='disclosurerequest',
            index=models.Index(condition=models.Q(('status__in', ['APPROVED', 'COMPILED', 'DECLINED', 'RECEIVED', 'UNDELIVERED'])), fields=['due_on', 'id'], name='request_queue'),
        ),
        migrations.AddIndex(
            model_name='disclosurerequest',
            index=models.Index(condition=models.Q(('status__in', ['APPROVED', 'DECLINED'])), fields=['wake_at'], name='request_to_compile'),
        ),
        migrations.AddIndex(
            model_name='disclosurerequest',
            index=models.Index(fields=['status', 'due_on', 'id'], name='request_by_status'),
        ),
        migrations.AddConstraint(
            model_name='disclosurerequest',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gt', models.F('received_on'))), name='request_due_after_receipt'),
        ),
        migrations.AddConstraint(
            model_name='disclosurerequest',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__isnull', False), ('deadline', 'none'), _connector='OR'), name='request_due_unless_no_deadline'),
        ),
        migrations.AddConstraint(
            model_name='disclosurerequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reply_by', 'EMAIL'), models.Q(('email', ''), _negated=True)), models.Q(('reply_by', 'POST'), models.Q(('street', ''), _negated=True), models.Q(('city', ''), _negated=True)), _connector='OR'), name='request_can_be_answered'),
        ),
        migrations.AddConstraint(
            model_name='disclosurerequest',
            constraint=models.CheckConstraint(condition=models.Q(('status', 'RECEIVED'), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='request_decided_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='disclosurerequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'DECLINED'), _negated=True), models.Q(models.Q(('declined_clause', ''), _negated=True), models.Q(('declined_because', ''), _negated=True)), _connector='OR'), name='request_declined_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='homepagelink',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='homepagelink_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(condition=models.Q(('supersedes__isnull', True)), fields=('disclosure_request',), name='notice_first_once'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('state', 'QUEUED')), fields=['wake_at'], name='delivery_to_send'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('state', 'SENDING')), fields=['claimed_at'], name='delivery_in_hand'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(condition=models.Q(('notice__isnull', False), ('state__in', ['ACCEPTED', 'DOUBTFUL', 'POSTED', 'QUEUED', 'SENDING'])), fields=('notice',), name='delivery_live_once_a_notice'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'ACK')), fields=('disclosure_request',), name='delivery_acknowledged_once'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'NOTICE'), ('notice__isnull', False)), models.Q(('kind', 'ACK'), ('notice__isnull', True)), _connector='OR'), name='delivery_notice_has_its_notice'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', False), ('state__in', ['ACCEPTED', 'FAILED', 'POSTED'])), models.Q(('finished_at__isnull', True), ('state__in', ['QUEUED', 'SENDING', 'DOUBTFUL'])), _connector='OR'), name='delivery_finished_when_done'),
        ),
        migrations.AddConstraint(
            model_name='noticemethod',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='noticemethod_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='otheraddress',
            constraint=models.UniqueConstraint(fields=('business', 'kind', 'value'), name='other_address_once'),
        ),
        migrations.AddConstraint(
            model_name='samebrandcount',
            constraint=models.UniqueConstraint(fields=('business', 'year'), name='same_brand_count_once_a_year'),
        ),
        migrations.AddConstraint(
            model_name='samebrandcount',
            constraint=models.CheckConstraint(condition=models.Q(('year__gte', 2004), ('year__lte', 2199)), name='same_brand_count_in_force'),
        ),
        migrations.AddConstraint(
            model_name='thirdparty',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('legal_name'), django.db.models.functions.text.Lower('street'), django.db.models.functions.text.Lower('city'), models.F('postal_code'), models.F('business'), name='third_party_once'),
        ),
        migrations.AddConstraint(
            model_name='thirdparty',
            constraint=models.CheckConstraint(condition=models.Q(('legal_name', ''), _negated=True), name='third_party_has_a_name'),
        ),
        migrations.AddIndex(
            model_name='disclosure',
            index=models.Index(fields=['year', 'third_party'], name='disclosure_year'),
        ),
        migrations.AddConstraint(
            model_name='disclosure',
            constraint=models.CheckConstraint(condition=models.Q(('year__gte', 2004), ('year__lte', 2199)), name='disclosure_year_in_force'),
        ),
        migrations.AddConstraint(
            model_name='disclosure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('exclusion_clause', ''), _negated=True), ('exclusion_conditions', {}), _connector='OR'), name='disclosure_conditions_need_a_clause'),
        ),
    ]
