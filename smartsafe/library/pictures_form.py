"""What an editor may add as a picture, and what is kept of it: the picture alone, small."""

import io
import warnings
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageOps
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from smartsafe.evidence.kinds import HEAD

from .errors import FileNotTaken, PictureNotTaken
from .uploads import kind_of

WIDEST, QUALITY = 1600, 82
TAKEN = ("image/jpeg", "image/png", "image/webp")


class PictureField(WagtailImageField):
    """Says in one sentence what is taken, whatever is wrong with a file."""

    def to_python(self, data: Any) -> Any:
        kinds = ("invalid_image", "invalid_image_extension", "invalid_image_known_format", "file_too_many_pixels")
        self.error_messages |= dict.fromkeys(kinds, str(PictureNotTaken("file")).replace("%", "%%"))
        try:
            return super().to_python(data)
        except (OSError, ValueError, SyntaxError):  # cut off, or broken within
            raise ValidationError(str(PictureNotTaken("file"))) from None


class PictureForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if (field := self.fields.get("file")) is not None:
            self.fields["file"] = PictureField(label=field.label, required=field.required, widget=field.widget)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file or "file" not in self.changed_data:
            return file
        try:
            file.seek(0)
            if kind_of(file.read(HEAD), file.name) not in TAKEN:
                raise PictureNotTaken("file")
            file.seek(0)
            return ContentFile(bare(file), name="picture.webp")
        except (FileNotTaken, PictureNotTaken):
            raise ValidationError(str(PictureNotTaken("file"))) from None


def bare(file: Any) -> bytes:
    """The picture as WebP, upright, at most so wide: without place, camera, thumbnail. Raises PictureNotTaken."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=["JPEG", "PNG", "WEBP"]) as opened:
                opened.draft("RGB", (WIDEST, WIDEST))
                upright = ImageOps.exif_transpose(opened)
                kept = upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB")
        kept.thumbnail((WIDEST, WIDEST))
        made = io.BytesIO()
        kept.info.clear()
        kept.save(made, "WEBP", quality=QUALITY, exif=b"", icc_profile=None)
        return made.getvalue()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureNotTaken("file") from None
