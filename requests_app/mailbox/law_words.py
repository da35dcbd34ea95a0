"""The names of the law, and the words around them, in English and in Spanish, in a folded text without accents."""

import re

LAW = "thislaw"
"""What stands for any name of the law in the texts below: the number has a dot in it, which would end a sentence."""
_START, _END = r"(?<![a-z\d_])", r"(?![a-z\d_])"
"""Where a word begins and ends for these names: letters of alphabets that leave no spaces may touch them."""
NAMES = (
    (
        re.compile(rf"(?<!\d)1798\s{{0,2}}[.\u3002\u00b7\u2022]\s{{0,2}}83{_END}"),
        "It names Civil Code section 1798.83.",
    ),
    (
        re.compile(
            rf"(?:{_START}code|{_START}section|{_START}secci[óo]n|{_START}sec\.|"
            rf"§)[^.?!\n]{{0,12}}?{_START}1798[\s,-]83{_END}"
        ),
        "It names Civil Code section 1798.83.",
    ),
    (re.compile(rf"{_START}(?:s\.?b\.?|senate bill) ?27{_END}"), "It names Senate Bill 27, which made the law."),
    (re.compile(r"shine[\s-]{0,3}the[\s-]{0,3}light"), "It names the “Shine the Light” law."),
)
"""The names of the law in a folded text, each with the sentence a reviewer reads."""

