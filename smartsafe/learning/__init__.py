"""Short lessons: quizzes and “what would you do?”, walked alone, printed, or answered together in a classroom.

What a lesson says is data of the country profile (`learning/<slug>.toml`). A walk alone leaves no trace here: the
choices made so far stand in the address of the page. A classroom keeps counts and random numbers, no pupil, and
forgets them the next day.
"""
