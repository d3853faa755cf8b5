"""Where files lie: sealed evidence in the data folder; static files hashed and compressed."""

from smartsafe.form_fields import FEW, FormFields

from .environment import ROOT, data_dir

# The private half of the worker's key, where SMARTSAFE_WORKER_KEY does not hold it
WORKER_KEY_FILE = str(data_dir() / "worker-key")
WORKER_MAKES_ITS_KEY = True  # on the first start; in production somebody decides where the key lies
STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(data_dir() / "files")},
    },
    # What the library publishes: plain on purpose
    "library": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(data_dir() / "library")},
    },
    "staticfiles": {"BACKEND": "smartsafe.project.static_files.StaticFiles"},
}
# Uploads go to sealed storage piece by piece; nothing plain is ever written to a temporary folder.
FILE_UPLOAD_HANDLERS = ["smartsafe.evidence.uploads.SealingUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = FormFields(FEW)
