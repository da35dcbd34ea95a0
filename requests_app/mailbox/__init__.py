"""Incoming mail: from the bytes of a message to what a person wrote, and whether it is a request.

In the order of reading:

    files        an .eml file or an mbox → messages
    parse        MIME → headers, text, attachments, attached messages (`charsets`, `headers`, `addresses`, `parts`,
                 `attachments`, `htmltext`, `tnef` each read one thing)
    quoting      what is the sender's own text, and what they quote or forward (`heads` the lines above what is quoted,
                 `shown_days` the day in them)
    arrival      when and where our own mail server took it; `authentication` what that server says of the sender
    automatic    bounces, automatic replies, lists, invitations, our own mail
    forwarded    a request inside another message
    recognise    signals that it is a request, each with a sentence; `requests.flags`: what else is in it
    who          whose request it is: name and postal address (`places`); `language` theirs
    reading      what was read out of one message, side by side
    understand   all of it together: one outcome, explained
    judge        the same against the database: due date, known requests

Around it, in the order of a message's way: `imap` speaks with its server and `fetch` visits a mailbox (`lock`: one at a
time, `tasks`: the clock); `given` takes messages from files; `take` has a stored one judged, makes a `verdict` of it
(`identity`: which message it is, `returned`: which mail of ours came back), and `handling` settles it.

Everything that only reads is pure: bytes in, answer out, no Django. Recognition sorts the pen and refuses nothing: what
is not surely automatic is at least looked at by a person.
"""
