"""What bounds a classroom: many pupils and few hours, so that a program gains nothing by playing school."""

from datetime import timedelta

LASTS = timedelta(hours=3)
KEPT = timedelta(days=1)  # after its end
MOST_PUPILS = 200  # a hall, not a town
MOST_OPEN = 2_000  # classrooms at once …
EMPTY_FOR = timedelta(minutes=20)  # … of which one without any answer counts only for so long
CODE_DIGITS = 6
