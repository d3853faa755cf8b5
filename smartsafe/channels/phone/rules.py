"""How a call ends, how long things last, when somebody is called back."""

from datetime import timedelta

CODE = "phone"
HANDLE = "contacts.handle"
TOPIC = "phone"  # the live topic: a call rings, is answered, ends; a call-back is planned or done

# What the exchange tells
RINGING, ANSWERED, ENDED, MISSED, VOICEMAIL = "ringing", "answered", "ended", "missed", "voicemail"
EVENTS = (RINGING, ANSWERED, ENDED, MISSED, VOICEMAIL)
# Call.outcome; "" while it is on the line
OUTCOMES = (ANSWERED, MISSED, VOICEMAIL)

# A signature is good for so long on either side of its time; the same event told again within it is known by its id.
WINDOW = timedelta(minutes=5)
# An exchange that fell silent: after this a call does not ring, a talk does not last any more.
RINGS_AT_MOST, TALKS_AT_MOST = timedelta(minutes=15), timedelta(hours=4)
# A call that has ended can still be taken down from the sheet that was opened with it.
TAKEN_DOWN_WITHIN = timedelta(hours=12)
# After this nobody calls back, and the number is forgotten.
NUMBER_KEPT = timedelta(days=90)

# In working hours: when to call back at first, and after each try in vain
CALL_BACK_WITHIN = 4.0
AGAIN_AFTER = (1.0, 4.0, 8.0)
PLANNED = (1.0, 4.0, 8.0)  # what can be chosen on the call sheet

# CallBack.outcome; "" while it waits
REACHED, CALLED_AGAIN, GIVEN_UP, NOT_NEEDED = "reached", "called_again", "given_up", "not_needed"
CALL_BACK_OUTCOMES = (REACHED, CALLED_AGAIN, GIVEN_UP, NOT_NEEDED)
