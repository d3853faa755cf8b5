"""How a classroom says no."""

from django.utils.translation import gettext_lazy as _

from smartsafe.errors import DomainError, NotFound


class NoSuchLesson(NotFound):
    sentence = _("There is no such lesson here.")


class NoSuchClassroom(NotFound):
    sentence = _("No classroom is open under this number. Look at the board once more, or ask the teacher.")


class ClassroomFull(DomainError):
    sentence = _("There are {most} answers already, as many as one classroom takes.")


class TooManyClassrooms(DomainError):
    sentence = _("Very many classrooms are open at this moment. Try again in a few minutes, or print the lesson.")


class MovedOn(DomainError):
    sentence = _("The class has moved on. Here is the question that is open now.")