_PEOPLE = (
    r"(?:california(?:n|ns)?|(?:california )?(?:residents?|consumers?|customers?|users?|visitors?|individuals?|"
    r"persons?|"
    r"people)|l[ao]s (?:residentes|clientes|consumidores|usuarios)|residentes|clientes|consumidores)"
)
RULE = re.compile(
    rf"\b(?:{_PEOPLE}|you)\b(?: (?:of|in|de|en) (?:the state of )?california)?(?: who [^.?!]{{0,80}}?)?,? "
    r"(?:(?:also|each|generally) )?(?:may|can|are (?:entitled|permitted|allowed)|(?:have|has) (?:(?:the|a|certain) )?"
    r"rights?|"
    r"pueden?|tienen? (?:el )?derecho)\b|"
    rf"\b(?:permits?|allows?|entitles?|gives?|grants?|lets|enables?|provides?|permite|otorga|concede|da|garantiza)\b"
    rf" (?:[\w'-]+ ){{0,4}}?(?:{_PEOPLE}|you)\b|"
    r"\b(?:requires?|obliges?|exige|requiere|obliga)\b (?:[\w'-]+ ){0,4}?(?:businesses|companies|retailers|us|"
    r"firms|empresas|companias|negocios)\b|"
    rf"(?<!want )(?<!like )(?<!need )\bour {LAW} (?:disclosures?|notice|page|policy|statement|information)\b|"
    r"\bif you (?:are|live|reside)\b|\b(?:to|para) (?:make|submit|send|exercise|hacer|enviar|presentar|ejercer) "
    r"(?:such |a |an |your |this |su |una |esta )|"
    r"\b(?:contact us|your (?:california )?privacy rights|privacy (?:policy|notice)|aviso de privacidad|contactenos|"
    r"sus derechos de privacidad)\b"
)
"""The law explained to a reader, as privacy policies and the foot of a mail do."""
ASKS = re.compile(
    r"\b(?:i|we)(?:'d| would|'m| am| are|'re| will| do| must)? (?:also |hereby |now |formally |only |just |"
    r"respectfully |"
    r"again |therefore |still |kindly |like to |want to |wish to |writing to |here to )*"
    r"(?:request(?:ing)?|ask(?:ing)?|demand(?:ing)?|require|exercis(?:e|ing)|invok(?:e|ing)|seek(?:ing)?|insist|"
    r"(?:want|need|like|wish)(?: for)?(?= (?:to (?:know|receive|see|have|get|learn|find|use)|my|the|a|an|your|all|"
    r"that)\b)|"
    r"(?:making|submitting|sending|filing|make|submit|send|file)(?= (?:you )?(?:this|a|an|my)\b))|"
    r"\b(?:please|pls|plz|kindly|(?:can|could|will|would) (?:you|u))(?: please)? (?:also )?"
    r"(?:send|provide|tell|give|disclose|comply|treat|consider|process|identify|list|furnish|supply|honou?r|share|show|"
    r"mail|e-?mail|let (?:me|us) know (?:who|whom|which|what|whether|if you)|accept|take this|answer this|respond to "
    r"this|register|forward)\b(?! (?:your|payment|questions|"
    r"requests|us (?:a|your)|any))|"
    r"\b(?:tell|send|give|show|mail|e-?mail|provide) (?:me|us)\b|\bin advance for\b|\Arequesting\b|\bpara (?:pedir|"
    r"solicitar|exigir)\b|\bde antemano por\b|"
    r"\b(?:this|here|the following|it|mine) (?:letter |e-?mail |message |mail )?(?:is|constitutes|serves as|shall be) "
    r"(?:hereby )?(?:my|our|an?) (?:[\w'-]+ ){0,4}(?:request|demand|inquiry|notice|petition)\b|"
    r"\b(?:solicito|solicitamos|pido|pedimos|quiero|queremos|quisiera|quisieramos|exijo|exigimos|deseo|necesito|"
    r"requiero|ejerzo|invoco|me gustaria|favor de|(?:estoy )?solicitando|"
    r"(?:por favor|podrian?|(?<!clientes )(?<!residentes )(?<!consumidores )(?<!usuarios )pueden?|sirvanse|le pido "
    r"que|les pido que),? (?:\w+ )?(?:"
    r"envi\w+|mand\w+|d[ií]gan\w*|decir\w*|den\w*|dar\w*|proporcion\w+|inform(?:ar|en?)\w*|facilit\w+|entregu\w+|"
    r"indi\w+|hag\w+)|"
    r"(?:envien|manden|digan|den|informen|proporcionen|indiquen|faciliten|digan)(?:me|nos)|"
    r"(?:esta|la presente) (?:carta |mensaje |es |constituye )+(?:mi|una|nuestra) (?:\w+ )?(?:solicitud|peticion))\b"
)
"""A writer who asks, for themselves or for a customer."""
RIGHT = re.compile(
    rf"\b(?:under|pursuant to|per|according to|in accordance with|as required by|conforme a|segun|bajo|"
    rf"de acuerdo (?:con|a)|al amparo de|en virtud de|con base en) (?:[\w'§&.()-]+,? ){{0,9}}?{LAW}"
)
"""“Under this law” opens what somebody asks for, unless the sentence explains the law."""
LAWYERS = re.compile(
    r"\b(?:our|my) clients?\b|\b(?:attorney|abogad[oa])s?\b[^.?!]{0,60}\b(?:requests?|asks?|demands?|pide|solicita)\b|"
    r"\b(?:requests?|asks? for|demands?|pide|solicita) (?:the|an?|her|his|their|that|la|el|una)\b"
)
OWN = re.compile(r"\b(?:i|me|my|myself|mi|mis|yo)\b")
QUESTION = re.compile(
    r"\b(?:who(?:m|ever)?|(?:which|what) (?:[\w-]+ ){0,3}?(?:compan|part|firm|business|data|info|categor|broker)\w*|"
    r"quien(?:es)?|(?:que|cuales) (?:\w+ ){0,2}?(?:empresas|companias|terceros|datos|informacion|negocios))\b"
    r"(?! (?:handles|is (?:responsible|in charge)|deals|at your|in your|should|do (?:i|we)|can|answers|manages|se "
    r"encarga|"
    r"maneja|atiende|contesta))[^.!]*\?"
)
NOUN = (
    r"(?:requests?|inquiry|enquiry|demand|notice|disclosures?|list|report|information|info|answer|solicitud|peticion|"
    r"pedido|"
    r"divulgacion|aviso|lista|informe)"
)
HEADING_WORDS = frozenset(
    f"{LAW} re fw fwd message topic question comments type regarding mensaje tema motivo request requests inquiry "
    f"demand notice disclosure disclosures list report information info "
    f"answer "
    "civil civ code codes cal calif california section sections sec law act statute ca my our your a an the for of "
    "under per and to by on privacy rights right data customer consumer formal annual yearly legal first second new "
    "please pls plz thanks thank you hi hello dear sir madam sirs team subject asunto solicitud peticion pedido "
    "divulgacion aviso lista informe codigo seccion ley de del la el mi por favor gracias hola bajo conforme al "
    "formal anual derechos privacidad personal third parties party sharing a1 a b c f shine light annual".split()
)
WORD = re.compile(r"[^\W_]+")
TALK = re.compile(
    r"\b(?:handl\w+|answered|answers|answering|process(?:ed|es|ing)|receiv(?:ed|es|ing)|respond(?:ed|s|ing)|"
    r"automat\w+|manag\w+|"
    r"experience\w*|train\w+|review(?:ed|s|ing)|drafted|compliance|software|article|paper|thesis|webinar|workshop|"
    r"guide|seminar|conference|podcast|episode|song|concert|tour|album|thank\w*|thx|gracias|agradec\w+|congratulations|"
    r"great|fulfill(?:ed|ing)|requests handled|contestar|contestado|respondido|atend\w+|experiencia|curso|taller|tesis|"
    r"articulo)\b|\brespond to (?:[\w'-]+ ){0,3}requests\b|\bwork(?:ed|ing)? (?:with|on)\b|"
    rf"{LAW} requests\b|\bsolicitudes (?:de(?:l)?|bajo|sobre) (?:[\w'-]+ ){{0,4}}?{LAW}"
)
"""What people do with such requests at work, or write and say about them."""
BESIDE_IT = re.compile(
    r"\b(?:trainings?|webinars?|workshops?|agenda|slides|recording|templates?|seminars?|conference|podcast|song|"
    r"concert|"
    r"album|articles?|thesis|dissertation|software|presentation|capacitacion|taller|plantilla|articulo|tesis|"
    r"grabacion)\b"
)
"""What somebody may want that is about the law and nothing it gives."""
PLAINLY = re.compile(
    rf"\bm[yi] (?:own |annual |\w+ )?{LAW}|{LAW} (?:request|disclosure|solicitud),? (?:please|por favor)|"
    rf"\b(?:this|it|esta) (?:is|es) (?:a|my|una|mi) (?:[\w'-]+ ){{0,3}}?{LAW} (?:request|solicitud)|"
    r"\b(?:a customer of yours|your customer|also a customer|shop (?:with|at) (?:you|your)|client[ea] (?:suy[oa]|de "
    r"ustedes)|"
    r"su client[ea])\b"
)
"""Words of somebody who asks for themselves, whatever else they do."""
PARTNERS = re.compile(
    r"\b(?:sub-?processors?|soc ?[12]\b|iso[ /]?27001|pci[ -]dss|penetration test(?:ing|s)?|pen ?test|"
    r"(?:vendor|supplier|third[ -]party|security|privacy|tprm) (?:[\w-]+ ){0,2}?(?:questionnaires?|assessments?|due "
    r"diligence|risk)|"
    r"due diligence|(?:security|privacy|vendor|supplier) review|data processing (?:agreement|addendum)|"
    r"vendor (?:onboarding|management)|"
    r"cuestionario (?:de (?:seguridad|privacidad|proveedores|riesgos))|encargad[oa]s? del tratamiento|"
    r"evaluacion de proveedores)\b"
)
"""Words of a business that asks another, its supplier, what becomes of the data it entrusts to it."""
FROM_A_PERSON = re.compile(
    r"\b(?:my|mis?) (?:own |personal |private )*(?:names?|address|data|info(?:rmation)?|details|e-?mail|phone|number|"
    r"household|family|datos|informacion|nombre|direccion|correo|telefono)\b(?! (?:team|department))|"
    r"\b(?:i|we) (?:am|are|live|shop|bought)(?: [\w'-]+){0,3} (?:california|customers?|residents?)\b|"
    r"\bfor (?:my )?(?:personal|family|household)\b|\b(?:our|my) clients?\b(?!'? (?:data|info))|"
    rf"\b(?:under|pursuant to|per|bajo|segun|conforme a) (?:[\w'§&.()-]+,? ){{0,5}}?{LAW}"
)
"""A person who asks for themselves, though their letter speaks of such things too."""
FOR_ONESELF = re.compile(
    r"\b(?:i|we)(?:'d| would)? (?:want|need|like|request|demand) (?:that|this|the|my) (?:list|information|disclosure|"
    r"names|"
    r"info)\b|\b(?:please|kindly) (?:send|give|provide|mail|e-?mail) (?:me |us )?(?:the|that|my) (?:list|information|"
    r"disclosure|names|info)\b|\b(?:quiero|solicito|pido) (?:esa|la|mi) (?:lista|informacion|divulgacion)\b"
)
HOW = re.compile(
    r"\b(?:how|where|may|can|could) (?:(?:do|can|could|may) )?(?:i|we) (?:\w+ )?(?:get|have|obtain|request|ask|see|"
    r"receive)\b|"
    r"\b(?:como|donde) (?:puedo|podria|podemos|consigo|obtengo|pido)\b|"
    rf"{LAW},? (?:please|pls|por favor|porfa)\W*\Z"
)
"""Whoever asks how to get what the law gives, asks for it."""
COMPLAINS = re.compile(
    r"\bhave you (?:received|gotten|got|seen) (?:my|our)\b|"
    r"\bnothing (?:came|has come|yet|back)\b|\bwhere(?:'s| is) (?:my|the|your) (?:answer|reply|response|list|"
    r"disclosure)\b|"
    r"\bignor(?:ed|ing)\b|\bnever (?:answered|replied|responded|heard|got|received)|\b(?:not|n't|not yet) (?:yet )?"
    r"(?:answer(?:ed)?|repl(?:y|ied)|respond(?:ed)?|receiv(?:e|ed)|hear(?:d)?|got(?:ten)?|compl(?:y|ied))\b|"
    r"\b(?:would|will) appreciate (?:an?|your) (?:\w+ )?(?:answer|reply|response)\b|"
    r"\bno (?:answer|reply|response)\b|\bstill (?:waiting|no )|\boverdue\b|\b(?:30|thirty) days\b|"
    r"\b(?:look(?:ing)? forward to|await(?:ing)?|expect(?:ing)?) (?:to |for )?(?:your|an?|hear\w*) ?"
    r"(?:\w+ )?(?:answer|reply|response|from you)?|"
    r"\bnunca (?:me )?(?:contest|respond)\w+|\bno (?:me )?han (?:contestado|respondido)|\bsigo esperando|\bquedo a la "
    r"espera|\bespero (?:su|una) respuesta|\b(?:30|treinta) dias\b"
)
"""Whoever asked before and waits, or sets a time, still asks."""
WANTED = re.compile(
    r"\b(?:i|we)(?:'d| would)? (?:also |hereby |now |formally |therefore )*(?:request|demand|exercise|invoke|am asking|"
    r"ask(?= for)|am requesting|am making|want (?:to know who|that (?:list|information|disclosure)|the (?:list|"
    r"names)))|"
    r"\b(?:please|kindly)(?: also)? (?:send|provide|disclose|give|mail|e-?mail|tell|comply)(?: (?:me|us))?(?: with)?"
    r"(?: (?:it|this|that|these|mine|the (?:list|names|information|disclosure|categories))\b|[.!]?\Z)|"
    r"\bi'?m (?:asking|requesting)\b|\bhereby (?:request|ask|demand)|\bthis is (?:mine|my request|it)\b|"
    r"\blook forward to your (?:\w+ )?(?:answer|reply|response|list)|\b(?:solicito|pido|exijo|ejerzo|quiero (?:esa|"
    r"la) (?:lista|informacion))\b"
)
"""What must be said where the law itself is only explained: that this is wanted of you, now."""
THANKS = re.compile(
    r"\b(?:thank(?:s| you)|thx|gracias|(?:le |les |te )?agradezco|agradecemos)(?! in advance| de antemano)"
    r"(?: (?:so|very|a) (?:much|lot)| again| kindly| much)*,? (?:for|por) (?:(?:so|having|haber|tan) )?(?:\w+ )?"
    r"(?:answer(?:ing|ed)|respond(?:ing|ed)|reply(?:ing)|replied|send(?:ing)|sent|handl(?:ing|ed)|complet(?:ing|ed)|"
    r"process(?:ing|ed)|fulfill(?:ing|ed)|honou?r(?:ing|ed)|tak(?:ing|en) care|the|your|su|la|el|contestar|contestado|"
    r"responder|respondido|enviar|enviado|atender|atendido|mandar|mandado|procesar|resolver)\b"
)
GOT_IT = re.compile(
    r"\b(?:appreciated?|agradezco|agradecemos) (?:your|the|how|su|la|el) |"
    r"\b(?:no further questions|all i (?:need|needed)|what i needed)\b|"
    rf"\b(?:read|saw|lei|vi) (?:your|the|su|la|el) (?:[\w'-]+ ){{0,3}}?{LAW}|"
    rf"\b(?:received|got|recibi(?:mos)?|me llego) (?:[\w'-]+ ){{0,9}}?{LAW}\b"
)
CONTENT = re.compile(
    r"(?:\A|[,;] |\b(?:i|we)(?:'ve| have)? (?:now |just )?)(?:got|have|received|recibi|tengo) "
    r"(?:it|everything|all(?: that)? i|what i|todo|lo que)\b|"
    r"\bthis answers\b|\b(?:answers|answered|resolves) (?:everything|all my|my question)|\bfound it\b|\ball set\b|"
    r"\bque(?:da|do) resuelto\b|\bya lo encontre\b"
)
"""Whoever says so, and thanks, has their answer."""
DENIES = re.compile(
    r"\b(?:not|n't|isn't|ain't|never) (?:meant (?:as|to be) |intended as |actually |really |itself |in any way |"
    r"making |submitting |sending |filing )*(?:an?|my|any|the|this) (?:formal |official |real |actual |legal |"
    r"personal |new |privacy |data |consumer |customer |information |disclosure )*"
    rf"(?:{LAW} )?(?:request|demand)\b(?! (?:under|for|to|per|pursuant to) (?:the |my |an? )?(?:ccpa|cpra|gdpr|delet|"
    rf"access|"
    r"opt|unsub|refund|erasure|removal))|"
    rf"\b(?:not|n't|never) (?:requesting|asking for|asking about|seeking|after) (?:[\w'-]+ ){{0,3}}?(?:{LAW}|data|"
    r"information|anything|a disclosure|any(?:one'?s)? (?:\w+ )?(?:data|information))|"
    r"\b(?:this|it) is no (?:\w+ )?request\b|"
    r"\b(?:no request|without requesting) (?:is|intended|for (?:my )?(?:data|information))|"
    r"\bno (?:es|se trata de|constituye|considero|estoy (?:haciendo|presentando)) (?:una|mi|ninguna) (?:nueva )?"
    r"(?:solicitud|peticion)\b(?! (?:de (?:borr|elimin|acceso|baja)|bajo (?:la )?ccpa))|"
    r"\bno (?:estoy )?(?:solicit(?:o|ando|amos)|pid(?:o|iendo)|pedimos) (?:\w+ ){0,2}(?:datos|informacion|nada|"
    r"divulgacion)"
)
AFFIRMS = re.compile(
    r"\bi(?:'m| am) (?:only |just )?asking (?:who|whom|which|for the (?:list|names|disclosure))|"
    rf"(?<!not )(?<!n't )\b(?:(?:it|this) (?:is|does constitute)|but|rather|sino|es) (?:an?|my|una|mi) (?:[\w'-]+ "
    rf"){{0,4}}?"
    rf"(?:{LAW}|request|solicitud)\b[^.?!]{{0,60}}|\b(?:i|we) (?:do |hereby |also |now )+(?:request|ask)"
)
OTHER_MATTERS = re.compile(
    r"\b(?:resumes?|curriculum|cv|cover letter|(?:job|open) (?:opening|position|posting|listing)?s?|positions?|"
    r"vacanc(?:y|ies)|"
    r"(?:apply|applying|application|applied) (?:for|to)|applicants?|candidates?|hiring|recruit\w*|internship|puesto|"
    r"empleo|vacante|postul\w+|"
    r"invoices?|receipt for|amount due|balance due|subtotal|order (?:number|confirmation|total|summary)|tracking "
    r"(?:number|id|link|code)|(?:has|have|was) (?:been )?shipped|out for delivery|estimated delivery|packing slip|"
    r"facturas?|total a pagar|monto a pagar|(?:su|tu) (?:pedido|paquete) (?:ha sido|fue|esta|va)|numero de (?:pedido|"
    r"rastreo|"
    r"seguimiento)|"
    r"students?|journalist|reporter|researchers?|research|thesis|dissertation|survey|questionnaire|study|for "
    r"(?:a |my |our )?(?:class|course)|estudiantes?|periodista|investigador[ae]?s?|tesis|encuesta|cuestionario|estudio|"
    r"article|blog|podcast|newsletter|press release|webinar|conference|seminar|boletin)\b"
)
STUDIES = re.compile(
    r"\b(?:(?:i am|i'm|we are|as) (?:a|an|the) (?:[\w'-]+ ){0,4}?(?:students?|journalist|reporter|researchers?|"
    r"professor|scholar)\b|"
    r"(?:writing|working on|conducting|doing|preparing|researching)(?: for)? (?:a|an|my|our|the)? ?(?:[\w'-]+ ){0,3}"
    r"(?:paper|thesis|article|story|study|dissertation|survey|research|report on)\b|for a survey\b|research (?:study|"
    r"project)\b|"
    r"(?:soy|somos) (?:un |una )?(?:estudiantes?|periodistas?|investigador\w*|profesor\w*)\b|"
    r"(?:escribo|escribiendo|preparo|preparando|haciendo|hago|realizo|realizando|realizamos) (?:una|un|mi|nuestra|"
    r"nuestro) "
    r"(?:\w+ ){0,2}(?:tesis|articulo|estudio|encuesta|investigacion|reportaje|trabajo)\b)"
)
