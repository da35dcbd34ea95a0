"""Families of wording: the same question about each kind of information, for oneself and for another."""

OF_EACH_CATEGORY = (
    "I want the names of every business to which you provided my children's birthdays.",
    "Which advertisers did you tell about my pregnancy and my medical condition?",
    "Please list the companies that received my date of birth, my religion or my kids' ages from you last year.",
    "To what companies was my credit card number or payment history sold?",
    "Which partners got my weight and height from you?",
    "To whom did you disclose my income, my occupation and my education?",
    "Did you share my race, gender or political affiliation with anyone? With whom?",
    "With whom have you shared what I bought from you?",
    "Who did you tell what I bought?",
    "What personal data of mine did you sell?",
    "What information about me have you passed on to other companies?",
    "Please disclose the recipients of my personal information for 2025.",
    "Please provide my Your California Privacy Rights disclosure.",
    "My wife's and my data: who got it from you in 2025?",
    "Do not share my data any more, and list who has had it since 2020.",
    "Please erase my data. Before you do: to which marketers did it go?",
)
OF_EACH_CATEGORY_IN_SPANISH = (
    "Quisiera saber qué datos míos vendieron y a qué compañías.",
    "Quiero saber qué información mía compartieron con otras compañías y con cuáles.",
    "¿Qué información de mí dieron a terceros?",
    "¿A qué empresas les dieron la fecha de nacimiento de mis hijos?",
    "¿Con qué empresas han compartido los datos de mi familia?",
    "¿A quién le dijeron o vendieron mi edad y mi religión?",
    "¿Con quién compartieron lo que compré?",
    "Borren mis datos y también quiero la lista de las empresas con las que los compartieron.",
)
THE_LIST_ALONE = (
    "Send the list of third parties by regular mail.",
    "Send me the list of third parties.",
    "Please mail me a list of all the third parties.",
    "I would like to receive the names and addresses of third parties.",
    "Requesting a full list of third parties, please.",
    "Mandar la lista de terceros por correo postal.",
    "Envíenme la lista completa de los terceros, por favor.",
    "Necesito los nombres de los terceros.",
)
FOR_ANOTHER = (
    "My son is 15. I am his mother and legal guardian. Who did you give his name and e-mail address to?",
    "I am the daughter of Ruth Weiss, who passed away in May. Which companies did you give her name to?",
    (
        "We are counsel for Ms. Finch. She asks for an accounting of the third parties to which her personal "
        "information was disclosed."
    ),
    "I act for my client John Poe. Which third parties obtained John's personal information from you?",
)
STILL_VAGUE = (
    "Attached: the list of third parties.",
    "Please send the list of third parties involved in the construction of the store.",
    "Send me the list of companies that will exhibit at the fair.",
    "I never got my parcel. My address is right. Which companies did it go to?",
    "Who has everything I ordered?",
    "Do you sell boots for my height?",
    "Which brands do you sell that match my interests?",
    "I told your stylist my age. Which coats do you sell for my age?",
    "My daughter lost her phone in your store. Who has her phone? Her name is Ida.",
    "Who is my sales rep? She has my contact info.",
    "Please give my daughter her account data; what data did she give you?",
    "Did you send my birthday gift to my mother?",
    "¿Me dan información de mi pedido?",
    "¿Me dan información sobre mi pedido?",
    "¿Me pasan el número de la tienda? Mi edad es 30.",
)
"""Another matter, in words much like those above."""

BUSINESS, REPRESENTED, LEGAL = "business purpose", "represented", "legal attention"
OTHER_LAW, OPT_OUT = "other privacy request", "opt-out wish"
FLAGGED: dict[str, set[str]] = {
    # who asks for a company
    "Regarding our company account: which third parties received our company details?": {BUSINESS},
    "I run a small cafe and purchase aprons for my business.": {BUSINESS},
    "As procurement manager at Mock Freight LLC I ask which companies received our corporate data.": {BUSINESS},
    "Our firm purchases safety boots on a corporate account.": {BUSINESS},
    "We are a small company and order from you.": {BUSINESS},
    "Somos una empresa y compramos uniformes. ¿Qué terceros recibieron los datos de la empresa?": {BUSINESS},
    "Tenemos una tienda y compramos para nuestro negocio.": {BUSINESS},
    "Soy la encargada de compras.": {BUSINESS},
    # who does not
    "Your company sold my data to another company. I am a customer of your company.": set(),
    "I bought boots for work in your store.": set(),
    "My company laptop is where I ordered.": set(),
    "What is the name of the company that got my e-mail?": set(),
    "We are a family of five.": set(),
    "You, as a company, sold my data.": set(),
    # who writes for another, and what lawyers claim
    "I am Ana's attorney. Answer within 30 days, or we seek $3,000.": {REPRESENTED, LEGAL},
    "We are counsel for Ms. Dolores Finch. Please preserve all documents.": {REPRESENTED, LEGAL},
    "I have been retained by John Poe to ask you. Failing that, we will pursue statutory damages.": {
        REPRESENTED,
        LEGAL,
    },
    "Soy la abogada de Juana Mora; de lo contrario exigiremos $3,000.": {REPRESENTED, LEGAL},
    "We will recover $500 per violation.": {LEGAL},
    "My attorney told me to ask you.": {LEGAL},
    "I am John Poe's daughter.": {REPRESENTED},
    "My mother Ruth Weiss passed away in May. To whom did you give her name?": {REPRESENTED},
    "We act for all of them.": {REPRESENTED},
    "Represento a Juana Mora.": {REPRESENTED},
    # who does not
    "I am an attorney and a customer of yours.": set(),
    "My mother passed away in May, and now I get her mail. Who got my name?": set(),
    "Your agent for returns was nice.": set(),
    "Your store's representative said that you sell lists.": set(),
    "My data was retained by you for years.": set(),
    "I demand a refund of $120.": set(),
    # the laws of other places
    "Under the Virginia Consumer Data Protection Act I request a copy.": {OTHER_LAW},
    "This is a request under the Texas Data Privacy and Security Act (TDPSA).": {OTHER_LAW},
    "My Washington My Health My Data Act request.": {OTHER_LAW},
    "Under Oregon's consumer privacy law tell me.": {OTHER_LAW},
    "Pursuant to the Colorado Privacy Act, tell me.": {OTHER_LAW},
    "I worked on this with the Nevada office.": set(),
    # that it should end
    "No quiero que vendan mis datos a nadie más.": {OPT_OUT},
}
"""What a text says, and the flags a reviewer sees: those and no others."""

CUSTOMERS = {
    "I am Ana's attorney.": "Ana",
    "I am Ana Ruiz's attorney.": "Ana Ruiz",
    "We are counsel for Ms. Dolores Finch of Irvine.": "Dolores Finch",
    "I have been retained by John Poe to ask you.": "John Poe",
    "Soy la abogada de Juana Mora.": "Juana Mora",
    "Authorized agent request on behalf of: Sam Relay.": "Sam Relay",
}
"""Who the customer is, where somebody else writes."""
