"""Smart and Safe runs a national Safer Internet Centre: what people report becomes contacts, which
become cases; these are referred to institutions, and the outcome flows back, sealed all the way.

Read downwards; each module knows only those below it.

project        wiring: settings by concern, addresses, server entry point
demo           the living demo centre, made only through the actions below
faces          what people see: public, desk, portal; api is what partners' computers see; theme holds the components
retention      erasing what has been kept long enough
referrals      package, approval, delivery, dialogue, outcome
cases          the formal case: number, workflow, links, tasks, deadlines
channels       e-mail, chat, telephone, social media, partners: each brings contacts in and carries replies out
contacts       contact, conversation, receipt code, triage
outreach       activities with schools, campaigns, the youth programme, newsletter: asked for, held, counted
library        Digital Library and editorial pages: items, their search, their files; Wagtail edits them
learning       short lessons: quizzes and stories, alone or on a classroom's board
evidence       items with hashes, custody, safe viewing
answers        ready answers: proposed, approved by another, suggested
institutions   directory, competence, officers
notifications  "something awaits you", without content
people         who signs in: accounts, roles, teams
country        the country profile as checked data; working time; numbers
audit          append-only, hash-chained
vault          sealing, receipts, keyrings, blind index
documents      letters and cards as PDF
live           version counters and presence behind polling
language       both Serbian scripts, folding
clock          what time it is
errors         how a rule says no; beside it, how many fields a form may send
"""
