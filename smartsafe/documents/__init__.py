"""Official letters and cards as PDF/A: typeset by typst from data, with the fonts of the font packages."""
