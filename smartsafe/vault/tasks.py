"""What the indexes do without anybody asking, and without any key."""

from django_tasks import task

from . import word_packing


@task()
def keep_words_in_order() -> int:
    """Pack words when many wait, and take out what was erased. How many rows and texts it was."""
    return word_packing.pack() + word_packing.clean()


EVERY = [(keep_words_in_order, 10)]
