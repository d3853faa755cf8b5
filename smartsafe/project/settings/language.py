"""Languages and time as people read them. Which languages a centre offers is its profile's choice."""

LANGUAGE_CODE = "sr"
LANGUAGES = [("sr", "Српски"), ("sr-latn", "Srpski"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Belgrade"
